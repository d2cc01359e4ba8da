import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config';
import type { Presence } from '../../conversations/presence';
import { HttpError, originAllowed } from '../../http';
import type { Identities } from '../../identity/identities';
import type { DirectLineTokens, TokenClaims } from './tokens';

export const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];

/**
 * The clients that draw cards name themselves: Web Chat as "DirectLine/3.0 (directlinejs; WebChat/4.18.1 (Full) 0.15.5)", and our own widget.
 * Undefined where nobody is named: a browser's socket cannot say whose it is.
 */
export const isWebChat = ({ headers }: IncomingMessage): boolean | undefined => {
  const agent = headers['x-ms-bot-agent'];
  return agent === undefined ? undefined : /\bWebChat\/|\bCharterdesk\b/.test(String(agent));
};

/** @throws HttpError 403 on a page that may not use the token. @param trusted the sites that the token names; none: those that the service allows */
export function checkOrigin(
  request: IncomingMessage,
  config: Pick<Config, 'allowedOrigins'>,
  trusted: string[] | undefined,
): void {
  if (!originAllowed(request, config, trusted))
    throw new HttpError(
      403,
      'BadArgument',
      'Pages of this site may not use the token: it names its trustedOrigins, or the service lists allowed sites in ALLOWED_ORIGINS.',
    );
}

interface Parts {
  config: Config;
  tokens: DirectLineTokens;
  identities: Identities;
  presence: Presence;
}

/** Whom a request's token speaks for. @param token absent: the one of the request's header */
export type Authorize = (request: IncomingMessage, conversation?: string, token?: string) => Promise<TokenClaims>;

/** Checks the token of every call: that it is ours, good still, of this conversation, and used where it may be. */
export function authorizing({ config, tokens, identities, presence }: Parts): Authorize {
  /** @throws HttpError 401 without a token, 403 (what the clients understand as "expired") for a bad one or one of another conversation */
  return async (request, conversation, token = bearer(request)) => {
    if (token === undefined)
      throw new HttpError(401, 'Unauthorized', 'A Direct Line token is needed: Authorization: Bearer …');
    const claims = await tokens.verify(token);
    if (!claims)
      throw new HttpError(
        403,
        'TokenExpired',
        'The token has expired or is not valid. Get a new one from tokens/generate.',
      );
    if (conversation !== undefined && claims.conv !== conversation)
      throw new HttpError(403, 'BadArgument', 'The token belongs to another conversation.');
    if (claims.gen !== (await identities.generationOf(claims.conv)))
      throw new HttpError(
        403,
        'TokenExpired',
        'The token was revoked when the customer signed in or out. Use the one that came with the sign-in, or start anew.',
      );
    checkOrigin(request, config, claims.origins);
    presence.seen(claims.conv, isWebChat(request));
    return claims;
  };
}
