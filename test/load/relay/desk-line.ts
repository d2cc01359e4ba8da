import { addDays, dayInDenmark } from '../../../dialogs/dates';
import { accountsIn, signedIn } from '../../desk/staff-accounts';
import type { Bench } from '../benchmark';
import { within } from '../patience';
import { temporaryFolder } from '../temporary-folder';
import { startServer } from '../turn/server-process';
import { type CustomerPage, customerPage } from './customer-page';
import type { Crowd, Line, Pair } from './line';
import { StaffPage } from './staff-page';

const patienceMs = 60_000;

/** Around the clock, on whatever day it is measured. */
const alwaysOpen = (): string => {
  const today = dayInDenmark(new Date());
  return [today, addDays(today, 1)].map((day) => `${day} 00:00-24:00`).join(', ');
};

/** Our service with all conversations handed over: each member of staff has their share of them. */
export async function deskLine(bench: Bench, { conversations, staff }: Crowd): Promise<Line> {
  const folder = await temporaryFolder(bench);
  const capacity = Math.ceil(conversations / staff);
  const names = Array.from({ length: staff }, (_, at) => `Opdigtet Medarbejder ${at + 1}`);
  const accounts = await accountsIn(folder, names, { capacity });
  const server = await startServer(bench, 'main', {
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    OPENING_HOURS_EXCEPTIONS: alwaysOpen(),
    RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
    RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '1000000',
    RATE_LIMIT_REQUESTS_PER_MINUTE: '10000000',
  });
  await server.listening();

  const problems: unknown[] = [];
  const pages: StaffPage[] = [];
  for (const account of accounts)
    pages.push(await StaffPage.open(await signedIn(server.url, account), (problem) => problems.push(problem)));
  const customers: CustomerPage[] = [];
  while (customers.length < conversations) {
    const arriving = Array.from({ length: Math.min(20, conversations - customers.length) }, () =>
      customerPage(server.url),
    );
    const arrived = await within(patienceMs, 'Asking for a person', Promise.all(arriving));
    await within(patienceMs, 'Being queued', Promise.all(arrived.map((one) => one.told('received'))));
    customers.push(...arrived);
  }
  const byConversation = new Map(customers.map((customer) => [customer.conversation, customer]));
  const take = async (page: StaffPage): Promise<Pair[]> => {
    const pairs: Pair[] = [];
    while (pairs.length < capacity && byConversation.size > 0) {
      const taken = await page.next();
      const customer = byConversation.get(taken.conversation);
      if (!customer) throw new Error('Somebody was taken twice.');
      byConversation.delete(taken.conversation);
      const kept = async () => ({
        customer: await customer.everything(),
        staff: await page.everything(taken.conversation),
      });
      pairs.push({ customer, staff: page.endOf(taken), kept });
    }
    return pairs;
  };
  const pairs: Pair[] = [];
  for (const page of pages) pairs.push(...(await take(page)));
  return {
    name: 'charterdesk',
    pid: server.pid,
    pairs,
    async close() {
      for (const customer of customers) customer.close();
      for (const page of pages) page.close();
      await server.stop();
      if (problems.length > 0)
        throw new Error(`The desk could not be read ${problems.length} times.`, { cause: problems[0] });
    },
  };
}
