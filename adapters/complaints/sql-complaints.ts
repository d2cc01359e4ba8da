import { type Database, statement } from '../database';
import { type ComplaintDelivery, type ComplaintStore, FiledComplaint } from './port';

const put = statement<{ id: string; reference: string; body: string; receivedAt: string }>()((tables, value) =>
  tables
    .insertInto('complaint')
    .values({
      id: value('id'),
      reference: value('reference'),
      body: value('body'),
      received_at: value('receivedAt'),
      status: 'waiting',
      due_at: value('receivedAt'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

const byId = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('complaint').select('body').where('id', '=', value('id')),
);

const all = statement<Record<string, never>>()((tables) =>
  tables.selectFrom('complaint').selectAll().orderBy('received_at'),
);

const settled = statement<{
  reference: string;
  status: 'waiting' | 'delivered';
  dueAt: string;
  problem: string | null;
}>()((tables, value) =>
  tables
    .updateTable('complaint')
    .set(({ eb }) => ({
      status: value('status'),
      attempts: eb('attempts', '+', 1),
      due_at: value('dueAt'),
      problem: value('problem'),
    }))
    .where('reference', '=', value('reference')),
);

/** Short enough for the telephone. From the complaint's own id, so that the same complaint has the same one on every replica. */
const referenceOf = (id: string): string => `K-${id.replace(/-/g, '').slice(0, 10).toUpperCase()}`;

/**
 * Complaints in a SQL database: they stay there also when they have been delivered.
 * @param now the clock
 */
export function sqlComplaints(database: Database, now: () => Date): ComplaintStore {
  return {
    file: (complaint) =>
      database.write(async (transaction) => {
        const reference = referenceOf(complaint.id);
        const filed: FiledComplaint = { ...complaint, reference, receivedAt: now().toISOString() };
        await transaction.change(put, {
          id: complaint.id,
          reference,
          body: JSON.stringify(filed),
          receivedAt: filed.receivedAt,
        });
        const kept = await transaction.first(byId, { id: complaint.id });
        return kept ? FiledComplaint.parse(JSON.parse(kept.body)) : filed;
      }),

    async list({ undelivered }) {
      const rows = await database.reading.all(all, {});
      return rows
        .filter(({ status }) => !undelivered || status === 'waiting')
        .map(({ body, status, attempts, due_at, problem }): ComplaintDelivery => ({
          complaint: FiledComplaint.parse(JSON.parse(body)),
          status,
          attempts,
          dueAt: new Date(due_at),
          problem: problem ?? undefined,
        }));
    },

    settle: (reference, outcome) =>
      database.write(async (transaction) => {
        const failed = 'problem' in outcome;
        await transaction.change(settled, {
          reference,
          status: failed ? 'waiting' : 'delivered',
          dueAt: (failed ? outcome.dueAt : now()).toISOString(),
          problem: failed ? outcome.problem : null,
        });
      }),
  };
}
