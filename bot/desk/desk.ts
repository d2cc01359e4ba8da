import type { Request, Server } from 'restify';
import type { Database } from '../../adapters/database';
import type { Knowledge } from '../../knowledge';
import type { Config } from '../config';
import type { ConversationLog } from '../conversations/conversation-log';
import type { AtWork } from '../handoff/at-work';
import type { Handoffs } from '../handoff/handoffs';
import type { RateLimits } from '../rate-limits';
import { board } from './board';
import { cannedReplies } from './canned-replies';
import type { DeskFiles } from './desk-files';
import { live } from './live';
import { oidcSignIn } from './oidc';
import { passkeys } from './passkeys';
import { deskRoutes } from './routes';
import { signInSlowdown } from './sign-in-slowdown';
import { sqlAudit } from './sql-audit';
import { sqlIssued } from './sql-issued';
import { sqlPasskeys } from './sql-passkeys';
import { sqlPast } from './sql-past';
import { sqlSignIns } from './sql-sign-ins';
import { type StaffAccounts, sqlStaff } from './sql-staff';
import { type StaffPresence, staffPresence } from './staff-presence';
import { staffed } from './staffed';

/** What the rest of the service asks of the staff: before, and without, their desk. */
export interface StaffRoom {
  accounts: StaffAccounts;
  presence: StaffPresence;
  /** Whether anybody has an account: then customers may be offered a person. Read once a second at most. */
  isStaffed(): Promise<boolean>;
  /** Whether this member of staff is at their desk. */
  isPresent(staff: string): boolean;
  /** Those who are at their desks and take conversations. */
  available(): Promise<AtWork[]>;
  /** When their desk was last heard of: now while it is connected; undefined for one that never was. */
  lastSeen(staff: string): Promise<Date | undefined>;
  /** Tells the listener when somebody comes or goes, or an account changes. */
  onChange(listener: () => void): void;
  changed(): void;
}

/**
 * @param onFailure told of what could not be written
 * @param newId makes ids
 */
export async function staffRoom(
  database: Database,
  now: () => Date,
  newId: () => string,
  onFailure: (error: unknown) => void,
): Promise<StaffRoom> {
  const accounts = sqlStaff(database, now, newId);
  const { isStaffed, changed } = staffed(() => accounts.any(), now);
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  const presence = staffPresence(
    await accounts.list(),
    (staff, at) => {
      database.others.tell('staff-seen', staff);
      accounts.noteSeen(staff, at).catch(onFailure);
    },
    tell,
    now,
  );
  database.others.hear('staff-seen', (staff) => presence.seenElsewhere(staff));
  database.others.hear('staff-changed', () => {
    changed();
    tell();
  });
  return {
    accounts,
    presence,
    isStaffed,
    isPresent: (staff) => presence.isPresent(staff),
    available: async () =>
      (await accounts.list())
        .filter(({ id, available }) => available && presence.isPresent(id))
        .map(({ id, capacity, languages, topics, team }) => ({ id, capacity, skills: { languages, topics, team } })),
    lastSeen: async (staff) => presence.lastSeen(staff),
    onChange: (listener) => void listeners.add(listener),
    changed() {
      changed();
      tell();
      database.others.tell('staff-changed', '');
    },
  };
}

interface DeskOptions {
  config: Config;
  database: Database;
  limits: RateLimits;
  staff: StaffRoom;
  handoffs: Handoffs;
  log: ConversationLog;
  knowledge: Knowledge;
  /** Absent where files are not taken. */
  files?: DeskFiles | undefined;
  /** Makes the page's shell. */
  page(request: Request): string;
  now: () => Date;
  onSurprise(error: unknown, route: string): void;
}

/**
 * Puts the staff's desk on the server.
 * @throws Error for a file of canned replies that cannot be used
 */
export function openDesk(server: Server, options: DeskOptions): { stop(): void } {
  const { config, database, staff, handoffs, log, now, onSurprise } = options;
  const { accounts, presence } = staff;
  const signIns = sqlSignIns(database, now);
  const looking = board(handoffs, log, now);
  const connected = live({
    handoffs,
    board: looking,
    presence,
    now,
    stillSignedIn: async ({ token }) => {
      const id = await signIns.staffOf(token);
      return id !== undefined && (await accounts.find(id)) !== undefined;
    },
    onSurprise: (error) => onSurprise(error, '/desk/api/live'),
  });
  staff.onChange(() => connected.tell({ kind: 'staff' }));
  deskRoutes(server, {
    ...options,
    files: options.files,
    accounts,
    signIns,
    presence,
    passkeys: passkeys(sqlPasskeys(database, now), config.contact.company, (kind, ttlMs) =>
      sqlIssued(database, kind, ttlMs, now),
    ),
    oidc: config.desk.oidc && oidcSignIn(config.desk.oidc, (ttlMs) => sqlIssued(database, 'oidc', ttlMs, now)),
    slowdown: signInSlowdown(database, now),
    audit: sqlAudit(database, now),
    past: sqlPast(database),
    board: looking,
    live: connected,
    replies: cannedReplies(config.desk.repliesFile),
    onStaffChanged: () => staff.changed(),
  });
  return {
    stop() {
      connected.stop();
      looking.stop();
    },
  };
}
