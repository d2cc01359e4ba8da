import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, type KeyLike, SignJWT } from 'jose';

const clientId = 'charterdesk';
const clientSecret = 'a secret of the desk';

/** An OpenID provider, as far as the desk sees it: discovery, keys, the authorization code flow with PKCE. Whoever comes is signed in at once. */
export class IdentityProvider {
  /** What it says of the next person. */
  claims: JWTPayload = {};
  /** Replaces what it says in the id token, to be wrong on purpose. */
  idToken: JWTPayload = {};
  signWith: 'own' | 'strangers' = 'own';
  isDown = false;
  private readonly codes = new Map<string, { challenge: string; nonce: string; redirect: string }>();

  private constructor(
    private readonly server: Server,
    private readonly keys: { own: KeyLike; strangers: KeyLike },
    private readonly publicKey: object,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const stranger = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'idp-1', alg: 'RS256', use: 'sig' };
    const server = createServer();
    const provider = new IdentityProvider(server, { own: privateKey, strangers: stranger.privateKey }, jwk);
    server.on('request', (request, response) => void provider.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get settings(): Record<string, string> {
    return {
      DESK_OIDC_ISSUER: this.issuer,
      DESK_OIDC_CLIENT_ID: clientId,
      DESK_OIDC_CLIENT_SECRET: clientSecret,
      DESK_OIDC_NAME: 'Nordlys',
    };
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const json = (status: number, body: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (this.isDown) return json(503, { error: 'temporarily_unavailable' });
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(200, {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
      case '/keys':
        return json(200, { keys: [this.publicKey] });
      case '/authorize': {
        const asked = (name: string): string => url.searchParams.get(name) ?? '';
        if (asked('code_challenge_method') !== 'S256' || asked('client_id') !== clientId) return json(400, {});
        const code = randomUUID();
        this.codes.set(code, {
          challenge: asked('code_challenge'),
          nonce: asked('nonce'),
          redirect: asked('redirect_uri'),
        });
        const back = new URL(asked('redirect_uri'));
        back.search = new URLSearchParams({ code, state: asked('state') }).toString();
        response.writeHead(302, { Location: back.href });
        return void response.end();
      }
      case '/token':
        return this.token(request, json);
      default:
        return json(404, {});
    }
  }

  private async token(request: IncomingMessage, json: (status: number, body: unknown) => void): Promise<void> {
    let text = '';
    for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString();
    const form = new URLSearchParams(text);
    const code = form.get('code') ?? '';
    const given = this.codes.get(code);
    this.codes.delete(code);
    const credentials = Buffer.from(
      `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret).replaceAll('%20', '+')}`,
    );
    const proven = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (request.headers.authorization !== `Basic ${credentials.toString('base64')}`)
      return json(401, { error: 'invalid_client' });
    if (!given || proven !== given.challenge || form.get('redirect_uri') !== given.redirect)
      return json(400, { error: 'invalid_grant' });
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: clientId,
      sub: 'u-1',
      iat: seconds,
      exp: seconds + 300,
      nonce: given.nonce,
    };
    const idToken = await new SignJWT({ ...claims, ...this.claims, ...this.idToken })
      .setProtectedHeader({ alg: 'RS256', kid: 'idp-1' })
      .sign(this.keys[this.signWith]);
    json(200, { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken });
  }
}
