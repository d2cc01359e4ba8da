import type { Knowledge } from '../../knowledge';
import type { Config } from '../config';
import type { ConversationLog } from '../conversations/conversation-log';
import type { Handoffs } from '../handoff/handoffs';
import type { RateLimits } from '../rate-limits';
import type { Board } from './board';
import type { CannedReply } from './canned-replies';
import type { DeskFiles } from './desk-files';
import type { Live } from './live';
import type { OidcSignIn } from './oidc';
import type { Passkeys } from './passkeys';
import type { SignInSlowdown } from './sign-in-slowdown';
import type { Audit } from './sql-audit';
import type { Past } from './sql-past';
import type { SignIns } from './sql-sign-ins';
import type { StaffAccounts } from './sql-staff';
import type { StaffPresence } from './staff-presence';

/** What the desk's addresses are answered with. */
export interface DeskParts {
  config: Config;
  limits: RateLimits;
  handoffs: Handoffs;
  log: ConversationLog;
  knowledge: Knowledge;
  /** Absent where files are not taken. */
  files: DeskFiles | undefined;
  accounts: StaffAccounts;
  signIns: SignIns;
  passkeys: Passkeys;
  oidc: OidcSignIn | undefined;
  slowdown: SignInSlowdown;
  audit: Audit;
  past: Past;
  presence: StaffPresence;
  board: Board;
  live: Live;
  replies: CannedReply[];
  /** An account was added, changed or removed. */
  onStaffChanged(): void;
  now: () => Date;
  onSurprise(error: unknown, route: string): void;
}
