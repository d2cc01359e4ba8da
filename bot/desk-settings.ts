import { z } from 'zod';
import { isLoopback } from './loopback';

type RoleName = 'agent' | 'supervisor' | 'administrator';

const pair = /^(.+)=(agent|supervisor|administrator)$/;
const groups = z.string().transform((text, context): Record<string, RoleName> => {
  const pairs = text.split(',').map((part) => pair.exec(part.trim()));
  if (pairs.includes(null)) {
    context.addIssue('must be GROUP=agent|supervisor|administrator, separated by commas');
    return z.NEVER;
  }
  return Object.fromEntries(pairs.map((match) => [match?.[1] ?? '', match?.[2] as RoleName]));
});

/** The settings of the staff's desk. */
export const deskEnvironment = {
  DESK_OIDC_ISSUER: z
    .string()
    .refine(
      (url) => /^https?:\/\//.test(url) && URL.canParse(url),
      'must be an address such as https://login.example.com',
    )
    .optional(),
  DESK_OIDC_CLIENT_ID: z.string().max(300, 'takes 300 characters at most').optional(),
  DESK_OIDC_CLIENT_SECRET: z.string().optional(),
  DESK_OIDC_NAME: z.string().max(60, 'takes 60 characters at most').default('Single sign-on'),
  DESK_OIDC_LOGIN_CLAIM: z.string().max(100, 'takes 100 characters at most').default('preferred_username'),
  DESK_OIDC_ROLE_CLAIM: z.string().max(100, 'takes 100 characters at most').optional(),
  DESK_OIDC_ROLES: groups.optional(),
  DESK_REPLIES: z.string().optional(),
};

type Environment = { [Name in keyof typeof deskEnvironment]?: z.output<(typeof deskEnvironment)[Name]> | undefined };

/** What contradicts or lacks what among them, each with its remedy. */
export function deskProblems(env: Environment): string[] {
  const problems: string[] = [];
  const { DESK_OIDC_ISSUER: issuer, DESK_OIDC_CLIENT_ID: id, DESK_OIDC_CLIENT_SECRET: secret } = env;
  const given = { DESK_OIDC_ISSUER: issuer, DESK_OIDC_CLIENT_ID: id, DESK_OIDC_CLIENT_SECRET: secret };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0 && missing.length < 3)
    problems.push(
      `${missing.join(' and ')} is missing: signing in by OpenID Connect needs issuer, client id and client secret.`,
    );
  if (issuer !== undefined && /^http:/.test(issuer) && URL.canParse(issuer) && !isLoopback(new URL(issuer).hostname))
    problems.push('DESK_OIDC_ISSUER would be asked in the clear who may sign in to the desk: use https.');
  if ((env.DESK_OIDC_ROLE_CLAIM === undefined) !== (env.DESK_OIDC_ROLES === undefined))
    problems.push(
      'DESK_OIDC_ROLE_CLAIM and DESK_OIDC_ROLES belong together: the claim that lists somebody’s groups, and the role that each group has. Set both, or neither.',
    );
  if (env.DESK_OIDC_ROLES !== undefined && issuer === undefined)
    problems.push('DESK_OIDC_ROLES says who may sign in by OpenID Connect: set DESK_OIDC_ISSUER too, or remove it.');
  return problems;
}

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button on the desk says. */
  name: string;
  loginClaim: string;
  /** Who has one of these groups gets an account by signing in; absent: accounts are made by `npm run staff` only. */
  roles: { claim: string; ofGroup: Record<string, RoleName> } | undefined;
}

export interface DeskSettings {
  oidc: OidcSettings | undefined;
  /** A file of canned replies in the place of ours. */
  repliesFile: string | undefined;
}

/** The desk's settings, out of an environment without problems. */
export function deskSettings(env: Environment): DeskSettings {
  const { DESK_OIDC_ISSUER: issuer, DESK_OIDC_CLIENT_ID: clientId, DESK_OIDC_CLIENT_SECRET: clientSecret } = env;
  const claim = env.DESK_OIDC_ROLE_CLAIM;
  const ofGroup = env.DESK_OIDC_ROLES;
  return {
    oidc:
      issuer === undefined || clientId === undefined || clientSecret === undefined
        ? undefined
        : {
            issuer,
            clientId,
            clientSecret,
            name: env.DESK_OIDC_NAME ?? 'Single sign-on',
            loginClaim: env.DESK_OIDC_LOGIN_CLAIM ?? 'preferred_username',
            roles: claim === undefined || ofGroup === undefined ? undefined : { claim, ofGroup },
          },
    repliesFile: env.DESK_REPLIES,
  };
}
