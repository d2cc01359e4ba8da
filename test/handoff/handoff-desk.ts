import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Activity } from 'botbuilder';
import type { Database } from '../../adapters/database';
import { localServiceUrl } from '../../bot/channels/authentication';
import { outgoingBody } from '../../bot/channels/direct-line/activities';
import type { ConversationLog, LogEntry, Turn } from '../../bot/conversations/conversation-log';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import type { ChannelOutlet } from '../../bot/conversations/turn-runner';
import {
  type Agent,
  type AtWork,
  type Handoff,
  type HandoffMinders,
  handoffMinders,
  type HandoffNews,
  type HandoffRequest,
  type HandoffWords,
  type KeptHandoffs,
  openingHours,
  sqlHandoffs,
} from '../../bot/handoff';
import { openTestStore } from '../stores/test-store';

/** Says which sentence it would be, with its facts, one after another: the words themselves are tested where they are written. */
export const plainWords: HandoffWords = (() => {
  const say =
    (receipt: string) =>
    (language: string, facts: object): string =>
      [
        language,
        receipt,
        ...Object.entries(facts)
          .filter(([name, value]) => name !== 'now' && value !== undefined)
          .map(([name, value]) => `${name}=${value instanceof Date ? value.toISOString() : JSON.stringify(value)}`),
      ].join(' ');
  return {
    received: say('received'),
    messageKept: say('messageKept'),
    taken: say('taken'),
    transferred: say('transferred'),
    ownerGone: say('ownerGone'),
    returned: say('returned'),
    cancelled: say('cancelled'),
    closed: say('closed'),
    messageAnswered: say('messageAnswered'),
    failed: say('failed'),
    late: say('late'),
  };
})();

export const agent = (name: string, more: Partial<Agent> = {}): Agent => ({
  id: name.toLowerCase(),
  name,
  languages: ['da', 'en'],
  topics: [],
  team: undefined,
  capacity: 5,
  ...more,
});

/** Asked for by a customer who wrote Danish, on a Monday morning. */
export const request = (more: Partial<HandoffRequest> = {}): HandoffRequest => ({
  reason: 'asked',
  topic: 'claims',
  language: 'da',
  brief: { customer: { kind: 'anonymous' }, exchanges: [], records: [] },
  leavesMessage: false,
  ...more,
});

