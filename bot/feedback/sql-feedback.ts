import { type Database, statement } from '../../adapters/database';
import { type Feedback, FeedbackAbout } from './rating';

const putFeedback = statement<{
  conversation: string;
  seq: number;
  value: number;
  reason: string | null;
  about: string;
  at: string;
}>()((tables, value) =>
  tables
    .insertInto('feedback')
    .values({
      conversation_id: value('conversation'),
      seq: value('seq'),
      value: value('value'),
      reason: value('reason'),
      about: value('about'),
      at: value('at'),
    })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'seq']).doUpdateSet({
        value: value('value'),
        reason: value('reason'),
        about: value('about'),
        at: value('at'),
      }),
    ),
);

const entryOf = statement<{ conversation: string; seq: number }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .select('body')
    .where('conversation_id', '=', value('conversation'))
    .where('seq', '=', value('seq')),
);

const lastEnded = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['state', 'outcome'])
    .where('conversation_id', '=', value('conversation'))
    .where('state', 'in', ['closed', 'returned'])
    .where('taken_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1),
);

const allFeedback = statement<Record<never, never>>()((tables) =>
  tables.selectFrom('feedback').selectAll().orderBy('number'),
);

/** Feedback in a SQL database. */
export const sqlFeedback = (database: Database) => ({
  /** Replaces what was said of the same answer before. */
  put: ({ conversation, seq, value, reason, about, at }: Feedback): Promise<void> =>
    database.write(async (transaction) => {
      await transaction.change(putFeedback, {
        conversation,
        seq,
        value,
        reason: reason ?? null,
        about: JSON.stringify(about),
        at: at.toISOString(),
      });
    }),

  /** An entry of the conversation's log, as JSON. */
  entry: async (conversation: string, seq: number): Promise<string | undefined> =>
    (await database.reading.first(entryOf, { conversation, seq }))?.body,

  /** How the conversation's last talk with a person ended; undefined where there was none. */
  async lastEnded(conversation: string): Promise<{ outcome: string | undefined } | undefined> {
    const row = await database.reading.first(lastEnded, { conversation });
    return row && { outcome: row.outcome ?? (row.state === 'returned' ? 'returned' : undefined) };
  },

  async list(): Promise<Feedback[]> {
    const rows = await database.reading.all(allFeedback, {});
    return rows.map((row) => ({
      conversation: row.conversation_id,
      seq: row.seq,
      value: row.value > 0 ? 1 : -1,
      reason: row.reason ?? undefined,
      about: FeedbackAbout.parse(JSON.parse(row.about)),
      at: new Date(row.at),
    }));
  },
});
