import { z } from 'zod';
import type { LogEntry } from '../conversations/conversation-log';
import { deletedIn, deletionIn } from './deleted-messages';

/** An entry of a conversation as the desk shows it. All text is text, never markup. */
export interface EntryView {
  seq: number;
  at: string;
  who: 'customer' | 'bot' | 'person' | 'receipt';
  /** Of a person. */
  name?: string;
  text: string;
  /** The customer has changed a message of theirs (Teams): this is how it reads now. */
  edited?: true;
  /** The customer has deleted it (Teams): neither words nor files are shown any more. */
  deleted?: true;
  citations: { title: string; heading: string; link: string }[];
  attachments: { name: string; contentType: string; url: string }[];
}

const Cited = z.object({ title: z.string(), heading: z.string(), link: z.string() });
/** What the desk reads of an activity: whatever a client put there besides is left alone. */
const Message = z.object({
  type: z.string(),
  id: z.string().optional().catch(undefined),
  channelId: z.string().catch(''),
  timestamp: z.string().catch(''),
  text: z.string().catch(''),
  from: z
    .object({ id: z.string().catch(''), name: z.string().optional().catch(undefined), role: z.string().catch('') })
    .catch({ id: '', role: '' }),
  channelData: z
    .object({
      citations: z.array(Cited).catch([]),
      handoff: z.looseObject({ state: z.string() }).optional().catch(undefined),
      speaker: z.object({ kind: z.string(), name: z.string() }).optional().catch(undefined),
    })
    .catch({ citations: [] }),
  entities: z
    .array(
      z
        .object({
          citation: z.array(
            z.object({ appearance: z.object({ name: z.string().catch(''), url: z.string().catch('') }) }),
          ),
        })
        .catch({ citation: [] }),
    )
    .catch([]),
  attachments: z
    .array(
      z
        .object({ name: z.string().catch('file'), contentType: z.string(), contentUrl: z.string().catch('') })
        .catch({ name: '', contentType: '', contentUrl: '' }),
    )
    .catch([]),
});
type Message = z.output<typeof Message>;

/** An edited message (Teams) is shown as a new one: what was written before may have been answered. */
const shown = new Set(['message', 'messageUpdate']);

/** Link definitions that other clients need: "[1]: /documents/… "Title"". */
const linkDefinition = /^\[\d+\]: \S+ ".*"$/;
const withoutDefinitions = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !linkDefinition.test(line))
    .join('\n')
    .trimEnd();

/** Direct Line says who is a user. Elsewhere an activity has its channel's id only when it came from there: what we send has none yet. */
const isCustomers = ({ id, channelId, from }: Message): boolean =>
  from.role === 'user' || (channelId !== 'directline' && id !== undefined && from.role !== 'bot');

function whoSaid(message: Message): EntryView['who'] {
  const { from, channelData } = message;
  // Asked first: what a customer's client writes into channelData makes nobody a member of staff.
  if (isCustomers(message)) return 'customer';
  if (channelData.speaker?.kind === 'person' || from.id.startsWith('staff:')) return 'person';
  return channelData.handoff ? 'receipt' : 'bot';
}

/** Teams is told the citations by an entity, with the title and the heading in one name. */
const citationsOf = ({ channelData, entities }: Message): EntryView['citations'] =>
  channelData.citations.length > 0
    ? channelData.citations
    : entities.flatMap(({ citation }) =>
        citation.map(({ appearance: { name, url } }) => {
          const [title = '', ...heading] = name.split(' – ');
          return { title, heading: heading.join(' – '), link: url };
        }),
      );

type AddressOf = (attachment: string) => string | undefined;
const nothingDeleted: ReadonlySet<string> = new Set();

/**
 * @param addressOf the signed, expiring address of a file of ours; undefined where there is none
 * @param deleted the ids of the messages that the customer has deleted
 * @returns undefined for what is no message (a typing sign, an event)
 */
export function entryView(entry: LogEntry, addressOf: AddressOf, deleted = nothingDeleted): EntryView | undefined {
  const parsed = Message.safeParse(JSON.parse(entry.body));
  if (!parsed.success || !shown.has(parsed.data.type)) return undefined;
  const message = parsed.data;
  const who = whoSaid(message);
  if (who === 'customer' && message.id !== undefined && deleted.has(message.id))
    return { seq: entry.seq, at: message.timestamp, who, deleted: true, text: '', citations: [], attachments: [] };
  const attachments = message.attachments.flatMap(({ name, contentType, contentUrl }) => {
    const url = contentUrl.startsWith('attachment:') ? addressOf(contentUrl.slice('attachment:'.length)) : undefined;
    return url === undefined ? [] : [{ name, contentType, url }];
  });
  const name = message.channelData.speaker?.name ?? message.from.name;
  // Where only the bot has an account, the text itself says who speaks.
  const said = who === 'person' && name ? message.text.replace(`**${name}:** `, '') : message.text;
  return {
    seq: entry.seq,
    at: message.timestamp,
    who,
    ...(who === 'person' && name !== undefined ? { name } : {}),
    ...(message.type === 'messageUpdate' && !deletionIn(entry) ? { edited: true as const } : {}),
    text: who === 'bot' ? withoutDefinitions(said) : said,
    citations: who === 'customer' ? [] : citationsOf(message),
    attachments,
  };
}

/**
 * Entries of a log as the desk shows them: what the customer has deleted as deleted, and what they brought back as it stood.
 * @param entries in order, up to the newest one: what was deleted or brought back later would be shown wrongly
 */
export function entryViews(entries: readonly LogEntry[], addressOf: AddressOf): EntryView[] {
  const deleted = deletedIn(entries);
  const wereDeleted = new Set<string>();
  return entries.flatMap((entry) => {
    const change = deletionIn(entry);
    if (change?.isDeleted) wereDeleted.add(change.id);
    // Teams brings a message back with its words: they stand where it was written already.
    if (change && wereDeleted.has(change.id)) return [];
    return entryView(entry, addressOf, deleted) ?? [];
  });
}
