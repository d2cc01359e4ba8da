import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where PostgreSQL's own programs are: those installed, or ones installed now. @throws Error that names the command to run. A test is never skipped. */
export function postgresPrograms(): string {
  const found = installed();
  if (found !== undefined) return found;
  const problems =
    process.getuid?.() === 0
      ? [install('apt-get', ['update']), install('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'])]
      : ['not root, so that apt-get cannot install it'];
  const now = installed();
  if (now !== undefined) return now;
  throw new Error(
    `The tests of records in PostgreSQL need one and could not install it:\n${problems.filter(Boolean).join('\n')}\n` +
      'Install it (apt install postgresql, brew install postgresql), or name a server in TEST_DATABASE_URL.',
  );
}

/** On the path, or where the systems' packages put them, the newest first. */
function installed(): string | undefined {
  const packaged = '/usr/lib/postgresql';
  const folders = [
    ...(existsSync(packaged)
      ? readdirSync(packaged)
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => path.join(packaged, version, 'bin'))
      : []),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    '/opt/homebrew/opt/postgresql/bin',
    '/usr/local/opt/postgresql/bin',
  ];
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')));
}

/** Why an installation failed; `undefined` when it did not. */
function install(command: string, args: string[]): string | undefined {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
      // A server that the package itself starts is not wanted, and no question can be answered.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return undefined;
  } catch (failure) {
    return `${[command, ...args].join(' ')}: ${failure instanceof Error ? failure.message.split('\n')[0] : String(failure)}`;
  }
}
