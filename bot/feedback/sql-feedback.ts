import { type Database, type Parameters, statement } from '../../adapters/database';
import { type Feedback, FeedbackAbout } from './rating';

interface Row {
  conversation: string;
  seq: number;
  value: number;
  reason: string | null;
  about: string;
  at: string;
  reaction: string | null;
}

const said = (value: Parameters<Row>) => ({
  value: value('value'),
  reason: value('reason'),
  about: value('about'),
  at: value('at'),
  reaction: value('reaction'),
});

const putFeedback = statement<Row>()((tables, value) =>
  tables
    .insertInto('feedback')
    .values({ conversation_id: value('conversation'), seq: value('seq'), ...said(value) })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'seq']).doUpdateSet(said(value))),
);

/** The same, but not over a button's word that says as much. */
const putReaction = statement<Row>()((tables, value) =>
  tables
    .insertInto('feedback')
    .values({ conversation_id: value('conversation'), seq: value('seq'), ...said(value) })
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'seq'])
        .doUpdateSet(said(value))
        .where(({ or, eb }) =>
          or([eb('feedback.reaction', 'is not', null), eb('feedback.value', '<>', value('value'))]),
        ),
    ),
);

const dropReaction = statement<{ conversation: string; seq: number; reaction: string }>()((tables, value) =>
  tables
    .deleteFrom('feedback')
    .where('conversation_id', '=', value('conversation'))
    .where('seq', '=', value('seq'))
    .where('reaction', '=', value('reaction')),
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
  /**
   * Replaces what was said of the same answer before.
   * @returns false for a reaction that says no more than a button has said: the button's word stays
   */
  put: ({ conversation, seq, value, reason, about, at, reaction }: Feedback): Promise<boolean> =>
    database.write(async (transaction) => {
      const changed = await transaction.change(reaction === undefined ? putFeedback : putReaction, {
        conversation,
        seq,
        value,
        reason: reason ?? null,
        about: JSON.stringify(about),
        at: at.toISOString(),
        reaction: reaction ?? null,
      });
      return changed > 0;
    }),

  /** Drops what this reaction said of an answer; what a button or another reaction has said since stays. */
  withdraw: (conversation: string, seq: number, reaction: string): Promise<void> =>
    database.write(async (transaction) => {
      await transaction.change(dropReaction, { conversation, seq, reaction });
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
      ...(row.reaction === null ? {} : { reaction: row.reaction }),
    }));
  },
});
