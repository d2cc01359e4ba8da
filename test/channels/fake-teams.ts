import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppCredentials, type ServiceClientCredentialsFactory } from 'botframework-connector';
import { exportJWK, generateKeyPair, type KeyLike, SignJWT, UnsecuredJWT } from 'jose';

export const appId = '5f0c2f3e-94f1-4ab2-8a5e-6c1d0c6b7a11';
export const tenantId = '0d9e6b3a-7c1f-4e5d-9b2a-3f4c5d6e7f80';
const issuer = 'https://api.botframework.com';
const connectorToken = 'token-of-the-bot';

/** How the connector answers a send; `hang` never does, until `release`. */
export type ConnectorAnswer = { status: number; headers?: Record<string, string>; body?: unknown } | 'hang';

/** What the bot has sent to the connector. */
export interface SentActivity {
  /** The id that the connector gave it. */
  id: string;
  conversation: string;
  replyTo: string | undefined;
  authorization: string | undefined;
  activity: {
    type: string;
    text?: string;
    from?: { id: string };
    recipient?: { id: string };
    replyToId?: string;
    locale?: string;
    suggestedActions?: { actions: { type: string; title: string; value: string }[] };
    entities?: {
      type: string;
      citation?: { position: number; appearance: { url: string; name: string } }[];
      streamId?: string;
      streamType?: string;
      streamSequence?: number;
    }[];
    channelData?: unknown;
    attachments?: { contentType: string; name?: string; content?: unknown; contentUrl?: string }[];
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const listen = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** The bot's own credentials without Entra: a fixed token, or a sign-in that fails. */
class FixedCredentials extends AppCredentials {
  constructor(private readonly signInWorks: () => boolean) {
    super(appId);
    // The SDK keeps tokens by this key for the whole process; a failing sign-in must not find one.
    this.oAuthScope = `https://api.botframework.com/${randomUUID()}`;
  }

  protected override refreshToken() {
    if (!this.signInWorks()) return Promise.reject(new Error('The sign-in service is not there.'));
    return Promise.resolve({ accessToken: connectorToken, expiresOn: new Date(Date.now() + 3_600_000) });
  }
}

interface Key {
  kid: string;
  privateKey: KeyLike;
}

const newKey = async (kid: string) => ({ kid, ...(await generateKeyPair('RS256', { extractable: true })) });

/** What a token says beside the right thing. */
export interface TokenFlaws {
  audience?: string;
  issuer?: string;
  serviceUrl?: string;
  issuedAt?: number;
  key?: Key;
  kid?: string;
}

/** What Teams asks of the pieces of a growing answer. */
class TeamsStreams {
  private readonly open = new Map<string, { text: string; sequence: number }>();

  /** How Teams refuses what breaks its rules; undefined for what does not. */
  problem({ activity }: SentActivity): ConnectorAnswer | undefined {
    const marks = activity.entities?.find(({ type }) => type === 'streaminfo');
    if (!marks) return undefined;
    const refused = (status: number, code: string): ConnectorAnswer => ({ status, body: { error: { code } } });
    if (marks.streamId === undefined)
      return marks.streamSequence === 1 ? undefined : refused(400, 'ContentStreamSequenceOrderPreConditionFailed');
    const stream = this.open.get(marks.streamId);
    if (!stream) return refused(403, 'ContentStreamNotAllowed');
    if (marks.streamType === 'final') return undefined;
    if ((marks.streamSequence ?? 0) <= stream.sequence)
      return refused(202, 'ContentStreamSequenceOrderPreConditionFailed');
    return activity.text?.startsWith(stream.text) ? undefined : refused(400, 'BadSyntax');
  }

  took({ id, activity }: SentActivity): void {
    const marks = activity.entities?.find(({ type }) => type === 'streaminfo');
    if (!marks) return;
    const streamId = marks.streamId ?? id;
    if (marks.streamType === 'final') this.open.delete(streamId);
    else {
      const text = marks.streamType === 'streaming' ? (activity.text ?? '') : '';
      this.open.set(streamId, { text, sequence: marks.streamSequence ?? 0 });
    }
  }
}

/**
 * The Bot Framework's side of the protocol, on loopback: the key server that tokens are checked against, the connector that replies are
 * sent to, and a channel that posts activities with signed tokens.
 */
export class FakeTeams {
  /** All sends that were answered with success, in the order they came. */
  readonly sent: SentActivity[] = [];
  /** All sends that came, whatever was answered. */
  readonly attempts: SentActivity[] = [];
  /** What the connector answers to a send. */
  answer: (send: SentActivity) => ConnectorAnswer = (send) => ({ status: 201, body: { id: send.id } });
  /** Files that can be had, by their paths; those under `/emea/` with the bot's token only. */
  readonly files = new Map<string, Buffer>();
  /** What has been put into somebody's OneDrive, or was tried to be. */
  readonly uploaded: { path: string; range: string | undefined; bytes: Buffer }[] = [];
  /** Ids of what the bot has taken away again. */
  readonly removed: string[] = [];
  /** What is put into a OneDrive is read, and not answered until `release`. */
  holdsUploads = false;
  signInWorks = true;
  private readonly streams = new TeamsStreams();
  private hanging: ServerResponse[] = [];
  private connector: Server | undefined;
  private ids = 0;

  private constructor(
    private readonly keyServer: Server,
    private readonly keyServerPort: number,
    private connectorPort: number,
    private readonly key: Key,
    /** A key that the key server lists for another channel. */
    readonly otherChannelsKey: Key,
  ) {}

  /** @param channels the channels that the signing key vouches for */
  static async start(channels = ['msteams']): Promise<FakeTeams> {
    const [key, other] = [await newKey('key-1'), await newKey('key-2')];
    const jwks = {
      keys: [
        { ...(await exportJWK(key.publicKey)), kid: key.kid, use: 'sig', endorsements: channels },
        { ...(await exportJWK(other.publicKey)), kid: other.kid, use: 'sig', endorsements: ['slack'] },
      ],
    };
    const keyServer = createServer((request, response) => {
      const address = `http://${request.headers.host}`;
      response.setHeader('Content-Type', 'application/json');
      if (request.url === '/openid') response.end(JSON.stringify({ issuer, jwks_uri: `${address}/keys` }));
      else response.end(JSON.stringify(jwks));
    });
    const teams = new FakeTeams(keyServer, await listen(keyServer, 0), 0, key, other);
    await teams.openConnector();
    return teams;
  }

  /** The settings and the credentials of a service that belongs to this fake. */
  get settings(): Record<string, string> {
    return {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'never-used-here',
      MicrosoftAppTenantId: tenantId,
      BotOpenIdMetadata: `http://127.0.0.1:${this.keyServerPort}/openid`,
    };
  }

  get credentials(): ServiceClientCredentialsFactory {
    const credentials = new FixedCredentials(() => this.signInWorks);
    return {
      isValidAppId: async (id) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => credentials,
    };
  }

  /** With a path and a slash at the end, as the real ones have. */
  get serviceUrl(): string {
    return `http://127.0.0.1:${this.connectorPort}/emea/`;
  }

  async openConnector(): Promise<void> {
    this.connector = createServer((request, response) => void this.receive(request, response));
    this.connectorPort = await listen(this.connector, this.connectorPort);
  }

  /** From now on connections are refused. */
  async closeConnector(): Promise<void> {
    const { connector } = this;
    connector?.closeAllConnections();
    await new Promise((resolve) => connector?.close(resolve));
  }

  /** Cuts the connections of all sends that hang. */
  release(): void {
    for (const response of this.hanging) response.destroy();
    this.hanging = [];
  }

  async stop(): Promise<void> {
    this.release();
    this.keyServer.closeAllConnections();
    this.keyServer.close();
    await this.closeConnector();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = /^\/emea\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(request.url ?? '');
    if (request.method === 'GET' || request.method === 'PUT') return this.serveFile(request, response);
    if (request.method === 'DELETE' && path?.[2]) {
      this.removed.push(decodeURIComponent(path[2]));
      this.answerWith(response, 200);
      return;
    }
    if (request.method !== 'POST' || !path?.[1]) {
      response.writeHead(404);
      response.end();
      return;
    }
    const send: SentActivity = {
      id: this.newId(),
      conversation: decodeURIComponent(path[1]),
      replyTo: path[2] === undefined ? undefined : decodeURIComponent(path[2]),
      authorization: request.headers.authorization,
      activity: JSON.parse(await bodyOf(request)) as SentActivity['activity'],
    };
    this.attempts.push(send);
    const answer = this.streams.problem(send) ?? this.answer(send);
    if (answer === 'hang') {
      this.hanging.push(response);
      return;
    }
    if (answer.status < 300) {
      this.streams.took(send);
      this.sent.push(send);
    }
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.body ?? {}));
  }

