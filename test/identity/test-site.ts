import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, type KeyLike, SignJWT, UnsecuredJWT } from 'jose';

export const issuer = 'https://www.nordlys.example';
export const audience = 'support-chat';

/** The insurer's own site, as far as the service sees it: the key set it publishes, and the assertions it signs. */
export class TestSite {
  private constructor(
    private readonly server: Server,
    private readonly privateKey: KeyLike,
    private readonly strangersKey: KeyLike,
    readonly settings: Record<string, string>,
  ) {}

  static async start(): Promise<TestSite> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stranger = await generateKeyPair('ES256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'site-1', alg: 'ES256', use: 'sig' }];
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ keys }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new TestSite(server, privateKey, stranger.privateKey, {
      SITE_ISSUER: issuer,
      SITE_AUDIENCE: audience,
      SITE_JWKS: `http://127.0.0.1:${port}/keys`,
    });
  }

  /** An assertion for a customer; `claims` replaces what it says. */
  vouchFor(customerId: string, claims: JWTPayload = {}): Promise<string> {
    return this.signed(customerId, claims, this.privateKey);
  }

  /** The same, signed by somebody else's key. */
  forged(customerId: string): Promise<string> {
    return this.signed(customerId, {}, this.strangersKey);
  }

  unsigned(customerId: string): string {
    return new UnsecuredJWT(this.claims(customerId)).encode();
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private signed(customerId: string, claims: JWTPayload, key: KeyLike): Promise<string> {
    return new SignJWT({ ...this.claims(customerId), ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'site-1' })
      .sign(key);
  }

  private claims(customerId: string): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: issuer,
      aud: audience,
      sub: customerId,
      jti: randomUUID(),
      iat: now,
      exp: now + 120,
      name: 'Ida Test',
    };
  }
}
