import { parseArgs } from 'node:util';
import { complaintMail, sqlComplaints } from '../../adapters/complaints';
import { openDatabase } from '../../adapters/database';
import { ConfigError, loadConfig } from '../config';
import { prepareDataDirectory } from '../data-directory';

const usage = `Usage: npm run --silent complaints -- [--all] [--json]
  lists the complaints that nobody has been given yet; --all: also those that were delivered; --json: one object a line
`;

/** Lists complaints for the staff who deal with them, oldest first. */
async function main(): Promise<void> {
  const options = { all: { type: 'boolean' }, json: { type: 'boolean' } } as const;
  const { all = false, json = false } = parseArgs({ options }).values;
  const { databaseUrl, dataDirectory } = loadConfig(process.env);
  process.umask(0o077);
  prepareDataDirectory(dataDirectory);
  const database = await openDatabase(databaseUrl, dataDirectory);
  const found = await sqlComplaints(database, () => new Date()).list({ undelivered: !all });
  await database.close();
  if (json) {
    for (const { complaint, status } of found) process.stdout.write(`${JSON.stringify({ ...complaint, status })}\n`);
    return;
  }
  if (found.length === 0) process.stdout.write('No complaints.\n');
  for (const { complaint, status, problem } of found) {
    const { subject, text } = complaintMail(complaint);
    const note = problem === undefined ? status : `${status}, last attempt: ${problem}`;
    process.stdout.write(`${subject}  (${complaint.receivedAt}, ${note})\n${text.replace(/^/gm, '  ')}\n\n`);
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError) process.stderr.write(`${message}\n`);
  else if (code?.startsWith('ERR_PARSE_ARGS')) process.stderr.write(`${message}\n${usage}`);
  else throw error;
  process.exitCode = 1;
});
