import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { projectPath } from '../../../knowledge';
import type { Bench } from '../benchmark';

/** A server of ours or of a peer, as a process of its own. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** When it was started, on the clock of `performance.now()`. */
  startedAt: number;
  /** Resolves once it takes connections. */
  listening(): Promise<void>;
  stop(): Promise<void>;
}

const startPatienceMs = 60_000;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Starts `node bot/run.js <program>` on a free loopback port. What it says on standard error is shown when it ends by itself. */
export async function startServer(
  bench: Bench,
  program: string,
  settings: Record<string, string>,
): Promise<ServerProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [projectPath('bot', 'run.js'), program], {
    env: { ...process.env, ...settings, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4000)));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!isOver()) child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(killer);
  };
  bench.atEnd(stop);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    startedAt,
    async listening() {
      while (!(await takesConnections(port))) {
        if (isOver()) throw new Error(`${program} ended before it listened:\n${said}`);
        if (performance.now() - startedAt > startPatienceMs) throw new Error(`${program} does not listen.`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    stop,
  };
}

/** Processor time that a process has used, in milliseconds; `undefined` where the system does not tell (only Linux does). */
export async function cpuMs(pid: number): Promise<number | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Clock ticks, of which every Linux that Node runs on has a hundred a second.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
