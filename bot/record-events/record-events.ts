import type { RecordEvent } from '../../adapters/records/port';
import type { Unasked } from '../conversations/unasked';
import type { Identities, TeamsUser } from '../identity/identities';
import type { TeamsCustomers } from '../identity/teams-customers';
import type { ServiceLog } from '../log';
import type { Metrics } from '../metrics';
import type { SupportBot } from '../support-bot';
import { type EventStore, keyOf, type Recipient, type Taking, type Telling } from './event-store';
import { type Teller, teller, type Told } from './teller';

export interface RecordEvents extends Pick<Teller, 'start' | 'lookAgain' | 'stop' | 'waiting'> {
  /** Resolves when the event is on the disk; it is told after. */
  take(event: RecordEvent): Promise<Taking>;
  /** Somebody is at the other end of a conversation of the website. */
  seenOnWeb(conversation: string): void;
  seenInTeams(user: TeamsUser): Promise<void>;
}

interface Parts {
  store: EventStore;
  identities: Identities;
  listed: TeamsCustomers;
  unasked: Unasked;
  /** Whether somebody is at the other end. */
  isOpen(conversation: string): boolean;
  bot: Pick<SupportBot, 'tell'>;
  /** The documents can be cited. */
  ready(): Promise<void>;
  now: () => Date;
  serviceLog: ServiceLog;
  metrics: Metrics;
}

/** The name under which an event stands in a conversation: the log takes it once. */
const nameOf = ({ id }: RecordEvent): string => `record-event ${id}`;

/** Takes what the insurer's systems say has happened, and tells those whom it concerns: on the website when they are there, and in Teams. */
export function recordEvents(parts: Parts): RecordEvents {
  const { store, identities, listed, unasked, isOpen, bot, ready, now, serviceLog, metrics } = parts;

  const customerInTeams = async (user: TeamsUser): Promise<string | undefined> =>
    (listed.customerOf(user) ?? (await identities.customerInTeams(user)))?.customerId;

  const recipientsOf = async ({ customerIds }: RecordEvent): Promise<Recipient[]> => {
    const all = new Map<string, Recipient>();
    for (const customerId of customerIds) {
      const people = [...listed.peopleOf(customerId), ...(await identities.peopleInTeams(customerId))];
      const recipients: Recipient[] = [
        { channel: 'web', customerId },
        ...people.map((user): Recipient => ({ channel: 'teams', customerId, user })),
      ];
      for (const recipient of recipients) all.set(keyOf(recipient), recipient);
    }
    return [...all.values()];
  };

  /** In every conversation that the customer has open now. What was told in one before a restart is not told in the next. */
  const tellOnWeb = async ({ event }: Telling, customerId: string): Promise<Told> => {
    const name = nameOf(event);
    const conversations = await identities.conversationsOf(customerId);
    for (const conversation of conversations) if (await unasked.hasSaid(conversation, name)) return 'told';
    let outcome: Told = 'absent';
    for (const conversation of conversations.filter(isOpen)) {
      const said = await unasked.inConversation(conversation, name, (context) => bot.tell(context, customerId, event));
      if (outcome !== 'told') outcome = said;
    }
    return outcome;
  };

  const tellInTeams = async ({ event }: Telling, customerId: string, user: TeamsUser): Promise<Told> => {
    // The link may have been taken away since.
    if ((await customerInTeams(user)) !== customerId) return 'not-shown';
    const said = await unasked.inTeams(user, nameOf(event), (context) => bot.tell(context, customerId, event));
    return said === 'no-chat' ? 'absent' : said;
  };

  const telling = teller({
    store,
    tell: async (one) => {
      await ready();
      return one.recipient.channel === 'web'
        ? tellOnWeb(one, one.recipient.customerId)
        : tellInTeams(one, one.recipient.customerId, one.recipient.user);
    },
    now,
    serviceLog,
    onTold: (channel, outcome) => metrics.recordEventTold(channel, outcome),
  });

  const wakeCustomerOf = async (conversation: string): Promise<void> => {
    const customer = await identities.customerOf(conversation);
    if (customer) telling.isHere({ channel: 'web', customerId: customer.customerId });
  };

  return {
    async take(event) {
      const recipients = await recipientsOf(event);
      const taking = await store.take(event, recipients);
      metrics.recordEvent(taking);
      if (taking === 'taken') telling.add(recipients);
      return taking;
    },

    seenOnWeb(conversation) {
      // Asked at every request of every page: mostly nothing waits for anybody.
      if (telling.waiting === 0) return;
      wakeCustomerOf(conversation).catch((problem: unknown) =>
        serviceLog.error({ conversation, err: problem }, 'who came back cannot be read'),
      );
    },

    async seenInTeams(user) {
      if (telling.waiting === 0) return;
      const customerId = await customerInTeams(user);
      if (customerId !== undefined) telling.isHere({ channel: 'teams', customerId, user });
    },

    get waiting() {
      return telling.waiting;
    },
    start: () => telling.start(),
    lookAgain: () => telling.lookAgain(),
    stop: () => telling.stop(),
  };
}
