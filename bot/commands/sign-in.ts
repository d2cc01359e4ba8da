import { openDatabase } from '../../adapters/database';
import { ConfigError, loadConfig } from '../config';
import { DataDirectoryError, prepareDataDirectory } from '../data-directory';
import { demoSite } from '../identity/demo-site';
import { demoKeyIn } from '../kept-values';
import { demoPlace, openRecords } from '../records';

const usage = `Usage: npm run --silent sign-in -- CUSTOMER

Prints an assertion, as the insurer's site would make it, for one of the demo's invented customers: good once, for five minutes, at the service that
runs on the same DATA_DIR. Without CUSTOMER: names those there are.
`;

/** Why no assertion can be made; the message is for whoever asked for one. */
class CannotSignIn extends Error {}

const withoutDemo: Record<'rest' | 'sql' | 'none', string> = {
  rest: 'the records are an insurer’s own (RECORDS_URL), so its site vouches for customers, not the demo',
  sql: 'the records are an insurer’s own (RECORDS_URL), so its site vouches for customers, not the demo',
  none: 'there are no records here (RECORDS=none, SITE_ISSUER, or a HOST that others reach), so there is no demo to sign in to',
};

/** What is printed: an assertion, or without a customer the list of those there are. */
async function signIn(customerId: string | undefined): Promise<string> {
  process.umask(0o077);
  const config = loadConfig(process.env);
  if (config.records.kind !== 'demo') throw new CannotSignIn(`Cannot sign in: ${withoutDemo[config.records.kind]}.`);
  prepareDataDirectory(config.dataDirectory);
  const now = (): Date => new Date();
  const records = await openRecords(config.records, demoPlace(config), now);
  const database = await openDatabase(config.databaseUrl, config.dataDirectory);
  const site = await demoSite(config.dataDirectory, (await records.demoCustomers?.()) ?? [], now, demoKeyIn(database));
  await records.close();
  await database.close();
  const list = site.customers.map((customer) => `  ${customer.customerId.padEnd(20)} ${customer.name}`).join('\n');
  if (customerId === undefined) return list;
  const assertion = await site.vouchFor(customerId);
  if (assertion === undefined)
    throw new CannotSignIn(`There is no invented customer "${customerId}"; there are:\n${list}`);
  return assertion;
}

async function main(): Promise<void> {
  const [customerId, ...more] = process.argv.slice(2);
  if (more.length > 0 || customerId?.startsWith('-')) {
    process.stderr.write(usage);
    process.exitCode = customerId === '--help' ? 0 : 2;
    return;
  }
  process.stdout.write(`${await signIn(customerId)}\n`);
}

main().catch((error: unknown) => {
  const expected = error instanceof CannotSignIn || error instanceof ConfigError || error instanceof DataDirectoryError;
  process.stderr.write(
    `${expected ? error.message : `Cannot sign in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
  );
  process.exitCode = 1;
});
