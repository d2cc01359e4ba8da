import type { TeamsLink } from '../loader/contract';
import { readActivitySet, type ActivitySet } from './activities';

/** A conversation and the right to speak in it. */
export interface Session {
  conversationId: string;
  token: string;
  /** When the token is due for a new one, half its life before it expires. Milliseconds since 1970. */
  refreshAt: number;
  expiresAt: number;
  /** Of an anonymous visitor's conversation: opens it once more, long after the token has run out. */
  resumeToken?: string;
}

/** A session just opened or joined, with the address of its stream. */
export interface OpenedSession extends Session {
  streamUrl: string;
}

/** A message on its way out. The service absorbs a repeated `clientActivityID`, so sending one again is always safe. */
export interface OutgoingMessage {
  clientActivityID: string;
  text: string;
  locale: string;
}

/** What a call came to. Only `ok` carries a body; the rest says what to do next. */
export type Outcome<Body> =
  | { kind: 'ok'; body: Body }
  /** The token is no longer good. */
  | { kind: 'expired' }
  /** The conversation is over for good. */
  | { kind: 'ended' }
  /** The service will not have this request, however often it is repeated. */
  | { kind: 'refused'; status: number }
  /** The service takes no conversations from pages of this site. */
  | { kind: 'unwelcome' }
  /** Try again, not before `afterMs`. `busy` = it asks for patience; `unreachable` = nothing was answered that this page may read. */
  | { kind: 'later'; because: 'unreachable' | 'failing' | 'busy'; afterMs: number };

/** A thumb up (1) or down (-1), and why. */
export interface Rating {
  activityId?: string;
  value: 1 | -1;
  reason?: string;
}

/** The calls of the Direct Line 3.0 protocol that a chat window needs. None of them throws. */
export interface DirectLineService {
  /** Its address up to and including `/v3/directline`. */
  readonly base: string;
  /** A new conversation: of an anonymous visitor, or of the customer whom the site's assertion vouches for. */
  begin(locale: string, assertion?: string): Promise<Outcome<OpenedSession>>;
  /** A new token for a conversation of the customer's whose own token is no longer good. */
  comeBack(conversationId: string, assertion: string): Promise<Outcome<Session>>;
  /**
   * A new token for an anonymous visitor's conversation whose own token has run out.
   * @param attempt the same at each repetition: the service then answers again what it has answered
   */
  resume(resumeToken: string, attempt: string): Promise<Outcome<Session>>;
  /** A known conversation again, with a stream that starts after `watermark` ('' = from the beginning). */
  rejoin(session: Session, watermark: string): Promise<Outcome<OpenedSession>>;
  activitiesAfter(session: Session, watermark: string): Promise<Outcome<ActivitySet>>;
  post(session: Session, message: OutgoingMessage): Promise<Outcome<unknown>>;
  /** The customer is writing: told in passing, and nothing comes of it where it does not arrive. */
  typing(session: Session): Promise<Outcome<unknown>>;
  /** What the reader thinks of an answer, or, without its id, of the conversation. */
  rate(session: Session, given: Rating): Promise<Outcome<unknown>>;
  refresh(session: Session): Promise<Outcome<Session>>;
  /** The site vouches for the visitor: the conversation goes on with a new token, and the one before is revoked. */
  identify(session: Session, assertion: string, locale: string): Promise<Outcome<Session>>;
  /** Revokes the conversation's tokens. */
  signOut(session: Session): Promise<Outcome<unknown>>;
  /** A link that connects the signed-in customer's Microsoft Teams, once. */
  teamsLink(session: Session): Promise<Outcome<TeamsLink>>;
}

const CALL_LIMIT_MS = 15_000;
/** As Direct Line's clients name themselves. */
export const AGENT = 'DirectLine/3.0 (Charterdesk)';

