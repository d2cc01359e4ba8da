import { type Database, statement } from '../../adapters/database';
import { HandoffBrief } from '../handoff/handoff';
import type { HandoffState, HandoffTopic } from '../handoff/handoff';
import { deletedIn, deletedTexts } from './deleted-messages';
import { entryView } from './entry-view';

/** A hand-off as it stands in the table, in what looking back needs. */
const past = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['id', 'state', 'owner_id'])
    .where('conversation_id', '=', value('conversation'))
    .orderBy('number', 'desc'),
);
const tookPart = statement<{ conversation: string; staff: string }>()((tables, value) =>
  tables
    .selectFrom('handoff_event')
    .innerJoin('handoff', 'handoff.id', 'handoff_event.handoff_id')
    .select('handoff_event.number')
    .where('conversation_id', '=', value('conversation'))
    .where('by_id', '=', value('staff'))
    .where('kind', '=', 'taken')
    .limit(1),
);

const found = statement<{ pattern: string; limit: number }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .innerJoin('handoff', 'handoff.conversation_id', 'activity.conversation_id')
    .select(['activity.conversation_id', 'seq', 'body', 'handoff.id', 'handoff.number', 'brief', 'owner_id'])
    .where((column) => column(column.fn<string>('lower', ['body']), 'like', value('pattern')))
    .orderBy('handoff.number', 'desc')
    .orderBy('seq', 'desc')
    .limit(value('limit')),
);
/** What was edited, deleted or brought back: these alone keep the kind of the activity in the name under which they came. */
const changes = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .select('body')
    .where('conversation_id', '=', value('conversation'))
    .where((either) =>
      either.or([either('client_id', 'like', 'messageDelete:%'), either('client_id', 'like', 'messageUpdate:%')]),
    )
    .orderBy('seq'),
);
const messageNamed = statement<{ conversation: string; clientId: string }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .select('body')
    .where('conversation_id', '=', value('conversation'))
    .where('client_id', '=', value('clientId')),
);
const named = statement<{ pattern: string; limit: number }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['conversation_id', 'id', 'number', 'brief', 'owner_id', 'requested_at'])
    .where((column) => column(column.fn<string>('lower', ['brief']), 'like', value('pattern')))
    .orderBy('number', 'desc')
    .limit(value('limit')),
);
const numbered = statement<{ number: number }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['conversation_id', 'id', 'number', 'brief', 'owner_id', 'requested_at'])
    .where('number', '=', value('number')),
);

const day = statement<{ since: string }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select([
      'state',
      'topic',
      'left_message',
      'requested_at',
      'waiting_since',
      'taken_at',
      'ended_at',
      'expected_at',
      'outcome',
    ])
    .where((either) =>
      either.or([
        either('state', 'in', ['waiting', 'out-of-hours', 'person']),
        either('taken_at', '>=', value('since')),
        either('ended_at', '>=', value('since')),
      ]),
    ),
);

/** Something that a search found. */
export interface Found {
  conversation: string;
  handoff: string;
  number: number;
  at: string;
  customer: HandoffBrief['customer'];
  snippet: string;
}

/** A hand-off in what the numbers of a day need. */
export interface DayRow {
  state: HandoffState;
  topic: HandoffTopic;
  leftMessage: boolean;
  requestedAt: Date;
  waitingSince: Date;
  takenAt: Date | undefined;
  endedAt: Date | undefined;
  expectedAt: Date | undefined;
  outcome: string | undefined;
}

/** Looking back at conversations that were handed over. */
export interface Past {
  /** All hand-offs of a conversation, newest first. */
  handoffsIn(conversation: string): Promise<{ id: string; state: HandoffState; owner: string | undefined }[]>;
  /** Whether this member of staff has ever had the conversation. */
  hadIt(conversation: string, staff: string): Promise<boolean>;
  /** What the messages said that the customer has deleted. */
  deletedTexts(conversation: string): Promise<string[]>;
  /** Messages and customers with these words, newest first; none that the customer has deleted. */
  search(words: string): Promise<Found[]>;
  /** What is open, and what was taken or ended since then. */
  since(start: Date): Promise<DayRow[]>;
}

/** So many entries with the words are looked at, and so many conversations told of. */
const mostLookedAt = 2_000;
const mostFound = 50;
const snippetCharacters = 160;

const folded = (text: string): string => text.toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();

/**
 * A LIKE pattern that every text with the words matches, and a few others: entries are kept as JSON, which writes a quote or a line break in its own way,
 * and a database's `lower` may know the letters a to z only. So anything but those letters and digits stands for whatever is there, a % of the
 * words too, and what comes back is looked at once more.
 */
export const patternOf = (words: string): string =>
  `%${folded(words).replace(/[^a-z0-9]+/g, '%')}%`.replace(/%+/g, '%');

