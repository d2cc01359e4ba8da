import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../../knowledge';
import { directLineCall } from '../direct-line-client';
import { freshDataDirectory, startTestService } from '../start-test-service';

/** Runs `npm run sign-in -- …` as its script does. */
function signIn(
  dataDirectory: string,
  args: string[],
  settings: Record<string, string> = {},
): Promise<{ status: number; out: string; err: string }> {
  const env = { ...process.env, DATA_DIR: dataDirectory, ...settings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [projectPath('bot', 'run.js'), 'commands/sign-in', ...args],
      { env },
      (error, out, err) => resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}

let empty: string;
beforeAll(async () => {
  empty = await mkdtemp(path.join(tmpdir(), 'charterdesk-'));
});
afterAll(() => rm(empty, { recursive: true }));

test('several at once on an empty folder: one key, one demo, and the service takes every assertion', async () => {
  const dataDirectory = await freshDataDirectory();
  const printed = await Promise.all(['blaamejse', 'havbrise', 'starling'].map((one) => signIn(dataDirectory, [one])));
  expect(printed.map(({ status, err }) => ({ status, err }))).toEqual(printed.map(() => ({ status: 0, err: '' })));
  expect((await stat(path.join(dataDirectory, 'demo-site-key.json'))).mode & 0o077).toBe(0);
  const service = await startTestService({ DATA_DIR: dataDirectory });
  for (const { out } of printed) {
    const { status } = await directLineCall(service.url, 'POST', '/tokens/generate', { token: out.trim() });
    expect(status).toBe(200);
  }
  await service.stop();
  await rm(dataDirectory, { recursive: true });
});

test('an unknown customer: named, with those there are', async () => {
  const { status, out, err } = await signIn(empty, ['nobody']);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(/There is no invented customer "nobody"; there are:\n {2}blaamejse +Blåmejse Emballage/);
});

test('without the demo there is nobody to sign in as', async () => {
  const { status, out, err } = await signIn(empty, ['blaamejse'], { RECORDS: 'none' });
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(/^Cannot sign in: there are no records here/);
});