/** A hand-off as a test sees it: a real store, a clock that the test moves, and no words of its own. */
export interface TestDesk {
  database: Database;
  log: ConversationLog;
  handoffs: KeptHandoffs;
  minders: HandoffMinders;
  news: HandoffNews[];
  delivered: { conversation: string; entries: LogEntry[] }[];
  typed: string[];
  atWork: AtWork[];
  lastSeen: Map<string, Date>;
  clock: { now: Date; pass(minutes: number): Date };
  /** A customer writes: the turn that the bot owes. */
  asks(conversation: string, text?: string, channel?: 'directline' | 'msteams'): Promise<Turn>;
  /** The bot's turn ends. */
  answers(
    turn: Turn,
    replies?: string[],
    more?: { handoff?: HandoffRequest; cancelsHandoff?: boolean },
  ): Promise<LogEntry[]>;
  /** A customer asks for a person and is handed over. */
  handsOver(conversation: string, more?: Partial<HandoffRequest>, channel?: 'directline' | 'msteams'): Promise<Handoff>;
  /** What the conversation's log says, the customer's own messages left out. */
  said(conversation: string): Promise<string[]>;
  /** The service dies and starts again on the same store. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const teamsService = 'https://smba.example/emea/';

const written = ({ body }: LogEntry): Partial<Activity> => JSON.parse(body) as Partial<Activity>;

export async function startTestDesk(startsAt = '2026-11-02T09:00:00Z'): Promise<TestDesk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-desk-'));
  const clock = {
    now: new Date(startsAt),
    pass(minutes: number) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
      return clock.now;
    },
  };
  const now = (): Date => clock.now;
  const week = new Map([1, 2, 3, 4, 5].map((day) => [day, [{ from: 8 * 60, to: 16 * 60 }]] as const));
  const hours = openingHours({ week, exceptions: new Map(), timeZone: 'Europe/Copenhagen' });
  let ids = 0;
  const begun = new Map<Turn, number>();

  const outlet = (remote: boolean): ChannelOutlet => ({
    remote,
    body: (conversation, activity, seq) =>
      remote ? JSON.stringify(activity) : outgoingBody(conversation, activity, seq, 'Testkredit', now()),
    committed: (conversation, entries) => desk.delivered.push({ conversation, entries }),
    typing: (conversation) => desk.typed.push(conversation),
  });
  const outlets = { local: outlet(false), remote: outlet(true) };
  const outletOf = ({ serviceUrl }: Partial<Activity>): ChannelOutlet =>
    serviceUrl === localServiceUrl ? outlets.local : outlets.remote;

  const open = async (): Promise<Pick<TestDesk, 'database' | 'log' | 'handoffs' | 'minders'>> => {
    const database = await openTestStore(path.join(folder, 'test.db'));
    const staff = {
      available: async () => desk.atWork,
      lastSeen: async (id: string) => desk.lastSeen.get(id),
    };
    const handoffs = await sqlHandoffs({
      database,
      words: plainWords,
      hours,
      staff,
      outletOf,
      now,
      newId: () => `handoff-${(ids += 1)}`,
      onFailure: (problem) => {
        throw problem;
      },
    });
    const log = sqlConversationLog(database, now, {
      handoffs: handoffs.ofTurns,
      onAppended: (conversation, lastSeq) => handoffs.appended(conversation, lastSeq),
    });
    const failed = (_facts: unknown, what: string): never => {
      throw new Error(what);
    };
    const minders = handoffMinders({
      minded: handoffs.minded,
      hours,
      staff,
      now,
      serviceLog: { error: failed },
      lookEveryMs: 0,
    });
    handoffs.listen((news) => desk.news.push(news));
    return { database, log, handoffs, minders };
  };

  const asks: TestDesk['asks'] = async (conversation, text = 'Jeg vil tale med en person', channel = 'directline') => {
    await desk.log.begin({ id: conversation, channel, userId: 'customer' });
    const activity: Partial<Activity> = {
      type: 'message',
      text,
      channelId: channel,
      serviceUrl: channel === 'directline' ? localServiceUrl : teamsService,
      from: { id: 'customer', name: 'Kunde' },
      recipient: { id: 'bot', name: 'Testkredit' },
      conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
    };
    const written = { ...activity, from: { ...activity.from, role: 'user' }, customer: true };
    const entry = { clientId: undefined, body: () => JSON.stringify(written) };
    const accepted = await desk.log.accept(conversation, {
      entry,
      turn: { activityId: undefined, activity: () => activity },
    });
    if (!accepted?.turn) throw new Error('No turn.');
    begun.set(accepted.turn, (await desk.log.turnStart(conversation))?.speakerChange ?? -1);
    return accepted.turn;
  };

  const answers: TestDesk['answers'] = async (turn, replies = [], more = {}) => {
    const entries = await desk.log.commit(turn, {
      status: 'answered',
      replies: replies.map((text) => () => JSON.stringify({ type: 'message', text })),
      state: [],
      send: turn.activity.channelId !== 'directline',
      speakerChange: begun.get(turn),
      ...more,
    });
    if (!entries) throw new Error('The turn was not owed.');
    return entries;
  };

  const desk: TestDesk = {
    news: [],
    delivered: [],
    typed: [],
    atWork: [{ id: 'mette', capacity: 2 }],
    lastSeen: new Map(),
    clock,
    asks,
    answers,
    async handsOver(conversation, more, channel) {
      await answers(await asks(conversation, undefined, channel), [], { handoff: request(more) });
      const handoff = await desk.handoffs.openIn(conversation);
      if (!handoff) throw new Error('Nothing was handed over.');
      return handoff;
    },
    async said(conversation) {
      const entries = await desk.log.after(conversation, 0, 1000);
      return entries
        .map(written)
        .filter((activity) => !('customer' in activity))
        .map(({ text }) => text ?? '');
    },
    async restart() {
      await desk.minders.stop();
      await desk.database.close();
      Object.assign(desk, await open());
    },
    async stop() {
      await desk.minders.stop();
      await desk.database.close();
      await rm(folder, { recursive: true, force: true });
    },
  } as Partial<TestDesk> as TestDesk;
  Object.assign(desk, await open());
  return desk;
}
