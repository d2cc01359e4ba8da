import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { projectPath } from '../../knowledge';

/** Runs `npm run bench -- …` as its script does, in a process group of its own. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [projectPath('bot', 'run.js'), '../test/load/bench', ...args], {
    detached: true,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, out, err }));
  return { child, ended };
}

const temporaryFolders = (): string[] => readdirSync(projectPath('dist')).filter((name) => name.startsWith('bench-'));

/** BENCH=all npm test -- bench runs the others too. */
const tried = [
  ...['relay', 'log'],
  ...(process.env.BENCH === 'all' ? ['turn', 'retrieval', 'retrieval-large', 'record', 'ingest', 'widget'] : []),
];

test.each(tried)('%s completes and prints ratios', async (name) => {
  const { status, out, err } = await start(name, '--quick').ended;
  expect(err).toBe('');
  expect(out).toContain(`== ${name}: `);
  const ratios = [...out.matchAll(/ratio ours\/peer, [^:]+: (\S+)/g)].map(([, ratio]) => Number(ratio));
  expect(ratios.length).toBeGreaterThanOrEqual(2);
  for (const ratio of ratios) expect(ratio).toBeGreaterThan(0);
  expect(status).toBe(0);
});

test('an unknown name is refused with the names there are', async () => {
  const { status, err } = await start('speed').ended;
  expect(status).toBe(2);
  expect(err).toContain(
    'There is no benchmark "speed"; there are retrieval, retrieval-large, turn, relay, record, log, ingest, widget, wording, replicas, memory, faults.',
  );
});

test('--list names the benchmarks and runs none', async () => {
  const { status, out } = await start('--list').ended;
  expect(status).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => line.trim().split(' ')[0]),
  ).toEqual([
    'retrieval',
    'retrieval-large',
    'turn',
    'relay',
    'record',
    'log',
    'ingest',
    'widget',
    'wording',
    'replicas',
    'memory',
    'faults',
  ]);
});

test('interrupted, it stops what it has started', async () => {
  const before = temporaryFolders();
  const { child, ended } = start('turn', '--quick');
  await once(child.stdout, 'data');
  while (temporaryFolders().length === before.length) await new Promise((resolve) => setTimeout(resolve, 10));
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGINT');
  expect((await ended).status).toBe(130);
  expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH');
  expect(temporaryFolders()).toEqual(before);
});
