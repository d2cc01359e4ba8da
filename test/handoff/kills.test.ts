import { rm } from 'node:fs/promises';
import { addDays, dayInDenmark } from '../../dialogs/dates';
import { accountsIn, type NewAccount, signedIn } from '../desk/staff-accounts';
import { freePort, KillableService } from '../killable-service';
import { freshDataDirectory } from '../start-test-service';
import { DeskPage } from './desk-page';
import { LastingCustomer } from './lasting-customer';
import { expectNothingLost } from './nothing-lost';

// KILLS=20 npm test -- handoff/kills is the long form: so many in each state.
const kills = Number(process.env.KILLS ?? 1);
const asks = 'Jeg vil gerne tale med et menneske';

let dataDirectory: string;
let service: KillableService;
let closed: KillableService;
let accounts: NewAccount[];
let anna: DeskPage;
let bo: DeskPage;

beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
  accounts = await accountsIn(dataDirectory, ['Anna Opdigtet', 'Bo Opdigtet']);
  const today = dayInDenmark(new Date());
  const open = [today, addDays(today, 1)].map((day) => `${day} 00:00-24:00`).join(', ');
  const port = await freePort();
  service = new KillableService(port, dataDirectory, { OPENING_HOURS_EXCEPTIONS: open });
  closed = new KillableService(port, dataDirectory, { OPENING_HOURS: 'never', OPENING_HOURS_EXCEPTIONS: 'none' });
  await service.start();
  const pages = await Promise.all(
    accounts.map(async (account) => new DeskPage(account.name, await signedIn(service.url, account))),
  );
  const [first, second] = pages;
  if (!first || !second) throw new Error('Nobody is at the desk.');
  [anna, bo] = [first, second];
});
afterAll(async () => {
  anna.leave();
  bo.leave();
  await service.kill('SIGTERM');
  await closed.kill('SIGTERM');
  await rm(dataDirectory, { recursive: true, force: true });
});

/** Kills the service at no particular moment, so many times, and starts it again. */
async function killed(times = kills, running = service): Promise<void> {
  for (let kill = 0; kill < times; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 150));
    await running.kill('SIGKILL');
    await running.start();
  }
}

