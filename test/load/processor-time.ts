import { readFileSync } from 'node:fs';

/** Linux counts in these, on every machine. */
const msPerTick = 10;

const milliseconds = (ticks: readonly (string | undefined)[]): number =>
  ticks.reduce((sum, one) => sum + msPerTick * Number(one ?? 0), 0);

/** After the name in brackets, where proc_pid_stat(5) counts from 3: utime (14), stime (15), cutime (16) and cstime (17) are at 11 to 14. */
function statOf(pid: number | string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Milliseconds of processor that the children took so far, ended or not; 0 where the system has no /proc. */
function childrenMs(): number {
  if (process.platform !== 'linux') return 0;
  const living = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
  const ended = statOf('self').slice(13, 15);
  return living.reduce((sum, pid) => sum + milliseconds(statOf(pid).slice(11, 13)), milliseconds(ended));
}

/** Milliseconds of processor that this process and its children took so far. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenMs();
}

/** What a piece of work takes of all processors together, in milliseconds: other work on the machine does not count. */
export async function processorTimed<T>(work: () => Promise<T>): Promise<{ result: T; processorMs: number }> {
  const before = processorMs();
  const result = await work();
  return { result, processorMs: processorMs() - before };
}
