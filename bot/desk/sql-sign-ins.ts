import { type Database, statement } from '../../adapters/database';
import { hashOfSecret, newSecret } from './secrets';

/** A session ends twelve hours after its sign-in, whatever happens: longer than any shift. */
export const sessionMs = 12 * 60 * 60 * 1000;
/** And when the desk has not been heard of for so long. A page that is open is heard of, for who waits for customers does not click. */
const idleMs = 60 * 60 * 1000;
/** That a session is used is noted this often at most. */
const noteEveryMs = 60_000;
/** A one-time link is good for a day. */
export const linkMs = 24 * 60 * 60 * 1000;

const addSession = statement<{ tokenHash: string; staff: string; at: string; expiresAt: string }>()((tables, value) =>
  tables.insertInto('staff_session').values({
    token_hash: value('tokenHash'),
    staff_id: value('staff'),
    created_at: value('at'),
    seen_at: value('at'),
    expires_at: value('expiresAt'),
  }),
);
const sessionOf = statement<{ tokenHash: string }>()((tables, value) =>
  tables
    .selectFrom('staff_session')
    .select(['staff_id', 'seen_at', 'expires_at'])
    .where('token_hash', '=', value('tokenHash')),
);
const noteSession = statement<{ tokenHash: string; at: string }>()((tables, value) =>
  tables
    .updateTable('staff_session')
    .set({ seen_at: value('at') })
    .where('token_hash', '=', value('tokenHash')),
);
const dropSession = statement<{ tokenHash: string }>()((tables, value) =>
  tables.deleteFrom('staff_session').where('token_hash', '=', value('tokenHash')),
);
const dropOthers = statement<{ staff: string; tokenHash: string }>()((tables, value) =>
  tables
    .deleteFrom('staff_session')
    .where('staff_id', '=', value('staff'))
    .where('token_hash', '!=', value('tokenHash')),
);
const dropExpired = statement<{ now: string }>()((tables, value) =>
  tables.deleteFrom('staff_session').where('expires_at', '<=', value('now')),
);

const addLink = statement<{ codeHash: string; staff: string; expiresAt: string }>()((tables, value) =>
  tables
    .insertInto('staff_link')
    .values({ code_hash: value('codeHash'), staff_id: value('staff'), expires_at: value('expiresAt') }),
);
const linkOf = statement<{ codeHash: string; now: string }>()((tables, value) =>
  tables
    .selectFrom('staff_link')
    .select('staff_id')
    .where('code_hash', '=', value('codeHash'))
    .where('expires_at', '>', value('now')),
);
const dropLinksOf = statement<{ staff: string }>()((tables, value) =>
  tables.deleteFrom('staff_link').where('staff_id', '=', value('staff')),
);
const forgetPassword = statement<{ staff: string }>()((tables, value) =>
  tables.updateTable('staff').set({ password: null }).where('id', '=', value('staff')),
);

/** The ways in that are kept: sessions and one-time links. Only hashes are: who reads the tables cannot sign in. */
export interface SignIns {
  /** Begins a session. @returns the cookie's value, told only once */
  begin(staff: string): Promise<string>;
  /** Whose session it is, and until when; undefined where it is none, has ended or was forgotten. Counts as use. */
  staffOf(token: string): Promise<string | undefined>;
  end(token: string): Promise<void>;
  /** After a change of the password: whoever else was signed in is so no more. */
  endOthers(staff: string, token: string): Promise<void>;
  /** A link's code; an earlier one of the same person is good no more. */
  newLink(staff: string): Promise<string>;
  /** Uses a link, once: whose it is, undefined where it was used or has expired. The old password has been forgotten then, and its sessions are ended. */
  useLink(code: string): Promise<string | undefined>;
}

/** @param now the clock */
export function sqlSignIns(database: Database, now: () => Date): SignIns {
  const later = (ms: number): string => new Date(now().getTime() + ms).toISOString();
  return {
    begin: (staff) =>
      database.write(async (transaction) => {
        const token = newSecret();
        const at = now().toISOString();
        await transaction.change(dropExpired, { now: at });
        await transaction.change(addSession, {
          tokenHash: hashOfSecret(token),
          ...{ staff, at, expiresAt: later(sessionMs) },
        });
        return token;
      }),

    async staffOf(token) {
      const tokenHash = hashOfSecret(token);
      const row = await database.reading.first(sessionOf, { tokenHash });
      const idle = row && now().getTime() - Date.parse(row.seen_at);
      if (!row || idle === undefined || idle >= idleMs || Date.parse(row.expires_at) <= now().getTime())
        return undefined;
      if (idle >= noteEveryMs)
        await database.write((transaction) => transaction.change(noteSession, { tokenHash, at: now().toISOString() }));
      return row.staff_id;
    },

    end: (token) =>
      database.write(async (transaction) => {
        await transaction.change(dropSession, { tokenHash: hashOfSecret(token) });
      }),
    endOthers: (staff, token) =>
      database.write(async (transaction) => {
        await transaction.change(dropOthers, { staff, tokenHash: hashOfSecret(token) });
      }),

    newLink: (staff) =>
      database.write(async (transaction) => {
        const code = newSecret();
        await transaction.change(dropLinksOf, { staff });
        await transaction.change(addLink, { codeHash: hashOfSecret(code), staff, expiresAt: later(linkMs) });
        return code;
      }),

    useLink: (code) =>
      database.write(async (transaction) => {
        const link = await transaction.first(linkOf, { codeHash: hashOfSecret(code), now: now().toISOString() });
        if (!link) return undefined;
        const staff = link.staff_id;
        await transaction.change(dropLinksOf, { staff });
        await transaction.change(forgetPassword, { staff });
        await transaction.change(dropOthers, { staff, tokenHash: '' });
        return staff;
      }),
  };
}