/** The hand-off of a conversation, as the queue shows it. */
async function handoffOf({ conversation }: LastingCustomer): Promise<string> {
  for (;;) {
    const { json } = await anna.get('queue');
    const views = [...(json.waiting as object[]), ...(json.mine as object[])] as { id: string; conversation: string }[];
    const found = views.filter((view) => view.conversation === conversation);
    expect(found.length).toBeLessThan(2);
    if (found[0]) return found[0].id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function waiting(): Promise<{ customer: LastingCustomer; handoff: string }> {
  const customer = await LastingCustomer.arrive(service.url);
  await customer.writes(asks);
  await customer.told('received');
  return { customer, handoff: await handoffOf(customer) };
}

async function withAnna(): Promise<{ customer: LastingCustomer; handoff: string }> {
  const one = await waiting();
  expect(await anna.does('take', one.handoff)).toBe('done');
  return one;
}

const check = (customer: LastingCustomer, handoff: string, desk: DeskPage): Promise<string[]> =>
  expectNothingLost({ customer, handoff, desk, dataDirectory });

test('while a customer asks for a person and waits: one hand-off, one receipt, and all of it is there for the person', async () => {
  const customer = await LastingCustomer.arrive(service.url);
  let stopped = false;
  const writing = customer.writes(asks).then(() => customer.goesOn('Venter', () => stopped));
  await killed();
  stopped = true;
  await writing;
  await customer.told('received');
  const handoff = await handoffOf(customer);
  expect(await check(customer, handoff, anna)).toEqual(['requested']);
  expect(await anna.does('take', handoff)).toBe('done');
  expect(await check(customer, handoff, anna)).toEqual(['requested', 'taken']);
});

test('while both write: what either was told is kept stands in one log, once and in order, and the page shows the same', async () => {
  const { customer, handoff } = await withAnna();
  const shown = anna.follows(customer.conversation);
  let stopped = false;
  const said: string[] = [];
  const staff = async (): Promise<void> => {
    for (let number = 1; !stopped; number += 1) {
      const text = `Svar ${number}`;
      expect(await anna.say(handoff, text)).toBe('done');
      said.push(text);
    }
  };
  const writing = Promise.all([customer.goesOn('Spørgsmål', () => stopped), staff()]);
  await killed();
  stopped = true;
  await writing;
  expect(await check(customer, handoff, anna)).toEqual(['requested', 'taken']);
  const log = await customer.log();
  // Only the person has spoken since: not one word of the bot's.
  const afterTaken = log.slice(log.findIndex(({ text }) => text?.includes('Anna Opdigtet (medarbejder)')) + 1);
  const others = afterTaken.filter(({ from }) => from.role !== 'user');
  expect(others.map(({ text }) => text)).toEqual(said);
  expect(others.every(({ from }) => from.name === 'Anna Opdigtet')).toBe(true);
  while (shown.length < log.length) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shown).toEqual(await anna.entries(customer.conversation));
  expect(said.length).toBeGreaterThan(0);
});

test('while two try to take it: one has it, the other hears who, the customer is told once', async () => {
  for (let round = 0; round < kills; round += 1) {
    const { customer, handoff } = await waiting();
    let stopped = false;
    const writing = customer.goesOn('Hallo', () => stopped);
    const taking = Promise.all([anna.does('take', handoff), bo.does('take', handoff)]);
    await killed(1);
    const outcomes = await taking;
    stopped = true;
    await writing;
    expect([...outcomes].sort()).toEqual(['done', 'not-yours']);
    const owner = outcomes[0] === 'done' ? anna : bo;
    expect(await check(customer, handoff, owner)).toEqual(['requested', 'taken']);
  }
});

test('while it is transferred: to one colleague, once', async () => {
  for (let round = 0; round < kills; round += 1) {
    const { customer, handoff } = await withAnna();
    let stopped = false;
    const writing = customer.goesOn('Og så', () => stopped);
    const to = { colleague: accounts[1]?.id };
    const transferring = anna.does('transfer', handoff, { to, note: 'Kender kunden' });
    await killed(1);
    // Where the first answer was lost, it waits for the colleague by now, and is nobody else's.
    expect(['done', '403']).toContain(await transferring);
    stopped = true;
    await writing;
    expect(await check(customer, handoff, bo)).toEqual(['requested', 'taken', 'transferred']);
    expect(await bo.does('take', handoff)).toBe('done');
    expect(await check(customer, handoff, bo)).toEqual(['requested', 'taken', 'transferred', 'taken']);
  }
});

test('while it is sent on to a team, and the answer is lost: it is sent once', async () => {
  const { customer, handoff } = await withAnna();
  const transfer = (): Promise<string> => anna.does('transfer', handoff, { to: { team: 'skader' }, note: '' });
  expect([await transfer(), await transfer()]).toEqual(['done', 'done']);
  expect(await check(customer, handoff, anna)).toEqual(['requested', 'taken', 'transferred']);
});

test('while it is given back: the bot answers what comes after, once, and nothing of what came before', async () => {
  for (let round = 0; round < kills; round += 1) {
    const { customer, handoff } = await withAnna();
    let stopped = false;
    const writing = customer.goesOn('Hvad er klausul', () => stopped);
    const returning = anna.does('return', handoff);
    await killed(1);
    expect(['done', 'ended']).toContain(await returning);
    stopped = true;
    await writing;
    await customer.writes('Hvornår får vi svar, hvis sagen trækker ud?');
    const last = (await customer.log()).filter(({ from }) => from.role === 'user').at(-1)?.id;
    const log = await customer.until((all) =>
      all.some(({ replyToId, from }) => replyToId === last && from.role === 'bot'),
    );
    expect(await check(customer, handoff, anna)).toEqual(['requested', 'taken', 'returned']);
    const replied = log.flatMap(({ replyToId, from, channelData }) =>
      from.role === 'bot' && replyToId !== undefined && !channelData?.handoff ? [replyToId] : [],
    );
    expect(new Set(replied).size).toBe(replied.length);
  }
});

test('while a message is left out of hours: it is one case, which is taken and closed when somebody comes', async () => {
  await service.kill('SIGKILL');
  await closed.start();
  const customer = await LastingCustomer.arrive(closed.url);
  const steps = [asks, 'Læg en besked', 'Ring til mig om vores limit, tak', 'jo@field.example'];
  for (const step of steps) {
    const before = (await customer.log()).length;
    const writing = customer.writes(step);
    if (kills > 2 || step.startsWith('Ring')) await killed(1, closed);
    await writing;
    await customer.until((log) => log.length >= before + 2);
  }
  await customer.told('messageKept');
  const handoff = await handoffOf(customer);
  expect(await check(customer, handoff, anna)).toEqual(['requested']);
  const closing = anna
    .does('take', handoff)
    .then(() => anna.does('close', handoff, { outcome: 'solved', summary: 'Vi har ringet.' }));
  await killed(1, closed);
  expect(['done', 'ended']).toContain(await closing);
  expect(await check(customer, handoff, anna)).toEqual(['requested', 'taken', 'closed']);
});