/** The words with what stands around them. */
function snippetOf(text: string, words: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const at = plain.toLocaleLowerCase('da').indexOf(folded(words));
  const start = Math.max(0, Math.min(at - 60, plain.length - snippetCharacters));
  const end = start + snippetCharacters;
  return `${start > 0 ? '…' : ''}${plain.slice(start, end)}${end < plain.length ? '…' : ''}`;
}

export function sqlPast({ reading }: Pick<Database, 'reading'>): Past {
  const customerIn = (brief: string): HandoffBrief['customer'] => HandoffBrief.parse(JSON.parse(brief)).customer;

  const inMessages = async (words: string): Promise<Found[]> => {
    const rows = await reading.all(found, { pattern: patternOf(words), limit: mostLookedAt });
    const told = new Map<string, Found>();
    const known = new Map<string, Promise<ReadonlySet<string>>>();
    const deletedOnce = (conversation: string): Promise<ReadonlySet<string>> => {
      const deleted = known.get(conversation) ?? deletedOf(conversation);
      known.set(conversation, deleted);
      return deleted;
    };
    for (const row of rows) {
      const { conversation_id: conversation, id: handoff, number, brief } = row;
      if (told.has(conversation)) continue;
      if (told.size === mostFound) break;
      const plain = entryView(row, () => undefined);
      if (!plain || !folded(plain.text).includes(folded(words))) continue;
      if (plain.who === 'customer' && entryView(row, () => undefined, await deletedOnce(conversation))?.deleted)
        continue;
      const { at, text } = plain;
      told.set(conversation, {
        conversation,
        handoff,
        number,
        at,
        customer: customerIn(brief),
        snippet: snippetOf(text, words),
      });
    }
    return [...told.values()];
  };
  const deletedOf = async (conversation: string): Promise<ReadonlySet<string>> =>
    deletedIn(await reading.all(changes, { conversation }));
  const textsDeletedIn = async (conversation: string): Promise<string[]> => {
    const changed = await reading.all(changes, { conversation });
    const deleted = deletedIn(changed);
    const asked = [...deleted].map((id) => reading.all(messageNamed, { conversation, clientId: `message:${id}` }));
    return deletedTexts([...(await Promise.all(asked)).flat(), ...changed], deleted);
  };
  const foundIn = (row: {
    conversation_id: string;
    id: string;
    number: number;
    brief: string;
    requested_at: string;
  }): Found => {
    const customer = customerIn(row.brief);
    const snippet = customer.kind === 'customer' ? (customer.name ?? customer.customerId) : '';
    const { conversation_id: conversation, id: handoff, number, requested_at: at } = row;
    return { conversation, handoff, number, at, customer, snippet };
  };
  const numberedAs = async (words: string): Promise<Found[]> => {
    const number = /^#?(\d{1,9})$/.exec(words.trim())?.[1];
    return number === undefined ? [] : (await reading.all(numbered, { number: Number(number) })).map(foundIn);
  };
  const ofCustomers = async (words: string): Promise<Found[]> => {
    const byName = await reading.all(named, { pattern: patternOf(words), limit: mostLookedAt });
    const isMeant = (customer: HandoffBrief['customer']): boolean =>
      customer.kind === 'customer' &&
      [customer.name ?? '', customer.customerId].some((name) => folded(name).includes(folded(words)));
    return byName.filter(({ brief }) => isMeant(customerIn(brief))).map(foundIn);
  };

  return {
    handoffsIn: async (conversation) =>
      (await reading.all(past, { conversation })).map(({ id, state, owner_id }) => ({
        id,
        state,
        owner: owner_id ?? undefined,
      })),
    hadIt: async (conversation, staff) => (await reading.first(tookPart, { conversation, staff })) !== undefined,

    deletedTexts: textsDeletedIn,

    async search(words) {
      // One sign alone is in nearly everything; a digit may be a hand-off's number.
      if (folded(words).length < 2) return /^\d$/.test(words.trim()) ? numberedAs(words) : [];
      const seen = new Set<string>();
      return [...(await numberedAs(words)), ...(await ofCustomers(words)), ...(await inMessages(words))]
        .filter(({ conversation }) => !seen.has(conversation) && seen.add(conversation))
        .slice(0, mostFound);
    },

    async since(start) {
      const rows = await reading.all(day, { since: start.toISOString() });
      const dateOf = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text));
      return rows.map((row) => ({
        state: row.state,
        topic: row.topic as HandoffTopic,
        leftMessage: row.left_message === 1,
        requestedAt: new Date(row.requested_at),
        waitingSince: new Date(row.waiting_since),
        takenAt: dateOf(row.taken_at),
        endedAt: dateOf(row.ended_at),
        expectedAt: dateOf(row.expected_at),
        outcome: row.outcome ?? undefined,
      }));
    },
  };
}
