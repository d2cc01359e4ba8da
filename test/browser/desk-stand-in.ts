import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { AuditEntry, Entry, HandoffView, Outcome } from '../../bot/web/desk/api/types';
import { deskPage } from '../../bot/web/pages/desk-page';
import { projectPath } from '../../knowledge';
import {
  type StaffMember,
  type StandInCase,
  standInCanned,
  standInCases,
  standInStaff,
  standInSuggestions,
} from './desk-stand-in-data';

/** The desk's API over invented data in memory, on a real port: what the page needs of a server, and levers for what can go wrong. */
export interface DeskStandIn {
  url: string;
  cases: Map<string, StandInCase>;
  staff: StaffMember[];
  /** What staff have said to customers, in the order in which it came. */
  messages: { clientId: string; text: string }[];
  /** How often the page asked with a method at an address. */
  asked: string[];
  customerSays(id: string, text: string, attachments?: Entry['attachments']): void;
  /** The newest of what they wrote. */
  customerDeletes(id: string): void;
  customerTypes(id: string): void;
  waits(newcomer: StandInCase): void;
  /** As another member of staff would: everybody hears of it. */
  moveTo(id: string, change: Partial<HandoffView>): void;
  liveConnections(): number;
  /** Closes the connections that carry news, and refuses new ones while `down`. */
  dropLive(down?: boolean): void;
  liveAgain(): void;
  /** The next `count` messages are kept, and the answer is lost on the way. */
  loseAnswers(count: number): void;
  /** From now on the server answers nothing, or again. */
  setDown(down: boolean): void;
  endSessions(): void;
  stop(): Promise<void>;
}

const policy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";
const contentTypes: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const LINK_CODE = 'one-time-code';

interface Asking {
  request: IncomingMessage;
  me: StaffMember;
  id: string;
  json: Record<string, unknown>;
  query: URLSearchParams;
}

type Answer = [status: number, json: unknown];