/** `base` is the service's address up to and including `/v3/directline`. */
export function directLineService(base: string): DirectLineService {
  async function call(
    method: string,
    path: string,
    token: string | undefined,
    body?: unknown,
  ): Promise<Outcome<unknown>> {
    // Named, the service sends us cards.
    const headers: Record<string, string> = { 'Content-Type': 'application/json', 'x-ms-bot-agent': AGENT };
    if (token) headers['Authorization'] = `Bearer ${token}`;
    try {
      const response = await fetch(base + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(CALL_LIMIT_MS),
        cache: 'no-store',
      });
      return await outcomeOf(response);
    } catch {
      // Nothing was answered, or only half of it: whatever the reason, asking again is right, and safe.
      return { kind: 'later', because: 'unreachable', afterMs: 0 };
    }
  }
  const conversation = (session: Session): string => `/conversations/${encodeURIComponent(session.conversationId)}`;

  return {
    base,
    async begin(locale, assertion) {
      const visitor = await call('POST', '/tokens/generate', assertion, {});
      // Asked without a token, the service can only mean the page.
      if (visitor.kind === 'expired' && assertion === undefined) return { kind: 'unwelcome' };
      if (visitor.kind !== 'ok') return visitor;
      const token = text(visitor.body, 'token');
      return read(
        await call('POST', '/conversations', token, { locale, resumable: assertion === undefined }),
        readOpened,
      );
    },
    async resume(resumeToken, attempt) {
      return read(await call('POST', '/tokens/resume', undefined, { resumeToken, attempt }), (body) =>
        readSession(body),
      );
    },
    async comeBack(conversationId, assertion) {
      return read(await call('POST', '/tokens/generate', assertion, { conversationId }), (body) => readSession(body));
    },
    async rejoin(session, watermark) {
      const path = `${conversation(session)}?watermark=${encodeURIComponent(watermark)}`;
      const joined = await call('GET', path, session.token);
      return read(joined, (body) => readOpened(body) ?? withStream(session, body));
    },
    async activitiesAfter(session, watermark) {
      const path = `${conversation(session)}/activities?watermark=${encodeURIComponent(watermark)}`;
      return read(await call('GET', path, session.token), readActivitySet);
    },
    post(session, { text, locale, clientActivityID }) {
      const activity = { type: 'message', text, locale, channelData: { clientActivityID } };
      return call('POST', `${conversation(session)}/activities`, session.token, activity);
    },
    typing(session) {
      return call('POST', `${conversation(session)}/activities`, session.token, { type: 'typing' });
    },
    rate(session, value) {
      const event = { type: 'event', name: 'feedback', value };
      return call('POST', `${conversation(session)}/activities`, session.token, event);
    },
    async identify(session, assertion, locale) {
      const identified = await call('POST', `${conversation(session)}/identify`, session.token, { assertion, locale });
      return read(identified, (body) => readSession(body, session));
    },
    signOut(session) {
      return call('POST', `${conversation(session)}/sign-out`, session.token);
    },
    async teamsLink(session) {
      return read(await call('POST', `${conversation(session)}/teams-link`, session.token), readTeamsLink);
    },
    async refresh(session) {
      return read(await call('POST', '/tokens/refresh', session.token, {}), (body) => readSession(body, session));
    },
  };
}

async function outcomeOf(response: Response): Promise<Outcome<unknown>> {
  const { status } = response;
  if (response.ok) return { kind: 'ok', body: status === 204 ? undefined : await response.json() };
  if (status === 401 || status === 403) return { kind: 'expired' };
  if (status === 404) return { kind: 'ended' };
  if (status === 429) return { kind: 'later', because: 'busy', afterMs: retryAfterMs(response) };
  if (status === 408 || status >= 500) return { kind: 'later', because: 'failing', afterMs: retryAfterMs(response) };
  return { kind: 'refused', status };
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After'));
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 120) * 1000 : 0;
}

/** An answer that is not what the protocol says counts as a failing service. */
function read<Body>(outcome: Outcome<unknown>, reader: (body: unknown) => Body | undefined): Outcome<Body> {
  if (outcome.kind !== 'ok') return outcome;
  const body = reader(outcome.body);
  return body === undefined ? { kind: 'later', because: 'failing', afterMs: 0 } : { kind: 'ok', body };
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

function text(body: unknown, name: string): string {
  const value = field(body, name);
  return typeof value === 'string' ? value : '';
}

function readSession(body: unknown, known?: Session): Session | undefined {
  const conversationId = text(body, 'conversationId') || known?.conversationId;
  const token = text(body, 'token');
  const seconds = Number(field(body, 'expires_in'));
  if (!conversationId || !token) return undefined;
  const livesMs = (seconds > 0 ? seconds : 1800) * 1000;
  const resumeToken = text(body, 'resumeToken');
  const times = { refreshAt: Date.now() + livesMs / 2, expiresAt: Date.now() + livesMs };
  return { conversationId, token, ...times, ...(resumeToken && { resumeToken }) };
}

function readTeamsLink(body: unknown): TeamsLink | undefined {
  const url = text(body, 'url');
  return url ? { url, expiresIn: Number(field(body, 'expires_in')) } : undefined;
}

function readOpened(body: unknown): OpenedSession | undefined {
  const session = readSession(body);
  const streamUrl = text(body, 'streamUrl');
  return session && streamUrl ? { ...session, streamUrl } : undefined;
}

/** Rejoining may answer without a new token: the one at hand stays good. */
function withStream(session: Session, body: unknown): OpenedSession | undefined {
  const streamUrl = text(body, 'streamUrl');
  return streamUrl ? { ...session, streamUrl } : undefined;
}
