import type { Client } from 'openid-client';
import { z } from 'zod';
import type { OidcSettings } from '../desk-settings';
import { newSecret } from './secrets';
import type { IssuedOnce } from './sql-issued';
import type { Role } from './staff';

/** How long somebody may be away, signing in elsewhere. */
const awayMs = 10 * 60 * 1000;
/** The identity provider's clock and ours. */
const clockToleranceSeconds = 30;

/** What came of coming back from the identity provider. */
export type OidcOutcome =
  | {
      kind: 'proven';
      login: string;
      name: string;
      /** Undefined where groups decide nothing here. */ role: Role | undefined;
    }
  /** They are who they say, and in no group that has a role. */
  | { kind: 'no-role' }
  /** Not what was asked for, or too late. */
  | { kind: 'refused' }
  | { kind: 'unavailable'; cause: unknown };

/** Signing in where the company's own accounts are: OpenID Connect's authorization code flow with PKCE, state and nonce. */
export interface OidcSignIn {
  /** Where to send the browser, and what it must bring back in a cookie. */
  start(
    returnTo: string,
  ): Promise<{ kind: 'go'; url: string; proof: string } | { kind: 'unavailable'; cause: unknown }>;
  /** @param query the callback's parameters @param proof the cookie: without it, somebody else's sign-in is being pushed on this browser */
  finish(query: Record<string, string>, proof: string | undefined): Promise<OidcOutcome>;
}

export interface UnderWay {
  proof: string;
  nonce: string;
  codeVerifier: string;
  returnTo: string;
}

const Groups = z.union([z.string().transform((group) => [group]), z.array(z.string())]).catch([]);
const ranks: Role[] = ['administrator', 'supervisor', 'agent'];

/** The highest role that any of the groups has. */
function roleOf(groups: string[], ofGroup: Record<string, Role>): Role | undefined {
  const roles = new Set(groups.map((group) => ofGroup[group]));
  return ranks.find((role) => roles.has(role));
}

/** @param keep keeps what is under way, for so many milliseconds */
export function oidcSignIn(settings: OidcSettings, keep: (ttlMs: number) => IssuedOnce<UnderWay>): OidcSignIn {
  const underWay = keep(awayMs);
  let discovered: Promise<Client> | undefined;

  // openid-client, certified, in the last version that CommonJS on Node 20 can load. Loaded at the first sign-in: most starts never use it.
  const discover = async (): Promise<Client> => {
    const { custom, Issuer } = await import('openid-client');
    custom.setHttpOptionsDefaults({ timeout: 5_000 });
    const { Client } = await Issuer.discover(settings.issuer);
    const client = new Client({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      response_types: ['code'],
    });
    client[custom.clock_tolerance] = clockToleranceSeconds;
    return client;
  };
  const provider = (): Promise<Client> =>
    (discovered ??= discover().catch((error: unknown) => {
      // The next one who signs in tries again.
      discovered = undefined;
      throw error;
    }));

  return {
    async start(returnTo) {
      try {
        const client = await provider();
        const { generators } = await import('openid-client');
        const [proof, nonce, codeVerifier] = [newSecret(), newSecret(), generators.codeVerifier()];
        const state = await underWay.issue({ proof, nonce, codeVerifier, returnTo });
        const url = client.authorizationUrl({
          scope: 'openid profile email',
          redirect_uri: returnTo,
          state,
          nonce,
          code_challenge: generators.codeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        });
        return { kind: 'go', url, proof };
      } catch (cause) {
        return { kind: 'unavailable', cause };
      }
    },

    async finish(query, proof) {
      const started = query.state === undefined ? undefined : await underWay.use(query.state);
      if (!started || started.proof !== proof || query.code === undefined) return { kind: 'refused' };
      const { nonce, codeVerifier, returnTo } = started;
      try {
        const client = await provider();
        const tokens = await client.callback(returnTo, query, {
          ...{ state: query.state, nonce, code_verifier: codeVerifier },
          response_type: 'code',
        });
        return provenBy(tokens.claims());
      } catch (cause) {
        const { errors } = await import('openid-client');
        // Said by the provider, or found wrong in what it said; anything else never came through.
        const isAnswer = cause instanceof errors.RPError || (cause instanceof errors.OPError && isRefusal(cause));
        return isAnswer ? { kind: 'refused' } : { kind: 'unavailable', cause };
      }
    },
  };

  function provenBy(claims: Record<string, unknown>): OidcOutcome {
    const login = z.string().min(1).max(200).safeParse(claims[settings.loginClaim]);
    if (!login.success) return { kind: 'refused' };
    const name = z.string().trim().min(1).max(80).catch(login.data.slice(0, 80)).parse(claims.name);
    if (!settings.roles) return { kind: 'proven', login: login.data, name, role: undefined };
    const role = roleOf(Groups.parse(claims[settings.roles.claim]), settings.roles.ofGroup);
    return role === undefined ? { kind: 'no-role' } : { kind: 'proven', login: login.data, name, role };
  }
}

const isRefusal = ({ response }: { response?: { statusCode?: number | undefined } | undefined }): boolean =>
  (response?.statusCode ?? 400) < 500;
