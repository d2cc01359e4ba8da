import { DatabaseUnavailable } from '../adapters/database';
import { ConfigError, loadConfig, misspeltSettings } from './config';
import { DataDirectoryError } from './data-directory';
import { type Service, startService } from './service';
import { waitForDatabase } from './waiting-for-database';

async function main(): Promise<void> {
  // Conversations are nobody else's business on this machine either.
  process.umask(0o077);
  for (const { name, meant } of misspeltSettings(process.env))
    process.stderr.write(`Warning: there is no setting ${name}, so it has no effect. Did you mean ${meant}?\n`);
  const config = loadConfig(process.env);
  await waitForDatabase(config, (reason) => void process.stderr.write(`Waiting: ${reason}\n`));
  const starting = startService(config);
  stopAtSignal(starting);
  const { url } = await starting;
  process.stderr.write(`\nCharterdesk is running.\n  Demo page: ${url}/\n  Desk:      ${url}/desk\n\n`);
}

/** Finishes the turns under way and ends, also where the signal comes in the middle of the start; a second signal ends at once. */
function stopAtSignal(starting: Promise<Service>): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stderr.write(`${signal}: finishing the turns under way…\n`);
    starting
      .then((service) => service.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`Could not stop cleanly: ${String(error)}\n`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

/** Why the service did not start, in words for the person who started it. */
function startProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'Cannot start: the port is in use. Stop the other program, or set PORT to another one.';
  if (code === 'EADDRNOTAVAIL')
    return 'Cannot start: HOST is no address of this machine. Use 127.0.0.1, 0.0.0.0 or one of its own.';
  if (error instanceof DatabaseUnavailable) return `Cannot start: ${message}`;
  if (code !== undefined && /^(28|3D)/.test(code))
    return `Cannot start: the database of DATABASE_URL does not let the service in: ${message}.`;
  if (error instanceof DataDirectoryError) return `Cannot start: ${message}`;
  if (code === 'EACCES') return `Cannot start: ${message}. Choose a PORT above 1023.`;
  return `Cannot start: ${error instanceof Error ? (error.stack ?? message) : String(error)}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
});
