import type { HandoffBrief, HandoffOutcome, HandoffReason, HandoffState, HandoffTopic } from '../../../handoff/handoff';
import type { ReplyLanguage } from '../../../../knowledge';

export type { HandoffBrief, HandoffOutcome, HandoffReason, HandoffState, HandoffTopic };
export type DeskLanguage = ReplyLanguage;

export type Role = 'agent' | 'supervisor' | 'administrator';

/** Who is signed in. */
export interface Me {
  id: string;
  name: string;
  login: string;
  role: Role;
  languages: DeskLanguage[];
  topics: HandoffTopic[];
  team: string | null;
  capacity: number;
  available: boolean;
  hasPassword: boolean;
  /** They came by a one-time link, and have neither a password nor a passkey yet. */
  mustSetPassword: boolean;
  passkeys: number;
}

export type Customer = { kind: 'anonymous' } | { kind: 'customer'; name?: string | null; customerId: string };

/** A hand-off as the queue shows it. Instants are ISO texts, as everywhere here. */
export interface HandoffView {
  id: string;
  number: number;
  conversation: string;
  channel: string;
  state: HandoffState;
  reason: HandoffReason;
  topic: HandoffTopic;
  language: DeskLanguage;
  priority: number;
  leftMessage: boolean;
  team: string | null;
  owner: { id: string; name: string } | null;
  requestedAt: string;
  waitingSince: string;
  takenAt: string | null;
  expectedAt: string | null;
  late: boolean;
  customer: Customer;
  lastSeq: number;
  lastCustomerSeq: number;
  preview: string;
  previewDeleted?: boolean;
}

export interface Queue {
  waiting: HandoffView[];
  mine: HandoffView[];
  others: HandoffView[];
}

export interface HistoryEvent {
  number: number;
  at: string;
  kind: string;
  by?: { id: string; name: string } | null;
  note?: string | null;
}

export interface CaseFile {
  handoff: HandoffView;
  brief: HandoffBrief;
  history: HistoryEvent[];
}

export interface Citation {
  title: string;
  heading: string;
  link: string;
}

export interface Entry {
  seq: number;
  at: string;
  who: 'customer' | 'bot' | 'person' | 'receipt';
  name?: string | null;
  text: string;
  edited?: true;
  deleted?: true;
  citations: Citation[];
  attachments: { name: string; contentType: string; url: string }[];
}

export interface UploadedFile {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
}

export interface Colleague {
  id: string;
  name: string;
  team: string | null;
  available: boolean;
  online: boolean;
  /** How many conversations they have. */
  has: number;
  capacity: number;
}

export interface CannedReply {
  title: string;
  titles?: Record<DeskLanguage, string>;
  da: string;
  en: string;
}

export interface Suggestion {
  text: string;
  citations: Citation[];
}

export interface FoundConversation {
  conversation: string;
  handoff: string;
  number: number;
  at: string;
  customer: Customer;
  snippet: string;
}

/** The supervisor's numbers. A duration is undefined where too little has happened to measure it by. */
export interface Overview {
  waiting: number;
  late: number;
  withPerson: number;
  longestWaitSeconds?: number | null;
  medianWaitSeconds?: number | null;
  medianHandlingSeconds?: number | null;
  closedToday: number;
  outcomes: Partial<Record<HandoffOutcome, number>>;
  topics: { topic: HandoffTopic; waiting: number; late: number }[];
  staff: Colleague[];
}

/** What an administrator decides about somebody. */
export interface AccountDetails {
  /** As customers see it. */
  name: string;
  role: Role;
  languages: DeskLanguage[];
  /** Empty: all of them. */
  topics: HandoffTopic[];
  team: string | null;
  capacity: number;
}

export interface Account extends AccountDetails {
  id: string;
  login: string;
  blocked: boolean;
  online: boolean;
}

export interface AuditEntry {
  number: number;
  at: string;
  who: { id: string; name: string } | null;
  action: string;
  conversation?: string | null;
  detail?: string | null;
}

/** What came of a move; the words of the port, see bot/handoff/handoffs.ts. */
export type Outcome =
  | { kind: 'done'; handoff?: HandoffView; seq?: number }
  | { kind: 'not-yours'; owner?: { id: string; name: string } | string | null }
  | { kind: 'ended' }
  | { kind: 'unknown' }
  | { kind: 'at-capacity' }
  | { kind: 'nothing-waits' };

export type News =
  | { kind: 'handoff'; id: string; conversation: string }
  | { kind: 'entries'; conversation: string; lastSeq: number }
  | { kind: 'typing'; conversation: string; who: 'customer' }
  | { kind: 'staff' };