  private async serveFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = request;
    const file = this.files.get(url);
    if (request.method === 'PUT') {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      // An address is good for one file.
      const isUsedUp = this.uploaded.some(({ path }) => path === url);
      this.uploaded.push({ path: url, range: headers['content-range'], bytes: Buffer.concat(chunks) });
      if (this.holdsUploads) this.hanging.push(response);
      else this.answerWith(response, isUsedUp ? 404 : url.includes('full') ? 507 : 201);
    } else if (!file) this.answerWith(response, 404);
    else if (url.startsWith('/emea/') && headers.authorization !== expectedAuthorization)
      this.answerWith(response, 401);
    else this.answerWith(response, 200, file);
  }

  private answerWith(response: ServerResponse, status: number, body?: Buffer): void {
    // In two steps: what restify has made of `writeHead` returns nothing.
    response.writeHead(status);
    response.end(body);
  }

  /** A token as the Bot Framework signs them, right in everything that is not named. */
  async token(flaws: TokenFlaws = {}): Promise<string> {
    const issuedAt = flaws.issuedAt ?? Math.floor(Date.now() / 1000);
    return new SignJWT({ serviceurl: flaws.serviceUrl ?? this.serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid: flaws.kid ?? (flaws.key ?? this.key).kid, typ: 'JWT' })
      .setIssuer(flaws.issuer ?? issuer)
      .setAudience(flaws.audience ?? appId)
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + 3600)
      .sign((flaws.key ?? this.key).privateKey);
  }

  /** `alg: none`, which some libraries have believed. */
  unsignedToken(): string {
    return new UnsecuredJWT({ serviceurl: this.serviceUrl })
      .setIssuer(issuer)
      .setAudience(appId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .encode();
  }

  newId = (): string => `17${String((this.ids += 1)).padStart(11, '0')}`;

  /** A message in a personal chat, as Teams sends it. */
  message(text: string | undefined, parts: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      type: 'message',
      id: this.newId(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: this.serviceUrl,
      from: { id: '29:1kunde', name: 'Kirsten Vangsgaard', aadObjectId: '3f1b6f0e-0000-4000-8000-000000000001' },
      recipient: { id: `28:${appId}`, name: 'Charterdesk' },
      conversation: { conversationType: 'personal', tenantId, id: 'a:1samtale' },
      ...(text === undefined ? {} : { text, textFormat: 'plain' }),
      entities: [
        { locale: 'da-DK', country: 'DK', platform: 'Web', timezone: 'Europe/Copenhagen', type: 'clientInfo' },
      ],
      channelData: { tenant: { id: tenantId } },
      locale: 'da-DK',
      ...parts,
    };
  }

  /** Posts an activity to the service as the channel does. */
  async post(
    url: string,
    activity: unknown,
    options: { token?: string | undefined; rawBody?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; text: string; json: unknown }> {
    const token = 'token' in options ? options.token : await this.token();
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...options.headers,
      },
      body: options.rawBody ?? JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, text, json: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  /** The sends of a conversation that arrived, once there are `count`. */
  async arrived(count: number, conversation?: string, patienceMs = 15_000): Promise<SentActivity[]> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const arrived = this.sent.filter((send) => conversation === undefined || send.conversation === conversation);
      if (arrived.length >= count) return arrived;
      if (Date.now() > until) throw new Error(`Only ${arrived.length} of ${count} replies arrived at the connector.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** The token that the bot must show to the connector. */
export const expectedAuthorization = `Bearer ${connectorToken}`;
