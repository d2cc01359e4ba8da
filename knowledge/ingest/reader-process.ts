import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';
import { ReadOutcome } from './read-file';
import { type ReadLimits, secondsAllowed } from './read-limits';
import { residentBytes } from './resident-memory';
import { explain, type Unreadable } from './unreadable';

/** How often a reader's memory is looked at: the fastest inflation we have seen adds some 40 MB in this time. */
const WATCH_MS = 50;
/** A reader that has not started by then never will. */
const START_MS = 60_000;

const Ready = z.object({ kind: z.literal('ready') });
const Answer = z.union([ReadOutcome, z.object({ kind: z.literal('failed'), detail: z.string() })]);

/** A process that reads files one after the other. */
export interface ReaderProcess {
  /** Reads a file of this many bytes within the limits. `spent` in the result means that this process is over and the next file needs another. */
  read(file: string, bytes: number): Promise<{ outcome: ReadOutcome; spent: boolean }>;
  end(): void;
}

/**
 * Starts a reader.
 * @param script what it runs (`readerScript()`)
 * @throws when the process does not start, which is the machine's fault and no file's
 */
export async function startReader(script: string, limits: ReadLimits): Promise<ReaderProcess> {
  const child = fork(script, [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // V8 gives up by itself a little beyond the limit, should the watch be held up; no debugger port or loader of the parent is inherited.
    execArgv: [`--max-old-space-size=${Math.ceil(limits.memoryMegabytes)}`],
  });
  const started = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), START_MS);
    const settle = (ready: boolean): void => {
      clearTimeout(timer);
      resolve(ready);
    };
    child.once('message', (message) => settle(Ready.safeParse(message).success));
    child.once('exit', () => settle(false));
    child.once('error', () => settle(false));
  });
  child.removeAllListeners();
  child.on('error', () => child.kill('SIGKILL'));
  if (!started) {
    child.kill('SIGKILL');
    throw new Error(`The process that reads documents did not start (${script}). Run "npm run build" and try again.`);
  }
  return {
    read: (file, bytes) => readWithin(child, file, bytes, limits),
    end: () => void child.kill('SIGKILL'),
  };
}

function readWithin(
  child: ChildProcess,
  file: string,
  bytes: number,
  limits: ReadLimits,
): Promise<{ outcome: ReadOutcome; spent: boolean }> {
  const seconds = secondsAllowed(limits, bytes);
  const mostBytes = limits.memoryMegabytes * 1_000_000;
  const pid = child.pid ?? 0;
  return new Promise((resolve) => {
    let settled = false;
    const settle = (outcome: ReadOutcome, spent: boolean): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      clearTimeout(watch);
      child.off('message', onMessage);
      child.off('exit', onExit);
      if (spent) child.kill('SIGKILL');
      resolve({ outcome, spent });
    };
    const breach = (problem: Unreadable): void =>
      settle({ kind: 'unreadable', reason: explain(problem, limits) }, true);
    const onMessage = (message: unknown): void => {
      const answer = Answer.safeParse(message);
      if (!answer.success) return breach({ kind: 'reader-stopped', detail: 'it answered nonsense' });
      if (answer.data.kind === 'failed') return breach({ kind: 'reader-stopped', detail: answer.data.detail });
      const outcome = answer.data;
      // What a large file leaves behind must not count against the next one.
      void residentBytes(pid).then((resident) => settle(outcome, (resident ?? 0) > mostBytes / 2));
    };
    const onExit = (code: number | null, signal: string | null): void =>
      // V8 out of memory aborts; the system's own killer of processes without memory leaves SIGKILL.
      breach(
        signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134
          ? { kind: 'too-much-memory' }
          : { kind: 'reader-stopped', detail: signal ?? `exit ${code}` },
      );
    const look = async (): Promise<void> => {
      if (((await residentBytes(pid)) ?? 0) > mostBytes) breach({ kind: 'too-much-memory' });
      else if (!settled) watch.refresh();
    };
    const timer = setTimeout(
      () => breach({ kind: 'too-slow', seconds: Math.round(seconds * 10) / 10 }),
      seconds * 1000,
    );
    const watch = setTimeout(() => void look(), WATCH_MS);
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send({ file, limits }, (error) => {
      if (error) breach({ kind: 'reader-stopped', detail: error.message });
    });
  });
}
