import { type Database, statement, type Transaction } from '../../adapters/database';
import { loginFrom, type NewStaff, StaffDetails, type StaffMember } from './staff';

const columns = [
  'id',
  'name',
  'login',
  'role',
  'languages',
  'topics',
  'team',
  'capacity',
  'password',
  'available',
  'seen_at',
  'blocked',
] as const;

const byId = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('staff').select(columns).where('id', '=', value('id')).where('active', '=', 1),
);
const openOrBlocked = statement<{ id: string }>()((tables, value) =>
  tables
    .selectFrom('staff')
    .select(['id', 'login'])
    .where('id', '=', value('id'))
    .where((either) => either.or([either('active', '=', 1), either('blocked', '=', 1)])),
);
const byLogin = statement<{ login: string }>()((tables, value) =>
  tables.selectFrom('staff').select(columns).where('login', '=', value('login')).where('active', '=', 1),
);
const everybody = statement<Record<never, never>>()((tables) =>
  tables.selectFrom('staff').select(columns).where('active', '=', 1).orderBy('name').orderBy('login'),
);
const everybodyAndBlocked = statement<Record<never, never>>()((tables) =>
  tables
    .selectFrom('staff')
    .select(columns)
    .where((either) => either.or([either('active', '=', 1), either('blocked', '=', 1)]))
    .orderBy('name')
    .orderBy('login'),
);
/** Also of somebody who is blocked: they may come back to it. */
const loginOf = statement<{ login: string }>()((tables, value) =>
  tables.selectFrom('staff').select('id').where('login', '=', value('login')),
);
const anybody = statement<Record<never, never>>()((tables) =>
  tables.selectFrom('staff').select('id').where('active', '=', 1).limit(1),
);

interface DetailValues {
  id: string;
  name: string;
  role: StaffMember['role'];
  languages: string;
  topics: string;
  team: string | null;
  capacity: number;
}
const insert = statement<DetailValues & { login: string; at: string }>()((tables, value) =>
  tables.insertInto('staff').values({
    id: value('id'),
    name: value('name'),
    login: value('login'),
    role: value('role'),
    languages: value('languages'),
    topics: value('topics'),
    team: value('team'),
    capacity: value('capacity'),
    created_at: value('at'),
  }),
);
const changeDetails = statement<DetailValues>()((tables, value) =>
  tables
    .updateTable('staff')
    .set({
      name: value('name'),
      role: value('role'),
      languages: value('languages'),
      topics: value('topics'),
      team: value('team'),
      capacity: value('capacity'),
    })
    .where('id', '=', value('id'))
    .where('active', '=', 1),
);
const putPassword = statement<{ id: string; password: string | null }>()((tables, value) =>
  tables
    .updateTable('staff')
    .set({ password: value('password') })
    .where('id', '=', value('id')),
);
const putAvailable = statement<{ id: string; available: number }>()((tables, value) =>
  tables
    .updateTable('staff')
    .set({ available: value('available') })
    .where('id', '=', value('id')),
);
const putSeen = statement<{ id: string; at: string }>()((tables, value) =>
  tables
    .updateTable('staff')
    .set({ seen_at: value('at') })
    .where('id', '=', value('id')),
);
const retire = statement<{ id: string; login: string }>()((tables, value) =>
  tables
    .updateTable('staff')
    .set({ active: 0, blocked: 0, available: 0, password: null, login: value('login') })
    .where('id', '=', value('id')),
);
/** Changes nothing where it stands so already. */
const putBlocked = statement<{ id: string; blocked: number; active: number }>()((tables, value) =>
  tables
    .updateTable('staff')
    .set({ blocked: value('blocked'), active: value('active'), available: 0 })
    .where('id', '=', value('id'))
    .where('active', '=', value('blocked'))
    .where('blocked', '=', value('active')),
);
const dropSessions = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('staff_session').where('staff_id', '=', value('id')),
);
const dropLinks = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('staff_link').where('staff_id', '=', value('id')),
);
const dropPasskeys = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('staff_passkey').where('staff_id', '=', value('id')),
);

interface StaffRow {
  id: string;
  name: string;
  login: string;
  role: StaffMember['role'];
  languages: string;
  topics: string;
  team: string | null;
  capacity: number;
  password: string | null;
  available: number;
  seen_at: string | null;
  blocked: number;
}

function memberOf(row: StaffRow): StaffMember {
  const { name, role, languages, topics, team, capacity } = StaffDetails.parse({
    ...row,
    languages: JSON.parse(row.languages),
    topics: JSON.parse(row.topics),
    team: row.team ?? undefined,
  });
  return {
    ...{ id: row.id, name, login: row.login, role, languages, topics, team, capacity },
    hasPassword: row.password !== null,
    available: row.available === 1,
  };
}

const detailValues = (id: string, details: StaffDetails): DetailValues => ({
  id,
  name: details.name,
  role: details.role,
  languages: JSON.stringify(details.languages),
  topics: JSON.stringify(details.topics),
  team: details.team ?? null,
  capacity: details.capacity,
});

