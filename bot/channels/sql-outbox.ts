import type { Activity } from 'botbuilder';
import type { Database } from '../../adapters/database';
import type { OutboxStore } from './outbox';

/** The outbox in a SQL database: rows are added by the conversation log's own commits. */
export function sqlOutbox(database: Database): OutboxStore {
  return {
    async next(limit) {
      const rows = await database.reading
        .selectFrom('outbox')
        .select(['conversation_id', 'attempts', 'body', 'due_at', 'seq'])
        .where('status', '=', 'waiting')
        // Only the first of each conversation: a later one must not overtake it.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('outbox as earlier')
                .select('earlier.seq')
                .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
                .whereRef('earlier.seq', '<', 'outbox.seq')
                .where('earlier.status', '=', 'waiting'),
            ),
          ),
        )
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        conversation: row.conversation_id,
        seq: row.seq,
        attempts: row.attempts,
        activity: JSON.parse(row.body) as Partial<Activity>,
        dueAt: new Date(row.due_at),
      }));
    },

    settle: (item, outcome) =>
      database.write(async (transaction) => {
        await transaction
          .updateTable('outbox')
          .set({
            status: outcome.status,
            attempts: item.attempts + 1,
            problem: outcome.status === 'sent' ? null : outcome.problem,
            ...(outcome.status === 'waiting' ? { due_at: outcome.dueAt.toISOString() } : {}),
          })
          .where('conversation_id', '=', item.conversation)
          .where('seq', '=', item.seq)
          .execute();
      }),
  };
}
