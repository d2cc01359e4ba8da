import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CustomerId } from '../adapters/records/port';
import { ConfigError, loadConfig } from '../bot/config';
import { openRecords } from '../bot/records';

const rest = {
  RECORDS_URL: 'https://insurer.example/records/v1',
  RECORDS_TOKEN_URL: 'https://login.example/token',
  RECORDS_CLIENT_ID: 'us',
  RECORDS_CLIENT_SECRET: 'hush',
};

function problemsOf(settings: Record<string, string>): string[] {
  try {
    loadConfig(settings);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test.each([
  [{}, { kind: 'demo' }],
  [{ HOST: '0.0.0.0' }, { kind: 'none' }],
  [{ PUBLIC_URL: 'https://support.example.com' }, { kind: 'none' }],
  [{ PUBLIC_URL: 'http://localhost:3978' }, { kind: 'demo' }],
  [{ TRUST_PROXY: 'on' }, { kind: 'none' }],
  [{ RECORDS: 'none' }, { kind: 'none' }],
  [
    { RECORDS_URL: 'postgres://reader:pw@db.example/insurer' },
    { kind: 'sql', url: 'postgres://reader:pw@db.example/insurer' },
  ],
  [{ RECORDS_URL: 'sqlite:/var/insurer.db' }, { kind: 'sql', url: 'sqlite:/var/insurer.db' }],
  [
    rest,
    {
      kind: 'rest',
      url: rest.RECORDS_URL,
      credentials: { tokenUrl: rest.RECORDS_TOKEN_URL, clientId: 'us', clientSecret: 'hush' },
    },
  ],
])('%j: %j', (settings, records) => {
  expect(loadConfig(settings).records).toEqual(records);
});

test.each([
  [{ RECORDS: 'rest' }, 'RECORDS_URL is missing'],
  [{ RECORDS: 'sql', RECORDS_URL: 'https://insurer.example' }, 'RECORDS=sql and RECORDS_URL contradict'],
  [{ RECORDS: 'rest', RECORDS_URL: 'sqlite:x.db' }, 'RECORDS=rest and RECORDS_URL contradict'],
  [{ RECORDS: 'demo', RECORDS_URL: 'sqlite:x.db' }, 'RECORDS=demo and RECORDS_URL contradict'],
  [{ RECORDS: 'demo', HOST: '0.0.0.0' }, 'HOST must be a loopback address'],
  [{ RECORDS: 'demo', PUBLIC_URL: 'https://support.example.com' }, 'PUBLIC_URL must be a loopback address'],
  [{ RECORDS: 'demo', TRUST_PROXY: 'on' }, 'TRUST_PROXY must be off'],
  [{ BOT_AUTH: 'off', PUBLIC_URL: 'https://support.example.com' }, 'who may then be anyone'],
  [{ SITE_ISSUER: 'https://insurer.example', SITE_JWKS: 'http://insurer.example/keys' }, 'in the clear'],
  [{ RECORDS_URL: 'ftp://insurer.example' }, 'RECORDS_URL must be'],
  [{ ...rest, RECORDS_CLIENT_SECRET: '' }, 'go together'],
  [
    { RECORDS_TOKEN_URL: 'https://l.example', RECORDS_CLIENT_ID: 'us', RECORDS_CLIENT_SECRET: 'hush' },
    'are for a RECORDS_URL',
  ],
  [{ ...rest, RECORDS_URL: 'http://insurer.example' }, 'in the clear'],
])('%j: %s', (settings, problem) => {
  expect(problemsOf(settings)).toEqual([expect.stringContaining(problem)]);
});

test('a database’s password is not shown, nor the client’s secret', () => {
  const told = problemsOf({ RECORDS: 'rest', RECORDS_URL: 'postgres://:hush@', RECORDS_CLIENT_SECRET: 'hush' }).join();
  expect(told).toContain('RECORDS');
  expect(told).not.toContain('hush');
});

test('the demo’s records open with the service’s data; none are none', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'records-settings-'));
  const demo = await openRecords({ kind: 'demo' }, path.join(folder, 'demo-records.db'), () => new Date());
  const [first] = (await demo.demoCustomers?.()) ?? [];
  const policies = await demo
    .recordsFor?.({ kind: 'customer', customerId: CustomerId.parse(first?.customerId) })
    .policies();
  expect(policies?.length).toBeGreaterThan(0);
  await demo.close();
  await rm(folder, { recursive: true });
  expect((await openRecords({ kind: 'none' }, folder, () => new Date())).recordsFor).toBeUndefined();
});
