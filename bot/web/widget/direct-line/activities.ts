import type { Citation } from '../../../../knowledge';
import { filesIn, type SentFile } from './files';

// Read by hand rather than with zod: the schema library alone would outweigh the whole widget.

/** A button under a message: pressing it sends `value` as the customer's own message. */
export interface Suggestion {
  title: string;
  value: string;
}

/** An Adaptive Card as it came: what is in it is looked at by whoever draws it. */
export interface AdaptiveCard {
  content: Record<string, unknown>;
  /** The card in words. */
  fallbackText: string;
}

/** A message while it is being written, with all of its text so far; `informative`: what is being done meanwhile. It is never kept. */
export interface StreamPiece {
  kind: 'stream';
  streamId: string;
  sequence: number;
  text: string;
  locale: string | undefined;
  isInformative: boolean;
}

/** What the service sends that a chat window can show. `id` is `<conversation>|<number>`. */
type Shown =
  | {
      kind: 'bot-message';
      id: string;
      text: string;
      locale: string | undefined;
      citations: Citation[];
      suggestions: Suggestion[];
      /** Asks for a person, who can be had: a button apart from those of the message. */
      person: Suggestion | undefined;
      /** Facts to be drawn as an Adaptive Card. */
      card: AdaptiveCard | undefined;
    }
  /** A member of staff has written. */
  | { kind: 'person-message'; id: string; text: string; locale: string | undefined; name: string }
  /** What has become of the wish for a person. `receipt` says which sentence it is; `name` is the person's. */
  | { kind: 'receipt'; id: string; text: string; locale: string | undefined; receipt: string; name: string | undefined }
  | { kind: 'own-message'; id: string; text: string; clientActivityID: string | undefined }
  /** `person` is the name of the member of staff who is writing; undefined for the assistant. */
  | { kind: 'typing'; person?: string }
  | StreamPiece
  /** A message takes the place of what was streamed, and there is none: it is taken away. */
  | { kind: 'retracted'; id: string }
  /** Something this window does not show. It still has its number, so it counts when gaps are looked for. */
  | { kind: 'unshown'; id: string };

/** A message may bring files, whoever sent it; and the reader may be asked what they think of it. */
export type Incoming = Shown & {
  files?: SentFile[];
  rates?: 'answer' | 'conversation';
  /** When the service took it, as ISO 8601. */
  at?: string;
};

