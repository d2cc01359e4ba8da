import type { Request, RequestHandler, Server } from 'restify';
import { answering, callerAddress, type HttpAnswer, HttpError } from '../http';
import type { DeskParts } from './desk-parts';
import { refuseForged } from './desk-request';
import { cookieOf, sessionCookie } from './session-cookie';
import { type Role, type StaffMember, supervises } from './staff';

/** Who asks. */
export interface SignedIn {
  member: StaffMember;
  /** Of the session. */
  token: string;
}

/** A request of the desk's page, answered with JSON: what it gives is the body, undefined an empty one. */
type Handle = (request: Request) => Promise<HttpAnswer | object | undefined>;
type HandleSignedIn = (request: Request, who: SignedIn) => Promise<HttpAnswer | object | undefined>;

export const parameterOf = (request: Request, name: string): string =>
  String((request.params as Record<string, string>)[name] ?? '');

const isAnswer = (given: object): given is HttpAnswer => 'status' in given && typeof given.status === 'number';
const answerOf = (given: HttpAnswer | object | undefined): HttpAnswer => {
  if (given === undefined) return { status: 204 };
  return isAnswer(given) ? given : { status: 200, json: given };
};

/** Nothing of the desk stays in a cache. */
const withPrivacy: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

/** Ways to put the desk's addresses on the server: each with the limits, the checks and the headers that all of them have. */
export interface DeskRouting {
  /** For anybody: signing in. */
  open(method: 'get' | 'post', path: string, handle: Handle): void;
  get(path: string, handle: HandleSignedIn): void;
  post(path: string, handle: HandleSignedIn): void;
  /** The same for this role and those above it. */
  getAs(role: Exclude<Role, 'agent'>, path: string, handle: HandleSignedIn): void;
  postAs(role: Exclude<Role, 'agent'>, path: string, handle: HandleSignedIn): void;
  /** Also for somebody who has still to choose a password. */
  early(method: 'get' | 'post', path: string, handle: HandleSignedIn): void;
  /** Something of another kind than question and answer. */
  raw(path: string, handler: RequestHandler): void;
  /** @throws HttpError 401 or 403 */
  signedIn(request: Request): Promise<SignedIn>;
}

export function deskRouting(server: Server, parts: DeskParts): DeskRouting {
  const { config, limits, accounts, signIns, passkeys, presence } = parts;

  const sessionOf = async (request: Request): Promise<SignedIn> => {
    const token = cookieOf(request, sessionCookie);
    const id = token === undefined ? undefined : await signIns.staffOf(token);
    const member = id === undefined ? undefined : await accounts.find(id);
    if (token === undefined || !member) throw new HttpError(401, 'SignInNeeded', 'Please sign in.');
    presence.seen(member.id);
    return { member, token };
  };
  const signedIn = async (request: Request): Promise<SignedIn> => {
    const who = await sessionOf(request);
    // Who has a password needs nothing else: their passkeys are not asked for at every request.
    const { hasPassword, id } = who.member;
    if (!hasPassword && mustSetPassword(who.member, await passkeys.count(id), parts))
      throw new HttpError(403, 'ChoosePassword', 'Choose a password or register a passkey first.');
    return who;
  };

  const put = (method: 'get' | 'post', path: string, handle: Handle): void => {
    const handler = answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        if (method === 'post') refuseForged(request, config);
        return answerOf(await handle(request));
      },
      (error, request) => parts.onSurprise(error, request.getRoute().name),
    );
    server[method](path, withPrivacy, handler);
  };
  const forRole =
    (role: Role, handle: HandleSignedIn): Handle =>
    async (request) => {
      const who = await signedIn(request);
      const may = role === 'supervisor' ? supervises(who.member) : role === 'agent' || who.member.role === role;
      if (!may) throw new HttpError(403, 'Forbidden', `This is for the role ${role}.`);
      return handle(request, who);
    };

  return {
    open: put,
    get: (path, handle) => put('get', path, forRole('agent', handle)),
    post: (path, handle) => put('post', path, forRole('agent', handle)),
    getAs: (role, path, handle) => put('get', path, forRole(role, handle)),
    postAs: (role, path, handle) => put('post', path, forRole(role, handle)),
    early: (method, path, handle) => put(method, path, async (request) => handle(request, await sessionOf(request))),
    raw: (path, handler) => void server.get(path, withPrivacy, handler),
    signedIn,
  };
}

/** Where the company's own accounts sign people in, nobody needs a password of ours. */
export const mustSetPassword = (member: StaffMember, passkeys: number, { oidc }: Pick<DeskParts, 'oidc'>): boolean =>
  !member.hasPassword && passkeys === 0 && oidc === undefined;
