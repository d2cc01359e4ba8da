import { type Activity, TurnContext } from 'botbuilder';
import { attachmentsOf } from '../attachments/attachments';
import type { Handoff } from './handoff';
import type { Agent, AttachedFile } from './handoffs';
import type { HandoffWords, Place, ReceiptFacts } from './receipts';

/** What of an activity says where and to whom an answer goes. */
export const referenceOf = ({
  channelId,
  serviceUrl,
  from,
  recipient,
  conversation,
  locale,
}: Partial<Activity>): Partial<Activity> => ({
  ...(channelId === undefined ? {} : { channelId }),
  ...(serviceUrl === undefined ? {} : { serviceUrl }),
  ...(from === undefined ? {} : { from }),
  ...(recipient === undefined ? {} : { recipient }),
  ...(conversation === undefined ? {} : { conversation }),
  ...(locale === undefined ? {} : { locale }),
});

const locales = { da: 'da-DK', en: 'en-GB' } as const;

/** To the customer, from the bot's account, as an answer to nothing in particular. */
const addressed = (reference: Partial<Activity>, activity: Partial<Activity>): Partial<Activity> =>
  TurnContext.applyConversationReference(
    activity,
    TurnContext.getConversationReference(reference),
  ) as Partial<Activity>;

/** What the customer is told of a hand-off: words for every client, and the facts for one that draws them as a notice. */
export function receiptActivity(
  reference: Partial<Activity>,
  handoff: Handoff,
  told: { receipt: keyof HandoffWords; text: string; name?: string | undefined; place?: Place | undefined },
): Partial<Activity> {
  const { receipt, text, name, place } = told;
  const facts: ReceiptFacts = {
    state: handoff.state,
    receipt,
    number: handoff.number,
    ...(name === undefined ? {} : { name }),
    ...(place?.ahead === undefined ? {} : { ahead: place.ahead }),
    ...(place?.expectedAt ? { expectedAt: place.expectedAt.toISOString() } : {}),
  };
  return {
    ...addressed(reference, { type: 'message', text }),
    locale: locales[handoff.language],
    channelData: { handoff: facts },
  };
}

/** The account of a member of staff, as clients see it. */
export const staffAccount = ({ id, name }: Pick<Agent, 'id' | 'name'>) => ({
  id: `staff:${id}`,
  name,
  role: 'bot' as const,
});

/**
 * What a member of staff says. On Direct Line it comes from them; elsewhere only the bot has an account, and the text says who speaks.
 * Files go by their ids: addresses are made, signed and short-lived, when an entry is delivered.
 */
export function personActivity(
  reference: Partial<Activity>,
  remote: boolean,
  agent: Pick<Agent, 'id' | 'name'>,
  { text, attachments }: { text: string; attachments?: readonly AttachedFile[] | undefined },
): Partial<Activity> {
  const files = attachments?.length ? attachmentsOf(attachments) : undefined;
  const spoken = addressed(reference, { type: 'message', text: remote ? `**${agent.name}:** ${text}` : text });
  return {
    ...spoken,
    ...(remote ? {} : { from: staffAccount(agent) }),
    ...(files ? { attachments: files.attachments } : {}),
    channelData: { speaker: { kind: 'person', name: agent.name }, ...files?.sizes },
  };
}

export const typingActivity = (reference: Partial<Activity>, agent: Pick<Agent, 'id' | 'name'>): Partial<Activity> => ({
  ...addressed(reference, { type: 'typing' }),
  from: staffAccount(agent),
  channelData: { speaker: { kind: 'person', name: agent.name } },
});
