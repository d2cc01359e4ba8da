import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Bench } from '../benchmark';
import { within } from '../patience';
import { temporaryFolder } from '../temporary-folder';
import { Built, type Entry, Lap, Ready } from './contest';

/** A search system with its index loaded, in a process of its own. */
export interface Contestant {
  /** What it took to build; undefined for a system that keeps its index in memory only. */
  buildMs: number | undefined;
  ready: Ready;
  lap(way: string): Promise<Lap>;
  leave(): void;
}

/** 100,000 passages take minutes to build. */
const patienceMs = 20 * 60_000;
/** So that no system runs into the limit that Node chooses by the machine. */
const nodeOptions = ['--expose-gc', '--max-old-space-size=8192'];

function nextMessage(child: ChildProcess, system: string): Promise<unknown> {
  const message = new Promise((resolve, reject) => {
    const over = (code: number | null): void => reject(new Error(`${system} ended with ${String(code)}.`));
    child.once('exit', over);
    child.once('message', (message) => {
      child.off('exit', over);
      resolve(message);
    });
  });
  return within(patienceMs, `A step of ${system}`, message);
}

function start(bench: Bench, entry: Entry): ChildProcess {
  const child = fork(path.join(__dirname, 'contestant.js'), [JSON.stringify(entry)], { execArgv: nodeOptions });
  bench.atEnd(() => void child.kill('SIGKILL'));
  return child;
}

/** What a contestant is to do: an entry less what is decided here. */
export type Challenge = Omit<Entry, 'folder' | 'task'>;

/**
 * Lets a system build its index in one process and load it in another: neither has the other's garbage, and a process's memory is that of the
 * loaded index.
 */
export async function enter(bench: Bench, challenge: Challenge): Promise<Contestant> {
  const folder = await temporaryFolder(bench);
  const { system } = challenge;
  const built =
    system === 'langchain'
      ? undefined
      : Built.parse(await nextMessage(start(bench, { ...challenge, folder, task: 'build' }), system));
  const child = start(bench, { ...challenge, folder, task: 'answer' });
  const ready = Ready.parse(await nextMessage(child, system));
  return {
    buildMs: built?.ms,
    ready,
    async lap(way) {
      const lap = nextMessage(child, system);
      child.send(way);
      return Lap.parse(await lap);
    },
    leave: () => child.disconnect(),
  };
}
