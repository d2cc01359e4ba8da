import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { projectPath } from '../../knowledge';

/** A run of one of our commands. */
export interface Run {
  stdout: string;
  stderr: string;
  status: number | null;
}

/** Starts a command as npm does. */
export function start(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [projectPath('bot', 'run.js'), `commands/${command}`, ...args], {
    cwd: projectPath(),
    env: { ...process.env, ...env },
  });
}

/** Runs a command to its end, with this on its standard input. */
export function run(
  command: string,
  args: string[],
  input: string | Uint8Array = '',
  env: Record<string, string> = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, env);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ stdout, stderr, status }));
    // A command that refuses its arguments does not wait for its input.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => void (error.code === 'EPIPE' || reject(error)));
    child.stdin.end(input);
  });
}

/** The lines of JSON lines. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
