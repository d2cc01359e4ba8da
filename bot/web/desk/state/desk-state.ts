import type { CannedReply, CaseFile, DeskLanguage, Entry, Me, Queue, UploadedFile } from '../api/types';

/** What the page shows; it stands in the address, so that the browser's own Back works. */
export type Place =
  | { view: 'desk'; handoff?: string }
  | { view: 'search' }
  | { view: 'overview' }
  | { view: 'accounts' }
  | { view: 'audit' };

/** Where the page stands before and after somebody is signed in. */
export type Stage = 'starting' | 'link' | 'unreachable' | 'sign-in' | 'password' | 'desk';

/** What may go wrong at the company's own sign-in. */
export type SignInProblem = 'oidc-no-account' | 'oidc-refused' | 'oidc-unavailable';

export type Failed = 'not-yours' | 'ended' | 'refused';

/** A message on its way to the customer. It stays until the conversation shows it. */
export interface Pending {
  /** The same one twice is one message to the server. */
  clientId: string;
  text: string;
  attachments: UploadedFile[];
  at: string;
  failed?: Failed;
  /** Its place in the conversation, once the server has it. */
  seq?: number;
}

/** What is being written and not yet sent. */
export interface Draft {
  kind: 'reply' | 'note';
  reply: string;
  note: string;
  attachments: UploadedFile[];
}

export interface Transcript {
  entries: Entry[];
  /** Everything up to here has been read. */
  lastSeq: number;
  refused?: boolean;
}

export type CaseState = CaseFile | 'refused' | 'unreachable';

export interface Toast {
  id: number;
  text: string;
  tone: 'good' | 'bad';
}

export type DialogName = 'transfer' | 'return' | 'close' | 'help' | 'account';

export interface Settings {
  language: DeskLanguage;
  sound: boolean;
  /** Single keys as shortcuts, outside of text fields. */
  singleKeys: boolean;
}

export interface DeskState {
  stage: Stage;
  /** What the sign-in page has to tell. */
  notice: 'ended' | 'signedOut' | 'wrongLink' | SignInProblem | undefined;
  me: Me | undefined;
  place: Place;
  live: 'connecting' | 'open' | 'lost';
  queue: Queue | undefined;
  /** By hand-off. */
  cases: Record<string, CaseState>;
  /** By conversation. */
  transcripts: Record<string, Transcript>;
  /** By conversation: the last entry that has been looked at. */
  seen: Record<string, number>;
  /** By hand-off. */
  outbox: Record<string, Pending[]>;
  drafts: Record<string, Draft>;
  /** By conversation: until when, in milliseconds, the customer counts as writing. */
  typing: Record<string, number>;
  /** Hand-offs that have been opened beside one's own. */
  opened: string[];
  canned: CannedReply[];
  /** Grows with each news of the staff: whoever shows them reads them again. */
  staffNews: number;
  toast: Toast | undefined;
  /** Read out by screen readers, seen by nobody. */
  spoken: string;
  dialog: DialogName | undefined;
  /** The suggestions stand open. */
  suggesting: boolean;
  settings: Settings;
}

export const emptyDraft: Draft = { kind: 'reply', reply: '', note: '', attachments: [] };

/** What a page is before it knows anything. */
export const freshState = (settings: Settings, place: Place): DeskState => ({
  stage: 'starting',
  notice: undefined,
  me: undefined,
  place,
  live: 'connecting',
  queue: undefined,
  cases: {},
  transcripts: {},
  seen: {},
  outbox: {},
  drafts: {},
  typing: {},
  opened: [],
  canned: [],
  staffNews: 0,
  toast: undefined,
  spoken: '',
  dialog: undefined,
  suggesting: false,
  settings,
});
