import { z } from 'zod';
import type { LogEntry } from '../conversations/conversation-log';

/**
 * What customers delete in Teams, and may bring back there. The log keeps it, since that is what was answered; staff are not shown it any more.
 * A deletion is an entry of its own, after the message and with its id.
 */
const Change = z.object({
  type: z.enum(['messageDelete', 'messageUpdate']),
  id: z.string(),
  channelData: z.object({ eventType: z.string().catch('') }).catch({ eventType: '' }),
});

/** Nearly no entry is one, and long conversations are read whole: most need not be parsed for it. */
const mayBeChange = /"messageDelete"|undeleteMessage/i;

/** That a message, by its id in the channel, was deleted or brought back; undefined for an entry that tells of neither. */
export function deletionIn({ body }: Pick<LogEntry, 'body'>): { id: string; isDeleted: boolean } | undefined {
  const change = mayBeChange.test(body) ? Change.safeParse(JSON.parse(body)).data : undefined;
  if (!change) return undefined;
  if (change.type === 'messageDelete') return { id: change.id, isDeleted: true };
  const isBack = change.channelData.eventType.toLowerCase() === 'undeletemessage';
  return isBack ? { id: change.id, isDeleted: false } : undefined;
}

/** The ids of the messages that are deleted after these entries of a conversation, in order. */
export function deletedIn(entries: readonly Pick<LogEntry, 'body'>[]): ReadonlySet<string> {
  const deleted = new Set<string>();
  for (const entry of entries) {
    const change = deletionIn(entry);
    if (change?.isDeleted) deleted.add(change.id);
    else if (change) deleted.delete(change.id);
  }
  return deleted;
}

/** The ids of the messages that these entries delete or bring back. */
export const deletedOrBackIn = (entries: readonly Pick<LogEntry, 'body'>[]): string[] =>
  entries.flatMap((entry) => deletionIn(entry)?.id ?? []);

const Message = z.object({ type: z.string(), id: z.string(), text: z.string().catch('') });

/** What the deleted ones of these messages said, in each of their wordings. */
export const deletedTexts = (messages: readonly Pick<LogEntry, 'body'>[], deleted: ReadonlySet<string>): string[] =>
  messages.flatMap(({ body }) => {
    const { data } = Message.safeParse(JSON.parse(body));
    return data && deleted.has(data.id) && data.text !== '' ? [data.text] : [];
  });

/** The id that the channel gave a message: its edits and its deletion bear the same. */
export const messageIdOf = ({ body }: Pick<LogEntry, 'body'>): string | undefined =>
  Message.safeParse(JSON.parse(body)).data?.id;