/** "anna.berg", else "anna.berg2", "anna.berg3" … */
async function freeLogin(transaction: Transaction, name: string): Promise<string> {
  const wanted = loginFrom(name);
  for (let number = 1; ; number += 1) {
    const login = number === 1 ? wanted : `${wanted}${number}`;
    if (!(await transaction.first(loginOf, { login }))) return login;
  }
}

/** The accounts of the staff. */
export interface StaffAccounts {
  find(id: string): Promise<StaffMember | undefined>;
  withLogin(login: string): Promise<StaffMember | undefined>;
  /** Everybody who has an account, by name. */
  list(): Promise<(StaffMember & { seenAt: Date | undefined })[]>;
  /** The same and those whose accounts are blocked. */
  listAll(): Promise<(StaffMember & { blocked: boolean })[]>;
  /** Whether anybody has one. */
  any(): Promise<boolean>;
  /** @returns `login-taken` where the login that was asked for is somebody's */
  add(member: NewStaff): Promise<StaffMember | 'login-taken'>;
  /** @returns undefined where there is no such account any more */
  change(id: string, details: Partial<StaffDetails>): Promise<StaffMember | undefined>;
  /**
   * Blocks an account, or opens it again. Who is blocked is signed out and cannot sign in; what they sign in with is kept.
   * @returns false where there is no such account, or it stands so already
   */
  setBlocked(id: string, blocked: boolean): Promise<boolean>;
  /** Ends the account with everything that signs in to it. The name stays in what they did. */
  remove(id: string): Promise<boolean>;
  /** What `password.ts` made of it, undefined without one; undefined also for a login that nobody has. */
  passwordOf(login: string): Promise<{ id: string; hashed: string | undefined } | undefined>;
  setPassword(id: string, hashed: string): Promise<void>;
  setAvailable(id: string, available: boolean): Promise<void>;
  noteSeen(id: string, at: Date): Promise<void>;
}

/**
 * The accounts in a SQL database.
 * @param now the clock
 * @param newId makes ids
 */
export function sqlStaff(database: Database, now: () => Date, newId: () => string): StaffAccounts {
  const { reading } = database;
  const changed = (work: (transaction: Transaction) => Promise<number>): Promise<void> =>
    database.write(async (transaction) => void (await work(transaction)));
  return {
    async find(id) {
      const row = await reading.first(byId, { id });
      return row && memberOf(row);
    },
    async withLogin(login) {
      const row = await reading.first(byLogin, { login: login.trim().toLowerCase() });
      return row && memberOf(row);
    },
    list: async () =>
      (await reading.all(everybody, {})).map((row) => ({
        ...memberOf(row),
        seenAt: row.seen_at === null ? undefined : new Date(row.seen_at),
      })),
    listAll: async () =>
      (await reading.all(everybodyAndBlocked, {})).map((row) => ({ ...memberOf(row), blocked: row.blocked === 1 })),
    any: async () => (await reading.first(anybody, {})) !== undefined,

    add: (member) =>
      database.write(async (transaction) => {
        if (member.login !== undefined && (await transaction.first(loginOf, { login: member.login })))
          return 'login-taken';
        const id = newId();
        const login = member.login ?? (await freeLogin(transaction, member.name));
        await transaction.change(insert, { ...detailValues(id, member), login, at: now().toISOString() });
        return { ...StaffDetails.parse(member), id, login, hasPassword: false, available: false };
      }),

    change: (id, details) =>
      database.write(async (transaction) => {
        const row = await transaction.first(byId, { id });
        if (!row) return undefined;
        const member = { ...memberOf(row), ...details };
        await transaction.change(changeDetails, detailValues(id, member));
        return member;
      }),

    setBlocked: (id, blocked) =>
      database.write(async (transaction) => {
        const change = blocked ? { blocked: 1, active: 0 } : { blocked: 0, active: 1 };
        if ((await transaction.change(putBlocked, { id, ...change })) === 0) return false;
        for (const drop of blocked ? [dropSessions, dropLinks] : []) await transaction.change(drop, { id });
        return true;
      }),

    remove: (id) =>
      database.write(async (transaction) => {
        const row = await transaction.first(openOrBlocked, { id });
        if (!row) return false;
        // The login is free for somebody else then, who must not be taken for the one that left.
        await transaction.change(retire, { id, login: `${row.login} (${id})` });
        for (const drop of [dropSessions, dropLinks, dropPasskeys]) await transaction.change(drop, { id });
        return true;
      }),

    async passwordOf(login) {
      const row = await reading.first(byLogin, { login: login.trim().toLowerCase() });
      return row && { id: row.id, hashed: row.password ?? undefined };
    },
    setPassword: (id, hashed) => changed((transaction) => transaction.change(putPassword, { id, password: hashed })),
    setAvailable: (id, available) =>
      changed((transaction) => transaction.change(putAvailable, { id, available: available ? 1 : 0 })),
    noteSeen: (id, at) => changed((transaction) => transaction.change(putSeen, { id, at: at.toISOString() })),
  };
}
