import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
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
 * @param keep keeps the key where replicas share a store: of those that make one at the same time all get the same
 */
export async function demoSite(
  dataDirectory: string,
  customers: readonly DemoCustomer[],
  now: () => Date,
  keep?: (make: () => Promise<string>) => Promise<string>,
): Promise<DemoSite> {
  const { d, ...shown } = keep ? keyIn('The database', await keep(newKey)) : await demoKey(dataDirectory);
  const privateKey = await importJWK({ ...shown, d }, algorithm);
  const keys = createLocalJWKSet({ keys: [{ ...shown, alg: algorithm }] });
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

const coordinate = z.string().regex(/^[\w-]{43}$/, 'is not 32 bytes in base64url');
/** A private key for ES256, as a JSON Web Key. */
const DemoKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
});
type DemoKey = z.infer<typeof DemoKey>;

const newKey = async (): Promise<string> =>
  JSON.stringify(await exportJWK((await generateKeyPair(algorithm, { extractable: true })).privateKey));

/**
 * The key of the demo's site, made once: assertions made by a command are good for the running service.
 * @throws Error for a file that holds no such key, with the way to mend it
 */
async function demoKey(dataDirectory: string): Promise<DemoKey> {
  const file = path.join(dataDirectory, 'demo-site-key.json');
  if (existsSync(file)) return keyIn(file, readFileSync(file, 'utf8'));
  return keyIn(file, keptOnce(file, await newKey()));
}

function keyIn(file: string, text: string): DemoKey {
  // Neither parser's message may be passed on: both could quote the key.
  const read = z
    .string()
    .transform((json, context): unknown => {
      try {
        return JSON.parse(json);
      } catch (problem) {
        if (!(problem instanceof SyntaxError)) throw problem;
        context.addIssue('is no JSON');
        return z.NEVER;
      }
    })
    .pipe(DemoKey)
    .safeParse(text);
  if (read.success) return read.data;
  throw new Error(
    `${file} does not hold the key of the demo's sign-in. Delete it, and a new one is made at the next start.`,
  );
}
