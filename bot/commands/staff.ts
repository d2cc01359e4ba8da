import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { type z } from 'zod';
import { type Database, openDatabase } from '../../adapters/database';
import { ConfigError, loadConfig } from '../config';
import { DataDirectoryError, prepareDataDirectory } from '../data-directory';
import { linkAddress, NewStaff, sqlAudit, sqlSignIns, sqlStaff, StaffDetails, type StaffMember } from '../desk';

const usage = `Usage: npm run --silent staff -- COMMAND …

  add NAME --role ROLE   makes an account and prints a link to sign in by: good once, for 24 hours
  list                   everybody who has an account
  link LOGIN             a new link, for somebody who has forgotten their password
  set LOGIN …            changes what stands in the options
  remove LOGIN           ends an account, and signs its owner out

  --role agent|supervisor|administrator
  --login LOGIN          what they sign in with; without it, made of the name (add only)
  --name NAME            (set only)
  --languages da,en      --topics policy,limits,claims,collections,other     (--topics all: every topic)
  --team TEAM            --capacity NUMBER   conversations at the same time, at most

It works while the service runs, on the same DATA_DIR.
`;

/** Wrong usage; the message is for whoever typed it. */
class UsageError extends Error {}
/** Why it cannot be done. */
class CannotDo extends Error {}

const options = {
  role: { type: 'string' },
  login: { type: 'string' },
  name: { type: 'string' },
  languages: { type: 'string' },
  topics: { type: 'string' },
  team: { type: 'string' },
  capacity: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

const listed = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What the options say of an account; only what was given. */
function detailsIn({ role, login, name, languages, topics, team, capacity }: Given): Record<string, unknown> {
  const details = {
    ...{ role, login, name, team },
    languages: listed(languages),
    topics: topics === 'all' ? [] : listed(topics),
    capacity: capacity === undefined ? undefined : Number(capacity),
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** @throws UsageError that names the option */
function checked<Schema extends z.ZodType>(schema: Schema, details: Record<string, unknown>): z.output<Schema> {
  const parsed = schema.safeParse(details);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `--${issue.path[0] === undefined ? '' : String(issue.path[0])}: ${issue.message}`,
  );
  throw new UsageError(problems.join('\n'));
}

interface Parts {
  database: Database;
  /** Where the desk is reached. */
  address: string;
}

function table(members: readonly StaffMember[]): string {
  if (members.length === 0) return 'Nobody has an account yet.';
  const head = ['login', 'name', 'role', 'languages', 'topics', 'team', 'at once', 'signs in by'];
  const shown = new Table({ head, style: { head: [], border: [] } });
  for (const { login, name, role, languages, topics, team, capacity, hasPassword } of members)
    shown.push([
      ...[login, name, role, languages.join(','), topics.join(',') || 'all', team ?? ''],
      ...[String(capacity), hasPassword ? 'password' : 'link, passkey or single sign-on'],
    ]);
  return shown.toString();
}

/** Does what was asked. @returns what to print */
async function done(
  command: string,
  who: string | undefined,
  given: Given,
  { database, address }: Parts,
): Promise<string> {
  const now = (): Date => new Date();
  const accounts = sqlStaff(database, now, randomUUID);
  const audit = sqlAudit(database, now);
  const linkFor = async ({ id }: StaffMember): Promise<string> =>
    linkAddress(address, await sqlSignIns(database, now).newLink(id));
  const meant = async (): Promise<StaffMember> => {
    if (who === undefined) throw new UsageError(`${command} needs a login.`);
    const member = await accounts.withLogin(who);
    if (!member) throw new CannotDo(`Nobody signs in as "${who}". There are:\n${table(await accounts.list())}`);
    return member;
  };
  const by = { detail: 'by npm run staff' };

  switch (command) {
    case 'add': {
      if (who === undefined) throw new UsageError('add needs a name.');
      const added = await accounts.add(checked(NewStaff, { ...detailsIn(given), name: who }));
      if (added === 'login-taken')
        throw new CannotDo(`Somebody signs in as "${given.login}" already: choose another --login.`);
      await audit.note(added.id, 'account-added', by);
      process.stderr.write(`${added.name} signs in as ${added.login}. The link is good once, for 24 hours:\n`);
      return linkFor(added);
    }
    case 'list':
      return table(await accounts.list());
    case 'link': {
      const member = await meant();
      await audit.note(member.id, 'link-made', by);
      return linkFor(member);
    }
    case 'set': {
      const member = await meant();
      if (given.login !== undefined) throw new UsageError('A login stays: remove the account and add another.');
      const changed = await accounts.change(member.id, checked(StaffDetails.partial(), detailsIn(given)));
      await audit.note(member.id, 'account-changed', by);
      return table(changed ? [changed] : []);
    }
    case 'remove': {
      const member = await meant();
      await accounts.remove(member.id);
      await audit.note(member.id, 'account-removed', by);
      return `${member.name} (${member.login}) can sign in no more. What they have goes back to the queue.`;
    }
    default:
      throw new UsageError(`There is no command ${command}.`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, who, ...more] = positionals;
  if (values.help || command === undefined || more.length > 0) {
    process.stderr.write(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  // Accounts are nobody else's business on this machine either.
  process.umask(0o077);
  const config = loadConfig(process.env);
  prepareDataDirectory(config.dataDirectory);
  const database = await openDatabase(config.databaseUrl, config.dataDirectory);
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  const address = config.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
  try {
    process.stdout.write(`${await done(command, who, values, { database, address })}\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true;
  const isExpected = error instanceof CannotDo || error instanceof ConfigError || error instanceof DataDirectoryError;
  if (isUsage) process.stderr.write(`${message}\n${usage}`);
  else if (isExpected) process.stderr.write(`${message}\n`);
  else throw error;
  process.exitCode = isUsage ? 2 : 1;
});
