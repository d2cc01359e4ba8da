import { type Database, statement } from '../../adapters/database';

/** What staff do that is kept: who looked at a customer's conversation, too. */
export type StaffAction =
  | 'signed-in'
  | 'signed-out'
  | 'sign-in-refused'
  | 'password-set'
  | 'passkey-added'
  | 'available'
  | 'unavailable'
  | 'viewed'
  | 'took'
  | 'said'
  | 'noted'
  | 'attached'
  | 'transferred'
  | 'returned'
  | 'closed'
  | 'searched'
  | 'account-added'
  | 'account-changed'
  | 'account-blocked'
  | 'account-unblocked'
  | 'account-removed'
  | 'link-made';

export interface AuditEntry {
  number: number;
  at: Date;
  staff: { id: string; name: string };
  action: string;
  conversation: string | undefined;
  detail: string | undefined;
}

const add = statement<{
  at: string;
  staff: string;
  action: string;
  conversation: string | null;
  detail: string | null;
}>()((tables, value) =>
  tables.insertInto('staff_audit').values({
    at: value('at'),
    staff_id: value('staff'),
    action: value('action'),
    conversation_id: value('conversation'),
    detail: value('detail'),
  }),
);

const columns = [
  'staff_audit.number',
  'staff_audit.at',
  'staff_audit.staff_id',
  'staff_audit.action',
  'staff_audit.conversation_id',
  'staff_audit.detail',
  'staff.name',
] as const;
const after = statement<{ after: number; limit: number }>()((tables, value) =>
  tables
    .selectFrom('staff_audit')
    .leftJoin('staff', 'staff.id', 'staff_audit.staff_id')
    .select(columns)
    .where('number', '>', value('after'))
    .orderBy('number')
    .limit(value('limit')),
);
const newest = statement<{ limit: number }>()((tables, value) =>
  tables
    .selectFrom('staff_audit')
    .leftJoin('staff', 'staff.id', 'staff_audit.staff_id')
    .select(columns)
    .orderBy('number', 'desc')
    .limit(value('limit')),
);

const mostAtOnce = 200;

/** What staff saw and did, for the administrator. Nothing of it is ever changed. */
export interface Audit {
  note(staff: string, action: StaffAction, about?: { conversation?: string; detail?: string }): Promise<void>;
  /** The entries numbered above `number`, oldest first; without one the newest, oldest first. */
  after(number: number | undefined): Promise<AuditEntry[]>;
}

/** @param now the clock */
export const sqlAudit = (database: Database, now: () => Date): Audit => ({
  note: (staff, action, { conversation, detail } = {}) =>
    database.write(async (transaction) => {
      const about = { conversation: conversation ?? null, detail: detail?.slice(0, 300) ?? null };
      await transaction.change(add, { at: now().toISOString(), staff, action, ...about });
    }),

  async after(number) {
    const rows =
      number === undefined
        ? (await database.reading.all(newest, { limit: mostAtOnce })).reverse()
        : await database.reading.all(after, { after: number, limit: mostAtOnce });
    return rows.map((row) => ({
      number: row.number,
      at: new Date(row.at),
      staff: { id: row.staff_id, name: row.name ?? row.staff_id },
      action: row.action,
      conversation: row.conversation_id ?? undefined,
      detail: row.detail ?? undefined,
    }));
  },
});
