import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { guardedRecords, openDemoRecords, restRecords } from '../../../adapters/records';
import { CustomerId, type RecordsFor } from '../../../adapters/records/port';
import { startDemoInsurer } from '../../../adapters/records/rest/demo-insurer';
import type { Bench } from '../benchmark';
import { temporaryFolder } from '../temporary-folder';
import { startServer } from '../turn/server-process';
import { postJson } from '../turn/post-json';

const now = (): Date => new Date();
/** The invented customer that asks. */
export const customer = CustomerId.parse('blaamejse');

/** Where records are kept: a running service that reads them there, and the same records read without it. */
export interface Place {
  name: string;
  url: string;
  vouch(): Promise<string>;
  recordsFor: RecordsFor;
}

const settings = {
  HOST: '127.0.0.1',
  LOG_LEVEL: 'error',
  RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
  RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '1000000',
  RATE_LIMIT_REQUESTS_PER_MINUTE: '10000000',
};

/** The demo's records, in a file of the service's own. */
export async function demoPlace(bench: Bench): Promise<Place> {
  const folder = await temporaryFolder(bench);
  const { source } = await openDemoRecords(path.join(folder, 'demo-records.db'), now);
  bench.atEnd(() => source.close());
  const server = await startServer(bench, 'main', { ...settings, DATA_DIR: folder });
  await server.listening();
  return {
    name: 'demo (SQLite)',
    url: server.url,
    vouch: async () =>
      ((await postJson(`${server.url}/demo/sign-in`, { customerId: customer })) as { assertion: string }).assertion,
    recordsFor: guardedRecords(source, now),
  };
}

/** The stand-in for an insurer's system, over HTTP in this process. */
export async function restPlace(bench: Bench): Promise<Place> {
  const folder = await temporaryFolder(bench);
  const { source } = await openDemoRecords(':memory:', now);
  const client = { clientId: 'charterdesk', clientSecret: 'demo' };
  const insurer = await startDemoInsurer({ source, ...client });
  bench.atEnd(() => insurer.stop());
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = path.join(folder, 'site-keys.json');
  await writeFile(keys, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] }));
  const [issuer, audience] = ['https://www.example.com', 'support-chat'];
  const server = await startServer(bench, 'main', {
    ...settings,
    DATA_DIR: folder,
    SITE_ISSUER: issuer,
    SITE_AUDIENCE: audience,
    SITE_JWKS: keys,
    RECORDS_URL: insurer.url,
    RECORDS_TOKEN_URL: insurer.tokenUrl,
    RECORDS_CLIENT_ID: client.clientId,
    RECORDS_CLIENT_SECRET: client.clientSecret,
  });
  await server.listening();
  const rest = restRecords({
    baseUrl: insurer.url,
    now,
    credentials: { ...client, tokenUrl: insurer.tokenUrl },
  });
  bench.atEnd(() => rest.close());
  return {
    name: 'REST stand-in (HTTP)',
    url: server.url,
    vouch: () =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(customer)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('2m')
        .sign(privateKey),
    recordsFor: guardedRecords(rest, now),
  };
}
