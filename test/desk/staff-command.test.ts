import { rm } from 'node:fs/promises';
import { run } from '../commands/ask-process';
import { freshDataDirectory } from '../start-test-service';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
});
afterAll(() => rm(dataDirectory, { recursive: true }));

const staff = (...args: string[]) =>
  run('staff', args, '', { DATA_DIR: dataDirectory, PUBLIC_URL: 'https://support.example.com' });

test('adds, lists, changes, links and removes', async () => {
  const added = await staff(
    'add',
    'Åse Lund',
    '--role',
    'agent',
    '--languages',
    'da',
    '--topics',
    'claims,limits',
    '--team',
    'Skader',
  );
  expect(added).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^https:\/\/support\.example\.com\/desk#link=[\w-]{43}\n$/),
  });
  expect(added.stderr).toContain('aase.lund');
  expect((await staff('list')).stdout).toMatch(/aase\.lund.*Åse Lund.*agent.*da.*claims,limits.*Skader.*5/);
  expect((await staff('set', 'aase.lund', '--role', 'supervisor', '--topics', 'all')).stdout).toMatch(
    /supervisor.*da.*all/,
  );
  expect((await staff('link', 'aase.lund')).stdout).toMatch(/#link=/);
  expect((await staff('remove', 'aase.lund')).status).toBe(0);
  expect((await staff('list')).stdout).toBe('Nobody has an account yet.\n');
});

test.each<[string, string[], number, RegExp]>([
  ['nothing', [], 2, /Usage/],
  ['no role', ['add', 'Ib'], 2, /--role/],
  ['an unknown role', ['add', 'Ib', '--role', 'boss'], 2, /--role/],
  ['an unknown option', ['add', 'Ib', '--rolle', 'agent'], 2, /rolle/],
  ['an unknown topic', ['add', 'Ib', '--role', 'agent', '--topics', 'cars'], 2, /--topics/],
  ['an unknown login', ['link', 'nobody'], 1, /Nobody signs in as "nobody"/],
  ['an unknown command', ['fire', 'nobody'], 2, /no command fire/],
])('%s is named, with the way to mend it', async (_case, args, status, said) => {
  const ran = await staff(...args);
  expect(ran).toMatchObject({ status, stdout: '', stderr: expect.stringMatching(said) });
});
