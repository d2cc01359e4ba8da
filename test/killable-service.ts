import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { projectPath } from '../knowledge';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('No free port.');
  return address.port;
}

/** By itself, or by a signal: then it has no exit code. */
const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** The service as a process of its own, which can be killed. */
export class KillableService {
  private child: ChildProcess | undefined;

  constructor(
    private readonly port: number,
    private readonly dataDirectory: string,
    private readonly settings: Record<string, string> = {},
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.child = spawn(process.execPath, [projectPath('bot', 'run.js'), 'main'], {
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: this.dataDirectory,
        LOG_LEVEL: 'error',
        RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
        RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '1000000',
        RATE_LIMIT_REQUESTS_PER_MINUTE: '10000000',
        ...this.settings,
      },
      stdio: ['ignore', 2, 'ignore'],
    });
    for (;;) {
      const ready = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      if (isOver(this.child)) throw new Error(`The service ended with ${this.child.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || isOver(child)) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
