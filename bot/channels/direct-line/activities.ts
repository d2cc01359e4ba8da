import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { pressedWords } from '../../../dialogs/cards';
import { attachmentsOf } from '../../attachments';
import type { AttachedFile } from '../../handoff/handoffs';
import { localServiceUrl } from '../authentication';
import { sequenceOf } from './sockets';

/** What a widget may tell us beside its message; everything else in its channelData is dropped. */
const ClientChannelData = z
  .object({ clientActivityID: z.string().min(1).max(200).optional(), postBack: z.boolean().optional() })
  .optional();

/** A message, as a client may post it. */
export const Message = z.object({
  type: z.literal('message'),
  text: z.string().optional(),
  value: z.unknown().optional(),
  locale: z.string().max(35).optional(),
  channelData: ClientChannelData,
  /** Files come by an upload, and are put in by us. */
  attachments: z.array(z.unknown()).max(0).optional(),
});
const Typing = z.object({ type: z.literal('typing'), channelData: ClientChannelData });
/** Web Chat greets with the first; the second says what somebody thinks of an answer. Others are refused: an event must never be able to play the service's own part. */
const NamedEvent = z.object({
  type: z.literal('event'),
  name: z.enum(['webchat/join', 'feedback']),
  value: z.unknown().optional(),
  channelData: ClientChannelData,
});

/** The activities that a Direct Line client may post. Sender, recipient, conversation, channel and service URL are never taken from it. */
export const ClientActivity = z.discriminatedUnion('type', [Message, Typing, NamedEvent]);
export type ClientActivity = z.infer<typeof ClientActivity>;

/** A pressed button of a card comes as a value: the words it stands for become the customer's own, in the transcript too. */
export function withPressedWords(activity: ClientActivity): ClientActivity {
  if (activity.type !== 'message' || (activity.text ?? '') !== '') return activity;
  const words = pressedWords(activity.value);
  return words === undefined ? activity : { ...activity, text: words };
}

/** The number of an activity in its conversation, as Direct Line writes ids: `<conversation>|0000007`. */
export const activityId = (conversation: string, seq: number): string =>
  `${conversation}|${String(seq).padStart(7, '0')}`;

/** The bot's own account on Direct Line. */
export const botAccount = (company: string) => ({ id: 'charterdesk', name: company, role: 'bot' as const });

/** Which activity it is, and its place among all that a client is sent: see `sequenceOf`. */
interface Place {
  id: string;
  sequence: number;
}

interface Visitor {
  conversation: string;
  user: string;
}

/**
 * Web Chat places streamed answers by this number; without it the second one lands above its question. It must rise over everything sent,
 * the visitor's echoes included.
 */
const sequenceId = (sequence: number): Record<string, number> => ({ 'webchat:sequence-id': sequence });

/** The visitor's own activity as every client of the conversation gets it back: the log's entry of this number. */
export const echoBody = (
  visitor: Visitor,
  activity: ClientActivity,
  id: string,
  seq: number,
  now: Date,
  files: readonly AttachedFile[] = [],
): string => echo(visitor, activity, { id, sequence: sequenceOf(seq, 0) }, now, files);

/** The same of a sign, which is not kept. */
export const echoedSign = (visitor: Visitor, activity: ClientActivity, place: Place, now: Date): string =>
  echo(visitor, activity, place, now, []);

function echo(
  visitor: Visitor,
  activity: ClientActivity,
  { id, sequence }: Place,
  now: Date,
  files: readonly AttachedFile[],
): string {
  const { type, channelData } = activity;
  const { attachments, sizes } = attachmentsOf(files);
  return JSON.stringify({
    type,
    id,
    timestamp: now.toISOString(),
    channelId: 'directline',
    from: { id: visitor.user, role: 'user' },
    conversation: { id: visitor.conversation },
    ...(type === 'message' ? { text: activity.text, value: activity.value, locale: activity.locale } : {}),
    ...(files.length === 0 ? {} : { attachments }),
    channelData: { ...channelData, ...(files.length === 0 ? {} : sizes), ...sequenceId(sequence) },
  });
}

/** The visitor's message as the bot gets it. @param isWebChat Web Chat draws cards; the bot then shows facts in one */
export function botActivity(
  visitor: Visitor,
  activity: ClientActivity & { type: 'message' },
  seq: number,
  company: string,
  now: Date,
  isWebChat: boolean,
  files: readonly AttachedFile[] = [],
): Partial<Activity> {
  return {
    type: 'message',
    id: activityId(visitor.conversation, seq),
    timestamp: now,
    channelId: 'directline',
    serviceUrl: localServiceUrl,
    from: { id: visitor.user, name: '', role: 'user' },
    recipient: botAccount(company),
    conversation: { id: visitor.conversation, name: '', isGroup: false, conversationType: 'personal' },
    text: activity.text ?? '',
    ...(activity.value === undefined ? {} : { value: activity.value }),
    ...(activity.locale === undefined ? {} : { locale: activity.locale }),
    ...(files.length === 0 ? {} : { attachments: attachmentsOf(files).attachments }),
    ...(isWebChat ? { channelData: { isWebChat } } : {}),
  };
}

