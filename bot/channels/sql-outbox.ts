import type { Activity } from 'botbuilder';
import { sql } from 'kysely';
import { type Database, statement } from '../../adapters/database';
import { forgetTeamsChat } from '../conversations/sql-teams-chats';
import type { OutboxStore } from './outbox';
import { isShutOut } from './send-failure';
import { noteSentMessage } from './sql-sent-messages';

const firstWaiting = statement<{ limit: number }>()((tables, value) =>
  tables
    .selectFrom('outbox')
    .select(['conversation_id', 'attempts', 'body', 'due_at', 'seq'])
    // Written out, not a parameter: only then is the index over what is waiting found.
    .where('status', '=', sql.lit('waiting'))
    // Only the first of each conversation: a later one must not overtake it.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.seq')
            .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
            .whereRef('earlier.seq', '<', 'outbox.seq')
            .where('earlier.status', '=', sql.lit('waiting')),
        ),
      ),
    )
    .orderBy('due_at')
    .limit(value('limit')),
);

const settled = statement<{
  conversation: string;
  seq: number;
  status: 'sent' | 'unknown' | 'failed' | 'waiting';
  attempts: number;
  problem: string | null;
  dueAt: string;
}>()((tables, value) =>
  tables
    .updateTable('outbox')
    .set({
      status: value('status'),
      attempts: value('attempts'),
      problem: value('problem'),
      due_at: value('dueAt'),
    })
    .where('conversation_id', '=', value('conversation'))
    .where('seq', '=', value('seq')),
);

const sentBefore = statement<{ time: string }>()((tables, value) =>
  tables.deleteFrom('outbox').where('status', '=', 'sent').where('due_at', '<', value('time')),
);

/**
 * The outbox in a SQL database: rows are added by the conversation log's own commits.
 * @param now the clock
 */
export function sqlOutbox(database: Database, now: () => Date): OutboxStore {
  return {
    async next(limit) {
      const rows = await database.reading.all(firstWaiting, { limit });
      return rows.map((row) => ({
        conversation: row.conversation_id,
        seq: row.seq,
        attempts: row.attempts,
        activity: JSON.parse(row.body) as Partial<Activity>,
        dueAt: new Date(row.due_at),
      }));
    },

    clearSent: (before) =>
      database.write(async (transaction) => {
        await transaction.change(sentBefore, { time: before.toISOString() });
      }),

    settle: (item, outcome) =>
      database.write(async (transaction) => {
        await transaction.change(settled, {
          conversation: item.conversation,
          seq: item.seq,
          status: outcome.status,
          attempts: item.attempts + 1,
          problem: outcome.status === 'sent' ? null : outcome.problem,
          // For what is settled, the time at which it was: what is due no more is cleared away by it.
          dueAt: (outcome.status === 'waiting' ? outcome.dueAt : now()).toISOString(),
        });
        if (isShutOut(outcome, item.activity.replyToId !== undefined))
          await forgetTeamsChat(transaction, item.activity);
        if (outcome.status === 'sent') await noteSentMessage(transaction, item, outcome.ids);
      }),
  };
}
