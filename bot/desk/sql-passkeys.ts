import { type Database, statement } from '../../adapters/database';

const keysOf = statement<{ staff: string }>()((tables, value) =>
  tables
    .selectFrom('staff_passkey')
    .select(['id', 'public_key', 'counter', 'staff_id'])
    .where('staff_id', '=', value('staff'))
    .orderBy('created_at'),
);
const keyOf = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('staff_passkey').select(['id', 'public_key', 'counter', 'staff_id']).where('id', '=', value('id')),
);
const add = statement<{ id: string; staff: string; publicKey: string; counter: number; at: string }>()(
  (tables, value) =>
    tables
      .insertInto('staff_passkey')
      .values({
        id: value('id'),
        staff_id: value('staff'),
        public_key: value('publicKey'),
        counter: value('counter'),
        created_at: value('at'),
      })
      .onConflict((conflict) => conflict.doNothing()),
);
const count = statement<{ id: string; counter: number }>()((tables, value) =>
  tables
    .updateTable('staff_passkey')
    .set({ counter: value('counter') })
    .where('id', '=', value('id')),
);

/** A key of somebody's telephone, computer or security key: we have its public half only. */
export interface KeptPasskey {
  /** The credential's id, as WebAuthn writes it (base64url). */
  id: string;
  staff: string;
  publicKey: Uint8Array<ArrayBuffer>;
  /** How often it was used, where the device counts: one that falls behind is a copy. */
  counter: number;
}

export interface PasskeyStore {
  of(staff: string): Promise<KeptPasskey[]>;
  find(id: string): Promise<KeptPasskey | undefined>;
  /** @returns false where it was there already */
  add(key: KeptPasskey): Promise<boolean>;
  noteUse(id: string, counter: number): Promise<void>;
}

const kept = (row: { id: string; public_key: string; counter: number; staff_id: string }): KeptPasskey => ({
  id: row.id,
  staff: row.staff_id,
  publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
  counter: row.counter,
});

/** @param now the clock */
export const sqlPasskeys = (database: Database, now: () => Date): PasskeyStore => ({
  of: async (staff) => (await database.reading.all(keysOf, { staff })).map(kept),
  async find(id) {
    const row = await database.reading.first(keyOf, { id });
    return row && kept(row);
  },
  add: ({ id, staff, publicKey, counter }) =>
    database.write(async (transaction) => {
      const values = { id, staff, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
      return (await transaction.change(add, { ...values, at: now().toISOString() })) > 0;
    }),
  noteUse: (id, counter) =>
    database.write(async (transaction) => {
      await transaction.change(count, { id, counter });
    }),
});
