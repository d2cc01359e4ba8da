import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoSite } from '../../bot/identity/demo-site';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'demo-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const site = () => demoSite(folder, [{ customerId: 'blaamejse', name: 'Blåmejse' }], () => new Date());

test('the key is made once: what one process vouches for, another takes', async () => {
  const assertion = (await (await site()).vouchFor('blaamejse')) ?? '';
  const checked = await (await site()).assertions.read(assertion);
  expect(checked.kind).toBe('genuine');
  expect(JSON.stringify(checked)).toContain('blaamejse');
});

test.each(['{', '"text"', '{"kty":"RSA","n":"x"}', '{"kty":"EC","crv":"P-256","x":"short","y":"short","d":"secret"}'])(
  'a file that holds no such key (%s) is named, with the way to mend it, and its text is not told',
  async (held) => {
    await site();
    const file = path.join(folder, 'demo-site-key.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('d');
    await writeFile(file, held);
    const problem: unknown = await site().catch((error: unknown) => error);
    expect(String(problem)).toContain(`${file} does not hold the key`);
    expect(String(problem)).toContain('Delete it');
    expect(String(problem)).not.toContain('secret');
  },
);
