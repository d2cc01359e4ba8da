import { openPostgres, statement } from '../../../adapters/database';
import { sqlConversationLog } from '../../../bot/conversations/sql-conversation-log';
import { accountsIn } from '../../desk/staff-accounts';
import { startCluster } from './cluster';
import { FaultCustomer, type Shown } from './fault-customer';
import { FaultStaff } from './fault-staff';
import type { Answers } from './insist';

export interface FaultPlan {
  customers: number;
  staff: number;
  forMs: number;
  /** A replica is killed so often. */
  killEveryMs: number;
  /** All database connections are ended so often, by turns at the server and on the way. */
  cutEveryMs: number;
  /** The way to the database takes up to so long. */
  mostDelayMs: number;
  pauseMs(): number;
  /** Database connections of each replica: few, so that they are all in use. */
  connections: number;
}

export interface FaultReport {
  /** What was lost, doubled or out of order; empty where nothing was. */
  faults: string[];
  messages: number;
  staffMessages: number;
  kills: number;
  cuts: number;
  answers: Answers;
  answerMs: number[];
}

const every = statement<Record<never, never>>()((tables) =>
  tables
    .selectFrom('turn')
    .select((column) => column.fn.countAll<number>().as('owed'))
    .where('status', '=', 'pending'),
);
const failed = statement<Record<never, never>>()((tables) =>
  tables
    .selectFrom('turn')
    .select((column) => column.fn.countAll<number>().as('owed'))
    .where('status', '=', 'failed'),
);
const patienceMs = 120_000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Customers and staff on two replicas that are killed, with a database that is slow, full and cut off: in the end every view must be the log. */
export async function runFaults(plan: FaultPlan, say: (line: string) => void): Promise<FaultReport> {
  const cluster = await startCluster(2, { DATABASE_CONNECTIONS: String(plan.connections) });
  const answers: Answers = new Map();
  const database = await openPostgres(cluster.databaseUrl);
  try {
    const names = Array.from({ length: plan.staff }, (_, at) => `Medarbejder ${at + 1}`);
    const accounts = await accountsIn(cluster.databaseUrl, names, { capacity: 20 });
    const staff = accounts.map(({ name }) => new FaultStaff(name, cluster.address, answers));
    for (const [at, member] of staff.entries()) await member.signsIn(accounts[at]?.code ?? '');
    const customers = Array.from(
      { length: plan.customers },
      (_, at) => new FaultCustomer(`k${at}`, cluster.address, answers),
    );
    await Promise.all(customers.map((customer) => customer.arrive()));
    say(`${customers.length} customers and ${staff.length} members of staff are there`);

    const endAt = Date.now() + plan.forMs;
    const isOver = (): boolean => Date.now() >= endAt;
    const counts = { kills: 0, cuts: 0 };
    const killing = async (): Promise<void> => {
      for (let at = 0; !isOver(); at += 1) {
        await wait(plan.killEveryMs * (0.7 + Math.random() * 0.6));
        const replica = cluster.replicas[at % cluster.replicas.length];
        if (!replica || isOver()) return;
        await replica.kill('SIGKILL');
        counts.kills += 1;
        await replica.start();
      }
    };
    const cutting = async (): Promise<void> => {
      for (let at = 0; !isOver(); at += 1) {
        await wait(plan.cutEveryMs);
        cluster.proxy.delayMs = Math.random() * plan.mostDelayMs;
        if (at % 2 === 0) await cluster.terminateConnections();
        else cluster.proxy.cut();
        counts.cuts += 1;
      }
      cluster.proxy.delayMs = 0;
    };
    // Some of the customers ask for a person, each once.
    const asking = customers
      .slice(0, Math.ceil(customers.length / 3))
      .map((customer) => customer.writes('Jeg vil gerne tale med et menneske'));
    const working = [
      ...customers.map((customer) => customer.goesOn(plan.pauseMs, isOver)),
      ...staff.map((member) => member.serves(plan.pauseMs, isOver)),
      ...asking,
    ];
    await Promise.all([...working, killing(), cutting()]);
    say('all is said; what is owed is waited for');

    const giveUpAt = Date.now() + patienceMs;
    while (Number((await database.reading.first(every, {}))?.owed ?? 0) > 0 && Date.now() < giveUpAt) await wait(200);
    // Who came to the queue last is served, too.
    await Promise.all(staff.map((member) => member.serves(plan.pauseMs, () => true)));
    for (const customer of customers) await customer.catchUp();
    const report: FaultReport = {
      faults: [],
      messages: customers.reduce((sum, { said }) => sum + said.length, 0),
      staffMessages: staff.reduce((sum, { said }) => sum + [...said.values()].flat().length, 0),
      ...counts,
      answers,
      answerMs: customers.flatMap(({ answerMs }) => answerMs),
    };
    const owed = Number((await database.reading.first(every, {}))?.owed ?? 0);
    if (owed > 0) report.faults.push(`${owed} messages were never answered`);
    const unanswered = Number((await database.reading.first(failed, {}))?.owed ?? 0);
    if (unanswered > 0) report.faults.push(`${unanswered} messages were answered with an apology`);
    const log = sqlConversationLog(database, () => new Date());
    for (const customer of customers) {
      const entries = await log.after(customer.conversation, 0, 100_000);
      const kept = entries.map(({ body }) => JSON.parse(body) as Shown);
      report.faults.push(...faultsOf(customer, kept, staff));
      customer.leave();
    }
    return report;
  } finally {
    await database.close();
    await cluster.stop();
  }
}

const same = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** What is wrong with one conversation. */
function faultsOf(customer: FaultCustomer, kept: readonly Shown[], staff: readonly FaultStaff[]): string[] {
  const faults: string[] = [];
  const idOf = (number: number): string => `${customer.conversation}|${String(number).padStart(7, '0')}`;
  const ids = kept.map(({ id }) => id);
  if (
    !same(
      ids,
      ids.map((_, at) => idOf(at + 1)),
    )
  )
    faults.push(`${customer.name}: the log has a gap`);
  if (
    !same(
      customer.view.map(({ id, text }) => [id, text]),
      kept.map(({ id, text }) => [id, text]),
    )
  )
    faults.push(`${customer.name}: the page shows something else than the log`);
  const written = kept.filter(({ from }) => from.role === 'user').map(({ text }) => text);
  // Two that were sent at the same time may stand in either order.
  if (!same([...written].sort(), [...customer.said].sort()))
    faults.push(`${customer.name}: ${customer.said.length} acknowledged, ${written.length} in the log`);
  const numbered = (texts: readonly (string | undefined)[]) =>
    texts.filter((text) => text?.includes(`(${customer.name} `));
  if (!same(numbered(written), numbered(customer.said))) faults.push(`${customer.name}: out of order`);
  const replies = kept.flatMap(({ replyToId }) => replyToId ?? []);
  if (new Set(replies).size !== replies.length) faults.push(`${customer.name}: answered twice`);
  for (const member of staff) {
    const said = member.said.get(customer.conversation) ?? [];
    const shown = kept.map(({ text }) => text ?? '').filter((text) => /^ \d+$/.test(text.replace(member.name, '')));
    if (!same(shown, said))
      faults.push(`${customer.name}: ${member.name} said ${said.length}, the log has ${shown.length}`);
  }
  return faults;
}
