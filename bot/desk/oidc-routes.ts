import type { Request } from 'restify';
import { callerAddress, type HttpAnswer, serviceAddress } from '../http';
import type { DeskParts } from './desk-parts';
import type { DeskRouting } from './desk-routing';
import { isSecure } from './desk-request';
import type { OidcOutcome, OidcSignIn } from './oidc';
import { cookieHeader, cookieOf } from './session-cookie';
import { beginSession } from './sign-in-routes';
import { Login, NewStaff, type StaffMember } from './staff';

const proofCookie = 'desk_oidc';
/** Lax: the browser comes back from another site, and brings it along. */
const cookie = (request: Request, { config }: DeskParts, value: string, maxAgeSeconds: number): string =>
  cookieHeader(proofCookie, value, {
    ...{ path: '/desk/oidc', sameSite: 'Lax', maxAgeSeconds },
    secure: isSecure(request, config),
  });

const redirect = (to: string, cookies: string[] = []): HttpAnswer => ({
  status: 302,
  headers: { Location: to, ...(cookies.length === 0 ? {} : { 'Set-Cookie': cookies as unknown as string }) },
});

/** `GET /desk/oidc/start` and `/callback`. Only there where an identity provider is set. */
export function oidcRoutes(routing: DeskRouting, parts: DeskParts & { oidc: OidcSignIn }): void {
  const { config, accounts, audit, oidc, onSurprise } = parts;

  /** The account of whoever has proven themselves; where groups decide, it is made and kept in step with them. */
  const memberOf = async (proven: Extract<OidcOutcome, { kind: 'proven' }>): Promise<StaffMember | undefined> => {
    const login = Login.safeParse(proven.login);
    if (!login.success) return undefined;
    const known = await accounts.withLogin(login.data);
    if (proven.role === undefined) return known;
    if (!known) {
      const added = await accounts.add(NewStaff.parse({ name: proven.name, login: login.data, role: proven.role }));
      parts.onStaffChanged();
      if (added === 'login-taken') return accounts.withLogin(login.data);
      await audit.note(added.id, 'account-added', { detail: `${added.role}, by signing in` });
      return added;
    }
    if (known.role === proven.role) return known;
    await audit.note(known.id, 'account-changed', { detail: `${known.role} → ${proven.role}, by signing in` });
    return accounts.change(known.id, { role: proven.role });
  };

  const cameBack = async (request: Request): Promise<HttpAnswer> => {
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
    const outcome = await oidc.finish(query, cookieOf(request, proofCookie));
    const spent = cookie(request, parts, '', 0);
    switch (outcome.kind) {
      case 'proven': {
        const member = await memberOf(outcome);
        if (!member) return redirect('/desk#problem=oidc-no-account', [spent]);
        return redirect('/desk', [spent, await beginSession(parts, request, member, 'oidc')]);
      }
      case 'no-role':
        return redirect('/desk#problem=oidc-no-account', [spent]);
      case 'refused':
        return redirect('/desk#problem=oidc-refused', [spent]);
      case 'unavailable':
        onSurprise(outcome.cause, 'desk sign-in by OpenID Connect');
        return redirect('/desk#problem=oidc-unavailable', [spent]);
      default:
        throw new Error(`Unhandled outcome: ${outcome satisfies never}`);
    }
  };

  routing.open('get', '/desk/oidc/start', async (request) => {
    await parts.limits.conversation(callerAddress(request, config));
    const started = await oidc.start(`${serviceAddress(request, config)}/desk/oidc/callback`);
    if (started.kind === 'go') return redirect(started.url, [cookie(request, parts, started.proof, 600)]);
    onSurprise(started.cause, 'desk sign-in by OpenID Connect');
    return redirect('/desk#problem=oidc-unavailable');
  });
  routing.open('get', '/desk/oidc/callback', cameBack);
}