export async function startDeskStandIn(): Promise<DeskStandIn> {
  const staff = standInStaff();
  const cases = new Map(standInCases().map((one) => [one.view.id, one]));
  const sessions = new Map<string, StaffMember>();
  const live = new Set<ServerResponse>();
  const messages: DeskStandIn['messages'] = [];
  const asked: string[] = [];
  const sent = new Map<string, number>();
  const audit: AuditEntry[] = [];
  const blocked = new Set<string>();
  let isDown = false;
  let liveIsDown = false;
  let answersToLose = 0;
  let ids = 0;

  const news = (item: unknown): void => {
    for (const response of live) response.write(`event: news\ndata: ${JSON.stringify(item)}\n\n`);
  };
  const caseOf = (id: string): StandInCase => {
    const found = cases.get(id);
    if (!found) throw new Error(`The stand-in has no hand-off ${id}.`);
    return found;
  };

  function append({ view, entries }: StandInCase, entry: Omit<Entry, 'seq' | 'at' | 'citations'>): number {
    const seq = (entries.at(-1)?.seq ?? 0) + 1;
    entries.push({ ...entry, seq, at: new Date().toISOString(), citations: [] });
    view.lastSeq = seq;
    if (entry.who === 'customer') {
      view.lastCustomerSeq = seq;
      view.preview = entry.text;
    }
    news({ kind: 'entries', conversation: view.conversation, lastSeq: seq });
    return seq;
  }

  function deleteNewest({ view, entries }: StandInCase): void {
    const at = entries.findLastIndex(({ who }) => who === 'customer');
    const newest = entries[at];
    if (newest) entries[at] = { ...newest, text: '', deleted: true };
    Object.assign(view, { lastSeq: view.lastSeq + 1, preview: '', previewDeleted: true });
    news({ kind: 'entries', conversation: view.conversation, lastSeq: view.lastSeq });
  }

  function happened(
    one: StandInCase,
    kind: string,
    by: StaffMember | undefined,
    note: string | null,
    receipt?: string,
  ): void {
    const number = one.history.length + 1;
    one.history.push({
      number,
      at: new Date().toISOString(),
      kind,
      by: by ? { id: by.id, name: by.name } : null,
      note,
    });
    audit.push({
      number: audit.length + 1,
      at: new Date().toISOString(),
      who: by ? { id: by.id, name: by.name } : null,
      action: kind,
      conversation: one.view.conversation,
      detail: null,
    });
    if (receipt !== undefined) append(one, { who: 'receipt', text: receipt, attachments: [] });
    news({ kind: 'handoff', id: one.view.id, conversation: one.view.conversation });
  }

  const isWaiting = ({ view }: StandInCase): boolean => view.state === 'waiting' || view.state === 'out-of-hours';
  const has = (me: StaffMember): number =>
    [...cases.values()].filter(({ view }) => view.state === 'person' && view.owner?.id === me.id).length;

  function take(one: StandInCase, me: StaffMember): Outcome {
    const isOthers = one.view.state === 'person';
    if (isOthers && me.role === 'agent') return { kind: 'not-yours', owner: one.view.owner?.name ?? null };
    if (!isOthers && !isWaiting(one)) return { kind: 'ended' };
    if (has(me) >= me.capacity) return { kind: 'at-capacity' };
    Object.assign(one.view, {
      state: 'person',
      owner: { id: me.id, name: me.name },
      takenAt: new Date().toISOString(),
      late: false,
    });
    happened(one, 'taken', me, null, `${me.name} svarer nu.`);
    return { kind: 'done', handoff: one.view };
  }

  /** What only the owner may do. */
  function owned({ id, me }: Asking, act: (one: StandInCase) => Outcome): Answer {
    const one = cases.get(id);
    if (!one) return [200, { kind: 'unknown' }];
    if (one.view.state !== 'person') return [200, { kind: 'ended' }];
    if (one.view.owner?.id !== me.id) return [200, { kind: 'not-yours', owner: one.view.owner?.name }];
    return [200, act(one)];
  }

  function say(asking: Asking): Answer {
    return owned(asking, (one) => {
      const { clientId, text, attachments } = asking.json as { clientId: string; text: string; attachments?: string[] };
      const known = sent.get(clientId);
      if (known !== undefined) return { kind: 'done', seq: known };
      messages.push({ clientId, text });
      const files = (attachments ?? []).map((file) => ({
        name: file,
        contentType: 'image/png',
        url: `/files/${file}`,
      }));
      const seq = append(one, { who: 'person', name: asking.me.name, text, attachments: files });
      sent.set(clientId, seq);
      return { kind: 'done', seq };
    });
  }

  function transfer(asking: Asking): Answer {
    return owned(asking, (one) => {
      const { to, note } = asking.json as { to: { colleague?: string; team?: string }; note: string };
      const colleague = staff.find(({ id }) => id === to.colleague);
      const owner = colleague ? { id: colleague.id, name: colleague.name } : null;
      Object.assign(one.view, {
        state: 'waiting',
        owner,
        team: to.team ?? null,
        waitingSince: new Date().toISOString(),
      });
      happened(one, 'transferred', asking.me, note, 'Samtalen gives videre til en kollega.');
      return { kind: 'done', handoff: one.view };
    });
  }

  const end = (asking: Asking, state: 'returned' | 'closed', note: string | null, receipt: string): Answer =>
    owned(asking, (one) => {
      one.view.state = state;
      happened(one, state, asking.me, note, receipt);
      return { kind: 'done', handoff: one.view };
    });

  const colleagues = () =>
    staff.map((one) => ({
      id: one.id,
      name: one.name,
      team: one.team,
      available: one.available,
      online: one.login !== 'carla',
      has: has(one),
      capacity: one.capacity,
    }));

  const routes: [string, RegExp, (asking: Asking) => Answer][] = [
    ['GET', /^me$/, ({ me }) => [200, me]],
    ['POST', /^sign-out$/, () => [200, {}]],
    [
      'POST',
      /^password$/,
      ({ me, json }) => {
        if (me.hasPassword && json['current'] !== me.password)
          return [403, { error: { code: 'WrongPassword', message: 'Give the password that you have now.' } }];
        if (String(json['password']).includes('password'))
          return [400, { error: { code: 'Weak', message: 'Too easy.' } }];
        me.password = String(json['password']);
        Object.assign(me, { mustSetPassword: false, hasPassword: true });
        return [200, {}];
      },
    ],
    [
      'POST',
      /^passkeys\/options$/,
      ({ me }) => [
        200,
        {
          challenge: 'aW52ZW50ZWQ',
          rp: { name: 'Demo', id: 'localhost' },
          user: { id: Buffer.from(me.id).toString('base64url'), name: me.login, displayName: me.name },
          pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
          authenticatorSelection: { residentKey: 'required' },
        },
      ],
    ],
    [
      'POST',
      /^passkeys$/,
      ({ me }) => {
        me.passkeys += 1;
        return [200, {}];
      },
    ],
    [
      'POST',
      /^available$/,
      ({ me, json }) => {
        me.available = json['available'] === true;
        news({ kind: 'staff' });
        return [200, {}];
      },
    ],
    [
      'GET',
      /^queue$/,
      ({ me }) => {
        const open = [...cases.values()].filter((one) => isWaiting(one) || one.view.state === 'person');
        const views = (those: StandInCase[]) => those.map(({ view }) => view);
        return [
          200,
          {
            waiting: views(open.filter(isWaiting)),
            mine: views(open.filter((one) => !isWaiting(one) && one.view.owner?.id === me.id)),
            others: views(open.filter((one) => !isWaiting(one) && me.role !== 'agent' && one.view.owner?.id !== me.id)),
            version: 1,
          },
        ];
      },
    ],
    [
      'POST',
      /^handoffs\/next$/,
      ({ me }) => {
        const next = [...cases.values()].find(isWaiting);
        return [200, next ? take(next, me) : { kind: 'nothing-waits' }];
      },
    ],
    ['POST', /^handoffs\/([^/]+)\/take$/, ({ id, me }) => [200, take(caseOf(id), me)]],
    ['POST', /^handoffs\/([^/]+)\/messages$/, say],
    ['POST', /^handoffs\/([^/]+)\/typing$/, () => [200, {}]],
    [
      'POST',
      /^handoffs\/([^/]+)\/notes$/,
      (asking) =>
        owned(asking, (one) => {
          happened(one, 'note', asking.me, String(asking.json['text']));
          return { kind: 'done' };
        }),
    ],
    ['POST', /^handoffs\/([^/]+)\/transfer$/, transfer],
    ['POST', /^handoffs\/([^/]+)\/return$/, (asking) => end(asking, 'returned', null, 'Assistenten svarer igen.')],
    [
      'POST',
      /^handoffs\/([^/]+)\/close$/,
      (asking) => end(asking, 'closed', String(asking.json['outcome']), String(asking.json['summary'])),
    ],
    [
      'GET',
      /^handoffs\/([^/]+)\/suggestions$/,
      ({ query }) => [200, { suggestions: query.get('q') === 'ukendt' ? [] : standInSuggestions }],
    ],
    [
      'GET',
      /^handoffs\/([^/]+)$/,
      ({ id, me }) => {
        const one = caseOf(id);
        const may = me.role !== 'agent' || isWaiting(one) || one.view.owner?.id === me.id;
        if (!may) return [403, { error: { code: 'Forbidden', message: 'Not yours.' } }];
        return [200, { handoff: one.view, brief: one.brief, history: one.history }];
      },
    ],
    [
      'GET',
      /^conversations\/([^/]+)\/entries$/,
      ({ id, query }) => {
        const one = [...cases.values()].find(({ view }) => view.conversation === id);
        if (!one) return [404, { error: { code: 'NotFound', message: 'No such conversation.' } }];
        const after = Number(query.get('after'));
        // Pages of three: a page that does not read on would show too little.
        const entries = one.entries.filter(({ seq }) => seq > after).slice(0, 3);
        const changed = one.entries.filter(({ seq, deleted }) => seq <= after && deleted);
        return [200, { entries, changed, lastSeq: one.view.lastSeq }];
      },
    ],
    [
      'POST',
      /^attachments$/,
      ({ request }) => [
        200,
        {
          id: `file-${(ids += 1)}`,
          name: decodeURIComponent(String(request.headers['x-file-name'])),
          contentType: 'image/png',
          bytes: 4,
        },
      ],
    ],
    ['GET', /^staff$/, () => [200, { staff: colleagues() }]],
    ['GET', /^canned$/, () => [200, { replies: standInCanned }]],
    [
      'GET',
      /^search$/,
      ({ query }) => {
        const wanted = (query.get('q') ?? '').toLowerCase();
        const found = [...cases.values()].flatMap(({ view, entries }) => {
          const hit = entries.find(({ text }) => text.toLowerCase().includes(wanted));
          return hit
            ? [
                {
                  conversation: view.conversation,
                  handoff: view.id,
                  at: hit.at,
                  customer: view.customer,
                  snippet: hit.text,
                },
              ]
            : [];
        });
        return [200, { found }];
      },
    ],
    [
      'GET',
      /^overview$/,
      () => [
        200,
        {
          waiting: [...cases.values()].filter(isWaiting).length,
          late: [...cases.values()].filter(({ view }) => view.late).length,
          withPerson: [...cases.values()].filter(({ view }) => view.state === 'person').length,
          longestWaitSeconds: 361,
          medianWaitSeconds: 95,
          medianHandlingSeconds: null,
          closedToday: 4,
          outcomes: { solved: 3, 'follow-up': 1 },
          topics: [
            { topic: 'claims', waiting: 1, late: 1 },
            { topic: 'limits', waiting: 1, late: 0 },
          ],
          staff: colleagues(),
        },
      ],
    ],
    [
      'GET',
      /^accounts$/,
      () => [
        200,
        { accounts: staff.map((one) => ({ ...one, online: !blocked.has(one.id), blocked: blocked.has(one.id) })) },
      ],
    ],
    [
      'POST',
      /^staff$/,
      ({ json }) => {
        const login = json['login'] === undefined ? `new${staff.length}` : String(json['login']);
        if (staff.some((one) => one.login === login))
          return [409, { error: { code: 'LoginTaken', message: 'Taken.' } }];
        const added = { ...json, id: `staff-${login}`, login, available: false, mustSetPassword: false, passkeys: 0 };
        staff.push({ ...added, hasPassword: false, password: '' } as StaffMember);
        return [201, { member: added, link: `http://localhost/desk#link=${LINK_CODE}` }];
      },
    ],
    ['POST', /^staff\/([^/]+)\/link$/, () => [200, { link: `http://localhost/desk#link=${LINK_CODE}` }]],
    [
      'POST',
      /^staff\/([^/]+)\/block$/,
      ({ id, json }) => {
        if (json['blocked'] === true) blocked.add(id);
        else blocked.delete(id);
        return [200, { blocked: json['blocked'] }];
      },
    ],
    [
      'POST',
      /^staff\/([^/]+)$/,
      ({ id, json }) => {
        const member = staff.find((one) => one.id === id);
        return member ? [200, { member: Object.assign(member, json) }] : [404, {}];
      },
    ],
    [
      'GET',
      /^audit$/,
      ({ query }) => [200, { entries: audit.filter(({ number }) => number > Number(query.get('after'))) }],
    ],
  ];

  /** What works without a session. */
  function signIn(
    method: string,
    route: string,
    json: Record<string, unknown>,
  ): StaffMember | 'options' | undefined | 'none' {
    if (method !== 'POST') return 'none';
    if (route === 'sign-in')
      return staff.find(({ login, password }) => login === json['login'] && password === json['password']);
    if (route === 'sign-in/passkey/options') return 'options';
    if (route === 'sign-in/passkey') return staff.find(({ passkeys }) => passkeys > 0);
    if (route !== 'sign-in/link') return 'none';
    const [first] = staff;
    if (json['code'] !== LINK_CODE || !first) return undefined;
    Object.assign(first, { mustSetPassword: true, hasPassword: false });
    return first;
  }

  function openLive(request: IncomingMessage, response: ServerResponse): void {
    if (liveIsDown) return void request.socket.destroy();
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': here\n\n');
    live.add(response);
    response.on('close', () => live.delete(response));
  }

  async function onApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const route = url.pathname.replace('/desk/api/', '');
    const method = request.method ?? 'GET';
    asked.push(`${method} ${route}`);
    const reply = (status: number, json: unknown, headers: Record<string, string> = {}): void => {
      // Not chained: restify, in the same test process, leaves `writeHead` without its result.
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(json));
    };
    const refused = (status: number, code: string): void => reply(status, { error: { code, message: code } });
    if (method === 'POST' && request.headers['x-desk'] !== '1') return refused(403, 'NoHeader');
    const body = await bodyOf(request);
    const json = /json/.test(request.headers['content-type'] ?? '')
      ? (JSON.parse(body || '{}') as Record<string, unknown>)
      : {};
    if (route === 'sign-in/options') return reply(200, { oidc: { name: 'Demo-login', url: '/desk/oidc/start' } });
    const signing = signIn(method, route, json);
    if (signing === 'options')
      return reply(200, { challenge: 'aW52ZW50ZWQ', rpId: 'localhost', userVerification: 'preferred' });
    if (signing === undefined) return refused(401, 'WrongSignIn');
    if (signing !== 'none') {
      const session = `session-${(ids += 1)}`;
      sessions.set(session, signing);
      return reply(200, signing, { 'Set-Cookie': `desk_session=${session}; HttpOnly; SameSite=Strict; Path=/desk` });
    }
    const session = /desk_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const me = sessions.get(session);
    if (!me) return refused(401, 'SignedOut');
    if (route === 'live') return openLive(request, response);
    if (route === 'sign-out') sessions.delete(session);
    for (const [wanted, pattern, answer] of routes) {
      const match = pattern.exec(route);
      if (wanted !== method || !match) continue;
      const id = decodeURIComponent(match[1] ?? '');
      const [status, answered] = answer({ request, me, id, json, query: url.searchParams });
      if (route.endsWith('/messages') && answersToLose > 0) {
        answersToLose -= 1;
        return void request.socket.destroy();
      }
      return reply(status, answered);
    }
    refused(404, 'NotFound');
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    if (isDown) return void request.socket.destroy();
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/desk') {
      const language = url.searchParams.get('lang') === 'en' ? 'en' : 'da';
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy });
      response.end(deskPage({ language, companyName: 'Demo' }));
    } else if (url.pathname.startsWith('/assets/')) asset(path.basename(url.pathname), response);
    else if (url.pathname.startsWith('/desk/api/')) {
      onApi(request, response, url).catch((failure: unknown) => response.destroy(failure as Error));
    } else {
      response.writeHead(404);
      response.end();
    }
  }

  const server = createServer(onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://localhost:${port}`,
    cases,
    staff,
    messages,
    asked,
    customerDeletes: (id) => deleteNewest(caseOf(id)),
    customerSays: (id, text, attachments = []) => void append(caseOf(id), { who: 'customer', text, attachments }),
    customerTypes: (id) => news({ kind: 'typing', conversation: caseOf(id).view.conversation, who: 'customer' }),
    waits(newcomer) {
      cases.set(newcomer.view.id, newcomer);
      news({ kind: 'handoff', id: newcomer.view.id, conversation: newcomer.view.conversation });
    },
    moveTo(id, change) {
      Object.assign(caseOf(id).view, change);
      news({ kind: 'handoff', id, conversation: caseOf(id).view.conversation });
    },
    liveConnections: () => live.size,
    dropLive(down = false) {
      liveIsDown = down;
      for (const response of live) response.destroy();
    },
    liveAgain: () => void (liveIsDown = false),
    loseAnswers: (count) => void (answersToLose = count),
    setDown(down) {
      isDown = down;
      if (down) for (const response of live) response.destroy();
    },
    endSessions: () => sessions.clear(),
    stop: () => stop(server),
  };
}

export const standInLinkCode = LINK_CODE;

function asset(name: string, response: ServerResponse): void {
  const file = name.endsWith('.svg') ? projectPath('bot', 'web', 'assets', name) : projectPath('dist', 'web', name);
  response.writeHead(200, { 'Content-Type': contentTypes[path.extname(name)] ?? 'application/octet-stream' });
  response.end(readFileSync(file));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