/** The turn that a new conversation begins with: the visitor and the bot have come in. */
export function joinedActivity(
  visitor: Visitor,
  company: string,
  locale: string | undefined,
  now: Date,
): Partial<Activity> {
  const bot = botAccount(company);
  return {
    type: 'conversationUpdate',
    id: `${visitor.conversation}|joined`,
    timestamp: now,
    channelId: 'directline',
    serviceUrl: localServiceUrl,
    from: { id: visitor.user, name: '', role: 'user' },
    recipient: bot,
    conversation: { id: visitor.conversation, name: '', isGroup: false, conversationType: 'personal' },
    membersAdded: [{ id: visitor.user, name: '' }, bot],
    ...(locale === undefined ? {} : { locale }),
  };
}

/** Tells the bot that somebody has vouched for the visitor. Its name is ours: a client's event of that name is refused. */
export const signedInEvent = 'charterdesk/signed-in';

/** Tells the bot that the customer has ended the conversation, or signed out: they do not read on. A client's event of that name is refused too. */
export const leftEvent = 'charterdesk/left';

/** The turn that a sign-in brings. @param generation the conversation's, which the sign-in began */
export const signedInActivity = (
  visitor: Visitor,
  generation: number,
  company: string,
  locale: string | undefined,
  now: Date,
): Partial<Activity> =>
  ownEvent(visitor, signedInEvent, `signed-in-${generation}`, company, now, locale === undefined ? {} : { locale });

/** The turn that a leaving brings. @param generation the conversation's, which the leaving ended */
export const leftActivity = (visitor: Visitor, generation: number, company: string, now: Date): Partial<Activity> =>
  ownEvent(visitor, leftEvent, `left-${generation}`, company, now, {});

/** Something that the service tells the bot of a visitor. @param once names it within the conversation: it is one turn */
function ownEvent(
  visitor: Visitor,
  name: string,
  once: string,
  company: string,
  now: Date,
  more: { locale?: string },
): Partial<Activity> {
  return {
    type: 'event',
    name,
    id: `${visitor.conversation}|${once}`,
    timestamp: now,
    channelId: 'directline',
    serviceUrl: localServiceUrl,
    from: { id: visitor.user, name: '', role: 'user' },
    recipient: botAccount(company),
    conversation: { id: visitor.conversation, name: '', isGroup: false, conversationType: 'personal' },
    ...more,
  };
}

/** The cards that Web Chat cannot act on ask for `Action.Execute`; on Direct Line the same button is an `Action.Submit`. */
function withSubmitActions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSubmitActions);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withSubmitActions(part)] as const);
  const object: Record<string, unknown> = Object.fromEntries(entries);
  if (object.type !== 'Action.Execute') return object;
  const { verb, ...rest } = object;
  return { ...rest, type: 'Action.Submit', data: { ...(typeof rest.data === 'object' ? rest.data : {}), verb } };
}

/** What the bot or a member of staff says, as the log keeps it and clients get it. @param seq its number in the log */
export const outgoingBody = (
  conversation: string,
  activity: Partial<Activity>,
  seq: number,
  company: string,
  now: Date,
): string =>
  // An update brings the id of what it changes.
  sent(
    conversation,
    activity,
    { id: activity.id ?? activityId(conversation, seq), sequence: sequenceOf(seq, 0) },
    company,
    now,
  );

/** The same of what is shown and not kept. */
export const shownSign = (
  conversation: string,
  activity: Partial<Activity>,
  place: Place,
  company: string,
  now: Date,
): string => sent(conversation, activity, place, company, now);

function sent(
  conversation: string,
  activity: Partial<Activity>,
  { id, sequence }: Place,
  company: string,
  now: Date,
): string {
  const {
    replyToId,
    attachments,
    channelData,
    callerId: _callerId,
    serviceUrl: _serviceUrl,
    recipient: _recipient,
    ...rest
  } = activity;
  // Web Chat holds a message back for five seconds when it replies to an id that the conversation does not have.
  const known = replyToId?.startsWith(`${conversation}|`) === true;
  return JSON.stringify({
    ...rest,
    id,
    timestamp: now.toISOString(),
    channelId: 'directline',
    // A member of staff speaks under their own name.
    from: activity.from?.id.startsWith('staff:') ? activity.from : botAccount(company),
    conversation: { id: conversation },
    ...(known ? { replyToId } : {}),
    ...(attachments ? { attachments: withSubmitActions(attachments) } : {}),
    channelData: { ...(channelData as object | undefined), ...sequenceId(sequence) },
  });
}
