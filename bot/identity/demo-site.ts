import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { keptOnce } from '../kept-once';
import { longestLifeSeconds, siteAssertions, type SiteAssertions } from './site-assertions';

/** A customer that may be played on the demo page. */
export interface DemoCustomer {
  customerId: string;
  /** What the page shows: company and person, both invented. */
  name: string;
}

const issuer = 'charterdesk-demo-site';
const audience = 'support-chat';
const algorithm = 'ES256';

/** The demo plays the insurer's site: it vouches for the invented customers, with a key of its own kept in the data folder. */
export interface DemoSite {
  customers: readonly DemoCustomer[];
  assertions: SiteAssertions;
  /** An assertion as a real site would make it; `undefined` for a customer that is not one of the invented ones. */
  vouchFor(customerId: string): Promise<string | undefined>;
}

/**
 * @param dataDirectory where the key is kept, readable by the service's user only
 * @param now the clock
 */
export async function demoSite(
  dataDirectory: string,
  customers: readonly DemoCustomer[],
  now: () => Date,
): Promise<DemoSite> {
  const { kty, crv, x, y, ...secret } = await demoKey(dataDirectory);
  const privateKey = await importJWK({ kty, crv, x, y, ...secret } as JWK, algorithm);
  const keys = createLocalJWKSet({ keys: [{ kty, crv, x, y, alg: algorithm } as JWK] });
  return {
    customers,
    assertions: siteAssertions({ issuer, audience, keys }, now),
    async vouchFor(customerId) {
      const customer = customers.find((one) => one.customerId === customerId);
      if (!customer) return undefined;
      const seconds = Math.floor(now().getTime() / 1000);
      return new SignJWT({ name: customer.name })
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(customerId)
        .setJti(randomUUID())
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + longestLifeSeconds)
        .sign(privateKey);
    },
  };
}

/** The key of the demo's site, made once: assertions made by a command are good for the running service. */
async function demoKey(dataDirectory: string): Promise<JWK> {
  const file = path.join(dataDirectory, 'demo-site-key.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return JSON.parse(keptOnce(file, JSON.stringify(await exportJWK(privateKey)))) as JWK;
}
