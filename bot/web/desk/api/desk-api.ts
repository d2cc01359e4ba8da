import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { ask, type Asked } from './asking';
import type {
  Account,
  AccountDetails,
  AuditEntry,
  CannedReply,
  CaseFile,
  Colleague,
  Entry,
  FoundConversation,
  HandoffOutcome,
  Me,
  Outcome,
  Overview,
  Queue,
  Suggestion,
  UploadedFile,
} from './types';

export type { Asked } from './asking';
export type Receiver = { colleague: string } | { team: string };

const inHandoff = (id: string, what: string): string => `handoffs/${encodeURIComponent(id)}/${what}`;
const inAccount = (id: string): string => `staff/${encodeURIComponent(id)}`;
const detailsOf = ({ name, role, languages, topics, team, capacity }: AccountDetails): object => ({
  ...{ name, role, languages, topics, team, capacity },
});
const asQuery = (values: Record<string, string>): string => new URLSearchParams(values).toString();

/**
 * The desk's API, one function for each of its addresses.
 * @param onSignedOut the session has ended, or there was none
 */
export function createDeskApi(onSignedOut: () => void) {
  const watched = async <Value>(asking: Promise<Asked<Value>>): Promise<Asked<Value>> => {
    const asked = await asking;
    if (asked.kind === 'signed-out') onSignedOut();
    return asked;
  };
  const get = <Value>(path: string) => watched(ask<Value>({ method: 'GET', path }));
  const post = <Value>(path: string, json?: unknown) => watched(ask<Value>({ method: 'POST', path, json }));

  return {
    me: () => get<Me>('me'),
    signInOptions: () => get<{ oidc: null | { name: string; url: string } }>('sign-in/options'),
    signIn: (login: string, password: string) => post<Me>('sign-in', { login, password }),
    signInByLink: (code: string) => post<Me>('sign-in/link', { code }),
    setPassword: (password: string, current?: string) =>
      post<unknown>('password', current === undefined ? { password } : { password, current }),
    signOut: () => post<unknown>('sign-out'),
    passkeySignInOptions: () => post<PublicKeyCredentialRequestOptionsJSON>('sign-in/passkey/options'),
    signInByPasskey: (answer: unknown) => post<Me>('sign-in/passkey', answer),
    passkeyOptions: () => post<PublicKeyCredentialCreationOptionsJSON>('passkeys/options'),
    addPasskey: (answer: unknown) => post<unknown>('passkeys', answer),
    setAvailable: (available: boolean) => post<unknown>('available', { available }),

    queue: () => get<Queue>('queue'),
    takeNext: () => post<Outcome>('handoffs/next'),
    take: (id: string) => post<Outcome>(inHandoff(id, 'take')),
    caseFile: (id: string) => get<CaseFile>(`handoffs/${encodeURIComponent(id)}`),
    entries: (conversation: string, after: number) =>
      get<{ entries: Entry[]; changed?: Entry[]; lastSeq: number }>(
        `conversations/${encodeURIComponent(conversation)}/entries?after=${after}`,
      ),
    say: (id: string, message: { clientId: string; text: string; attachments?: string[] }) =>
      post<Outcome>(inHandoff(id, 'messages'), message),
    typing: (id: string) => post<unknown>(inHandoff(id, 'typing')),
    note: (id: string, text: string) => post<Outcome>(inHandoff(id, 'notes'), { text }),
    /** `requestId` of these three: the same one twice is asked once. */
    transfer: (id: string, asked: { requestId: string; to: Receiver; note: string }) =>
      post<Outcome>(inHandoff(id, 'transfer'), asked),
    giveBack: (id: string, asked: { requestId: string }) => post<Outcome>(inHandoff(id, 'return'), asked),
    close: (id: string, asked: { requestId: string; outcome: HandoffOutcome; summary: string }) =>
      post<Outcome>(inHandoff(id, 'close'), asked),
    suggestions: (id: string, q: string) =>
      get<{ suggestions: Suggestion[] }>(inHandoff(id, `suggestions?${asQuery({ q })}`)),
    upload: (id: string, file: File) =>
      watched(ask<UploadedFile>({ method: 'POST', path: `attachments?${asQuery({ handoff: id })}`, file })),

    staff: () => get<{ staff: Colleague[] }>('staff'),
    canned: () => get<{ replies: CannedReply[] }>('canned'),
    search: (q: string) => get<{ found: FoundConversation[] }>(`search?${asQuery({ q })}`),
    overview: () => get<Overview>('overview'),
    accounts: () => get<{ accounts: Account[] }>('accounts'),
    /** @param login empty: made out of the name */
    addAccount: (details: AccountDetails, login: string) =>
      post<{ link: string }>('staff', { ...detailsOf(details), ...(login === '' ? {} : { login }) }),
    changeAccount: (id: string, details: AccountDetails) => post<object>(inAccount(id), detailsOf(details)),
    newLink: (id: string) => post<{ link: string }>(`${inAccount(id)}/link`),
    setBlocked: (id: string, blocked: boolean) => post<unknown>(`${inAccount(id)}/block`, { blocked }),
    audit: (after: number) => get<{ entries: AuditEntry[] }>(`audit?${asQuery({ after: String(after) })}`),
  };
}

export type DeskApi = ReturnType<typeof createDeskApi>;
