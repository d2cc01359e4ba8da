import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify, types } from 'node:util';

const execute = promisify(execFile);

/** The resident memory of a process in bytes; `undefined` when it has ended or the system does not tell (then the heap limit of the reader must do). */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  } catch (error) {
    if (types.isNativeError(error)) return undefined;
    throw error;
  }
}

/** `status` and not `statm`: it counts in kilobytes on every machine, whatever the size of its memory pages. */
async function fromProc(pid: number): Promise<number | undefined> {
  return kilobytes(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

async function fromPs(pid: number): Promise<number | undefined> {
  return kilobytes((await execute('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim());
}

const kilobytes = (text: string | undefined): number | undefined =>
  text === undefined || !/^\d+$/.test(text) ? undefined : Number(text) * 1024;