/** One frame from the stream, or one answer to a poll. `watermark` says where to read on. */
export interface ActivitySet {
  activities: Incoming[];
  watermark: string | undefined;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads an ActivitySet. `undefined` when it is none. Entries without an id or type are left out. */
export function readActivitySet(body: unknown): ActivitySet | undefined {
  if (!isObject(body) || !Array.isArray(body['activities'])) return undefined;
  return {
    activities: objectsIn(body['activities']).flatMap((activity) => withMore(readActivity(activity), activity) ?? []),
    watermark: textOf(body['watermark']) || undefined,
  };
}

/** The position of an activity in its conversation's log, or `undefined` for an id of another form. */
export function numberOf(id: string): number | undefined {
  const digits = /\|(\d{7,})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function withMore(incoming: Shown | undefined, activity: Json): Incoming | undefined {
  if (!incoming || activity['type'] !== 'message') return incoming;
  const files = filesIn(activity);
  const rates = ratedIn(activity);
  const at = textOf(activity['timestamp']);
  return { ...incoming, ...(files.length > 0 ? { files } : {}), ...(rates ? { rates } : {}), ...(at ? { at } : {}) };
}

/** An answer that rests on a source; the end of a conversation with a person. */
function ratedIn({ from, channelData }: Json): Incoming['rates'] {
  if (!isObject(channelData) || (isObject(from) && from['role'] === 'user')) return undefined;
  const { handoff, citations } = channelData;
  if (isObject(handoff)) return handoff['state'] === 'closed' ? 'conversation' : undefined;
  return objectsIn(citations).length > 0 ? 'answer' : undefined;
}

function readActivity(activity: Json): Shown | undefined {
  const id = textOf(activity['id']);
  const channelData = isObject(activity['channelData']) ? activity['channelData'] : {};
  const person = personIn(channelData);
  if (activity['type'] === 'typing') {
    if (isFromUser(activity)) return undefined;
    const piece = pieceIn(activity, id);
    if (piece) return piece;
    return person === undefined ? { kind: 'typing' } : { kind: 'typing', person };
  }
  if (id === '') return undefined;
  if (activity['type'] !== 'message') return { kind: 'unshown', id };

  const text = textOf(activity['text']);
  if (isFromUser(activity)) {
    return { kind: 'own-message', id, text, clientActivityID: textOf(channelData['clientActivityID']) || undefined };
  }
  const locale = textOf(activity['locale']) || undefined;
  if (person !== undefined) return { kind: 'person-message', id, text, locale, name: person };
  const { handoff } = channelData;
  if (isObject(handoff)) {
    const name = textOf(handoff['name']) || undefined;
    return { kind: 'receipt', id, text, locale, receipt: textOf(handoff['receipt']), name };
  }
  const { streamType } = streamMarks(activity);
  if (streamType === 'final' && text === '' && !activity['attachments']) return { kind: 'retracted', id };
  const call = isObject(channelData['person'])
    ? readSuggestion({ type: 'imBack', ...channelData['person'] })
    : undefined;
  const suggested = isObject(activity['suggestedActions']) ? activity['suggestedActions']['actions'] : [];
  return {
    kind: 'bot-message',
    id,
    text,
    locale,
    citations: objectsIn(channelData['citations']).flatMap((citation) => readCitation(citation) ?? []),
    suggestions: objectsIn(suggested)
      .flatMap((action) => readSuggestion(action) ?? [])
      .filter(({ value }) => value !== call?.value),
    person: call,
    card: cardIn(activity),
  };
}

/** The name of the member of staff whom an activity is from. */
function personIn(channelData: Json): string | undefined {
  const { speaker } = channelData;
  return isObject(speaker) && speaker['kind'] === 'person' ? textOf(speaker['name']) : undefined;
}

/** A stream's marks: in `channelData` or in an entity, which carry the same. */
function streamMarks({ channelData, entities }: Json): Json {
  if (isObject(channelData) && channelData['streamType'] !== undefined) return channelData;
  return objectsIn(entities).find(({ type }) => type === 'streaminfo') ?? {};
}

/** The first piece of a stream has no stream's id: its own is that. */
function pieceIn(activity: Json, id: string): StreamPiece | undefined {
  const { streamType, streamId, streamSequence } = streamMarks(activity);
  if (streamType !== 'streaming' && streamType !== 'informative') return undefined;
  return {
    kind: 'stream',
    streamId: textOf(streamId) || id,
    sequence: Number(streamSequence) || 0,
    text: textOf(activity['text']),
    locale: textOf(activity['locale']) || undefined,
    isInformative: streamType === 'informative',
  };
}

function cardIn({ attachments }: Json): AdaptiveCard | undefined {
  const card = objectsIn(attachments).find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  )?.['content'];
  return isObject(card) ? { content: card, fallbackText: textOf(card['fallbackText']) } : undefined;
}

function isFromUser(activity: Json): boolean {
  return isObject(activity['from']) && activity['from']['role'] === 'user';
}

function readSuggestion(action: Json): Suggestion | undefined {
  const value = textOf(action['value']) || textOf(action['title']);
  if (value === '' || (action['type'] !== 'imBack' && action['type'] !== 'postBack')) return undefined;
  return { title: textOf(action['title']) || value, value };
}

function readCitation(citation: Json): Citation | undefined {
  const link = textOf(citation['link']);
  if (link === '') return undefined;
  return {
    document: textOf(citation['document']),
    title: textOf(citation['title']),
    edition: textOf(citation['edition']),
    language: textOf(citation['language']) as Citation['language'],
    clause: textOf(citation['clause']),
    heading: textOf(citation['heading']),
    quote: textOf(citation['quote']),
    link,
  };
}
