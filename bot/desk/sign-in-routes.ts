import type { Request } from 'restify';
import { z } from 'zod';
import { callerAddress, type HttpAnswer, HttpError, serviceAddress } from '../http';
import type { DeskParts } from './desk-parts';
import { type DeskRouting, mustSetPassword } from './desk-routing';
import { isSecure, readAs } from './desk-request';
import { NewPasskey, UsedPasskey } from './passkeys';
import { hashPassword, isPassword, passwordProblem } from './password';
import { cookieHeader, sessionCookie } from './session-cookie';
import { sessionMs } from './sql-sign-ins';
import type { StaffMember } from './staff';

/** Who is signed in, as the desk's page gets it. */
export async function meOf(member: StaffMember, parts: Pick<DeskParts, 'passkeys' | 'oidc'>): Promise<object> {
  const { id, name, login, role, languages, topics, team, capacity, available } = member;
  const passkeys = await parts.passkeys.count(id);
  return {
    ...{ id, name, login, role, languages, topics, team: team ?? null, capacity, available, passkeys },
    hasPassword: member.hasPassword,
    mustSetPassword: mustSetPassword(member, passkeys, parts),
  };
}

/** The cookie of a new session. */
export async function beginSession(
  parts: DeskParts,
  request: Request,
  member: StaffMember,
  by: 'password' | 'link' | 'passkey' | 'oidc',
): Promise<string> {
  const token = await parts.signIns.begin(member.id);
  await parts.audit.note(member.id, 'signed-in', { detail: by });
  parts.presence.seen(member.id);
  return cookieHeader(sessionCookie, token, {
    ...{ path: '/desk', sameSite: 'Strict', maxAgeSeconds: sessionMs / 1000 },
    secure: isSecure(request, parts.config),
  });
}

const Password = z.string().min(1).max(1_000);
const SignIn = z.object({ login: z.string().trim().toLowerCase().min(1).max(200), password: Password });
const Link = z.object({ code: z.string().min(1).max(200) });
const NewPassword = z.object({ password: z.string().max(1_000), current: Password.optional() });

/** Signing in and out, passwords and passkeys. */
export function signInRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { config, accounts, signIns, passkeys, slowdown, audit, live } = parts;

  const welcome = async (request: Request, id: string, by: Parameters<typeof beginSession>[3]): Promise<HttpAnswer> => {
    const member = await accounts.find(id);
    if (!member) throw new HttpError(401, 'SignInNeeded', 'This account has ended.');
    const cookie = await beginSession(parts, request, member, by);
    return { status: 200, json: await meOf(member, parts), headers: { 'Set-Cookie': cookie } };
  };
  /** @throws HttpError 401, after the same time whether or not anybody has the login */
  const checkPassword = async (request: Request, login: string, password: string): Promise<string> => {
    const address = callerAddress(request, config);
    await slowdown.tries(login, address);
    const known = await accounts.passwordOf(login);
    if ((await isPassword(password, known?.hashed)) && known) {
      await slowdown.succeeded(login, address);
      return known.id;
    }
    // Not waited for: it would tell by the time it takes that somebody has this login.
    if (known)
      audit.note(known.id, 'sign-in-refused').catch((error: unknown) => parts.onSurprise(error, 'desk sign-in'));
    throw new HttpError(401, 'WrongPassword', 'The login or the password is wrong.');
  };

  routing.open('get', '/desk/api/sign-in/options', async () => ({
    oidc: config.desk.oidc ? { name: config.desk.oidc.name, url: '/desk/oidc/start' } : null,
  }));
  routing.open('post', '/desk/api/sign-in', async (request) => {
    const { login, password } = await readAs(request, SignIn);
    return welcome(request, await checkPassword(request, login, password), 'password');
  });
  routing.open('post', '/desk/api/sign-in/link', async (request) => {
    const id = await signIns.useLink((await readAs(request, Link)).code);
    if (id === undefined)
      throw new HttpError(401, 'LinkUsed', 'This link was used before or has expired. Ask for a new one.');
    return welcome(request, id, 'link');
  });
  routing.open('post', '/desk/api/sign-in/passkey/options', async (request) =>
    passkeys.signIn(serviceAddress(request, config)),
  );
  routing.open('post', '/desk/api/sign-in/passkey', async (request) => {
    const id = await passkeys.staffOf(serviceAddress(request, config), await readAs(request, UsedPasskey));
    if (id === undefined)
      throw new HttpError(401, 'PasskeyRefused', 'This passkey is not known here. Sign in another way.');
    return welcome(request, id, 'passkey');
  });

  routing.early('get', '/desk/api/me', (_request, { member }) => meOf(member, parts));
  routing.early('post', '/desk/api/sign-out', async (request, { member, token }) => {
    await signIns.end(token);
    await audit.note(member.id, 'signed-out');
    live.end(token);
    const gone = { path: '/desk', sameSite: 'Strict', maxAgeSeconds: 0, secure: isSecure(request, config) } as const;
    return { status: 204, headers: { 'Set-Cookie': cookieHeader(sessionCookie, '', gone) } };
  });

  routing.early('post', '/desk/api/password', async (request, { member, token }) => {
    const { password, current } = await readAs(request, NewPassword);
    if (member.hasPassword) {
      // Somebody who finds the desk unlocked must not be able to keep it.
      const known =
        current === undefined ? undefined : await checkPassword(request, member.login, current).catch(asForbidden);
      if (known !== member.id) throw new HttpError(403, 'WrongPassword', 'Give the password that you have now.');
    }
    const problem = passwordProblem(password, member);
    if (problem !== undefined) throw new HttpError(400, 'WeakPassword', problem);
    await accounts.setPassword(member.id, await hashPassword(password));
    await signIns.endOthers(member.id, token);
    await audit.note(member.id, 'password-set');
    return meOf({ ...member, hasPassword: true }, parts);
  });

  routing.early('post', '/desk/api/passkeys/options', (request, { member }) =>
    passkeys.registration(member, serviceAddress(request, config)),
  );
  routing.early('post', '/desk/api/passkeys', async (request, { member }) => {
    const registered = await passkeys.register(
      member,
      serviceAddress(request, config),
      await readAs(request, NewPasskey),
    );
    if (!registered)
      throw new HttpError(400, 'PasskeyRefused', 'This passkey was not made as it was asked for. Try again.');
    await audit.note(member.id, 'passkey-added');
    return meOf(member, parts);
  });
}

/** A 401 would tell the page that its session has ended. */
function asForbidden(error: unknown): undefined {
  if (error instanceof HttpError && error.status === 401) return undefined;
  throw error;
}
