import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { signatureOf } from '../../adapters/signed-request';
import { signatureHeader, timestampHeader } from '../../bot/record-events';
import { directLineCall, TestListener, TestVisitor, type ClientView } from '../direct-line-client';

export const secret = 'an-invented-secret-of-the-insurer-1';
export const otherSecret = 'an-invented-secret-of-the-insurer-2';

const seconds = (): number => Math.floor(Date.now() / 1000);

/** An event, right in everything that is not named. */
export const limitEvent = (parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'limit-reduced',
  id: randomUUID(),
  at: new Date().toISOString(),
  customerIds: ['blaamejse'],
  policyNumber: 'CI-104221',
  buyerId: 'B-30000',
  ...parts,
});

export const claimEvent = (parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'document-missing',
  id: randomUUID(),
  at: new Date().toISOString(),
  customerIds: ['blaamejse'],
  claimNumber: 'CL-200002',
  ...parts,
});

/** Posts an event as the insurer's systems do. */
export async function sendEvent(
  url: string,
  event: unknown,
  flaws: { secret?: string; timestamp?: number; signature?: string | null; rawBody?: string } = {},
): Promise<{ status: number; json: { status?: string; error?: { code: string; message: string } } }> {
  const body = flaws.rawBody ?? JSON.stringify(event);
  const timestamp = flaws.timestamp ?? seconds();
  const signature =
    flaws.signature === undefined ? signatureOf(flaws.secret ?? secret, timestamp, body) : flaws.signature;
  const response = await fetch(`${url}/api/record-events`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      [timestampHeader]: String(timestamp),
      ...(signature === null ? {} : { [signatureHeader]: signature }),
    },
    body,
  });
  return { status: response.status, json: (await response.json()) as Awaited<ReturnType<typeof sendEvent>>['json'] };
}

/** A customer of the demo who has signed in on the website. */
export class SignedIn {
  private constructor(
    readonly url: string,
    readonly conversation: string,
    readonly token: string,
  ) {}

  /** Comes in as nobody, then signs in. */
  static async arrive(url: string, customerId: string, locale = 'da-DK'): Promise<SignedIn> {
    const visitor = await TestVisitor.arrive(url, locale);
    await visitor.botMessages(1);
    return SignedIn.signIn(visitor, customerId);
  }

  static async signIn(visitor: TestVisitor, customerId: string): Promise<SignedIn> {
    const vouched = await fetch(`${visitor.url}/demo/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ customerId }),
    });
    return SignedIn.signInWith(visitor, ((await vouched.json()) as { assertion: string }).assertion);
  }

  static async signInWith(visitor: TestVisitor, assertion: string): Promise<SignedIn> {
    const { json } = await directLineCall(visitor.url, 'POST', `/conversations/${visitor.conversation}/identify`, {
      token: visitor.token,
      body: { assertion },
    });
    const signedIn = new SignedIn(visitor.url, visitor.conversation, String(json.token));
    await signedIn.told(/^Du er logget ind som|^You are signed in as/);
    return signedIn;
  }

  /** The same conversation after a restart of the service. */
  at(url: string): SignedIn {
    return new SignedIn(url, this.conversation, this.token);
  }

  /** The code of a one-time link that connects a person in Teams. */
  async teamsLink(): Promise<string> {
    const path = `/conversations/${this.conversation}/teams-link`;
    return String((await directLineCall(this.url, 'POST', path, { token: this.token })).json.code);
  }

  /** A socket, as an open page has one. */
  async listen(): Promise<TestListener> {
    const path = `/conversations/${this.conversation}`;
    const { json } = await directLineCall(this.url, 'GET', path, { token: this.token });
    const listener = new TestListener(new WebSocket(String(json.streamUrl)));
    await listener.opened;
    return listener;
  }

  async signOut(): Promise<void> {
    await directLineCall(this.url, 'POST', `/conversations/${this.conversation}/sign-out`, { token: this.token });
  }

  async send(text: string, headers: Record<string, string> = {}): Promise<void> {
    await directLineCall(this.url, 'POST', `/conversations/${this.conversation}/activities`, {
      token: this.token,
      body: { type: 'message', text },
      headers,
    });
  }

  async said(): Promise<ClientView[]> {
    const path = `/conversations/${this.conversation}/activities`;
    const { json } = await directLineCall(this.url, 'GET', path, { token: this.token });
    return ((json.activities ?? []) as ClientView[]).filter(({ from }) => from.role === 'bot');
  }

  /** What the bot has said since the customer signed in. */
  async saidSince(): Promise<ClientView[]> {
    return (await this.said()).slice(2);
  }

  /** What the bot has said that `pattern` fits, once it is at least `count`. Asking is what shows that the customer is there. */
  async told(pattern: RegExp, count = 1, patienceMs = 15_000): Promise<ClientView[]> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const said = await this.said();
      const fitting = said.filter(({ text }) => pattern.test(text ?? ''));
      if (fitting.length >= count) return fitting;
      if (Date.now() > until)
        throw new Error(`${count} like ${pattern} did not come, but: ${JSON.stringify(said.map(({ text }) => text))}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** A figure of /metrics; 0 where there is none. */
export async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}

/** Waits until a figure of /metrics is at least so much. */
export async function figureReaches(url: string, name: string, least: number): Promise<void> {
  const until = Date.now() + 15_000;
  while ((await figure(url, name)) < least) {
    if (Date.now() > until) throw new Error(`${name} is ${await figure(url, name)}, not ${least}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
