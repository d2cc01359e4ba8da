import { z } from 'zod';
import { RecordsUnavailable } from '../unavailable';
import { ask, jsonOf, retryAfterSeconds } from './http-answer';

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i, 'is not a bearer token'),
  expires_in: z.number().positive().optional(),
});

export interface ClientCredentials {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}

export interface AccessTokens {
  /** A token that is good for a while yet. */
  current(): Promise<string>;
  /** The system did not take this one: the next `current` fetches another. */
  refused(token: string): void;
}

/** A token is changed this long before it runs out, so that none runs out on its way. */
const marginMs = 30_000;
const usualLifeSeconds = 300;

/** Tokens by OAuth 2 client credentials (RFC 6749, section 4.4), fetched when needed and kept till they run out. */
export function accessTokens(credentials: ClientCredentials, timeoutMs: number, now: () => Date): AccessTokens {
  let kept: { token: string; goodUntil: number } | undefined;
  let fetching: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> => {
    const { access_token: token, expires_in: seconds = usualLifeSeconds } = await requestToken(
      credentials,
      timeoutMs,
      now(),
    );
    // A short-lived token is used for half its life at least.
    kept = { token, goodUntil: now().getTime() + Math.max(seconds * 500, seconds * 1000 - marginMs) };
    return token;
  };

  return {
    async current() {
      if (kept && now().getTime() < kept.goodUntil) return kept.token;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      return await fetching;
    },
    refused(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

async function requestToken({ tokenUrl, clientId, clientSecret }: ClientCredentials, timeoutMs: number, now: Date) {
  const operation = 'fetch a token';
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const answer = await ask(
    new URL(tokenUrl),
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: 'grant_type=client_credentials',
    },
    timeoutMs,
    operation,
  );
  if (answer.status === 429)
    throw new RecordsUnavailable('busy', operation, { retryAfterSeconds: retryAfterSeconds(answer.headers, now) });
  if (answer.status >= 500) throw new RecordsUnavailable('down', operation);
  if (answer.status !== 200) throw new RecordsUnavailable('refused', operation);
  const parsed = TokenAnswer.safeParse(jsonOf(answer.text, operation));
  if (!parsed.success) throw new RecordsUnavailable('nonsense', operation, { cause: parsed.error });
  return parsed.data;
}
