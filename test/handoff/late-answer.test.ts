import { rm } from 'node:fs/promises';
import { untilReady } from '../browser/chat-page';
import type { DeskClient } from '../desk/desk-client';
import { accountsIn, signedIn } from '../desk/staff-accounts';
import { freshDataDirectory, startTestService, type TestService } from '../start-test-service';
import { LastingCustomer, receiptsIn } from './lasting-customer';

/** Holds the bot's turns back while it is closed: each asks whether there are staff, and waits here for the answer. */
const gate = {
  asked: 0,
  opened: Promise.resolve(),
  open: (): void => undefined,
  close(): void {
    gate.opened = new Promise((resolve) => (gate.open = resolve));
  },
};
const staff = {
  async isStaffed() {
    gate.asked += 1;
    await gate.opened;
    return true;
  },
  available: () => Promise.resolve([]),
  lastSeen: () => Promise.resolve(new Date()),
};

let service: TestService;
let anna: DeskClient;
let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
  const [account] = await accountsIn(dataDirectory, ['Anna Opdigtet']);
  if (!account) throw new Error('There is no account.');
  const closed = { OPENING_HOURS: 'never', OPENING_HOURS_EXCEPTIONS: 'none' };
  service = await startTestService({ ...closed, DATA_DIR: dataDirectory }, { staff });
  await untilReady(service.url);
  anna = await signedIn(service.url, account);
});
afterAll(async () => {
  gate.open();
  await service.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

const question = 'Hvornår får vi svar, hvis sagen trækker ud?';

/** Writes, and waits until the bot has said something to it. */
async function isAnswered(customer: LastingCustomer, text: string): Promise<void> {
  const before = (await customer.log()).length;
  await customer.writes(text);
  await customer.until((log) => log.length >= before + 2);
}

test('a bot answer that is thought out while a person takes over is never said; the person’s words are', async () => {
  const customer = await LastingCustomer.arrive(service.url);
  for (const text of ['Jeg vil gerne tale med et menneske', 'Læg en besked', 'Ring til mig, tak', 'jo@field.example'])
    await isAnswered(customer, text);
  await customer.told('messageKept');
  const [left] = (await anna.get('queue')).json.waiting as { id: string }[];
  const before = (await customer.log()).length;

  gate.close();
  const asked = gate.asked;
  await customer.writes(question);
  while (gate.asked === asked) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await anna.post(`handoffs/${left?.id}/take`)).json.kind).toBe('done');
  gate.open();
  const said = await anna.post(`handoffs/${left?.id}/messages`, { clientId: 'a', text: 'Jeg ser på det nu.' });
  expect(said.json.kind).toBe('done');
  // A conversation's turns come one after another: when the next message has its answer, the late turn is over.
  await anna.post(`handoffs/${left?.id}/return`);
  await customer.writes(question);
  const last = (await customer.log()).filter(({ from }) => from.role === 'user').at(-1)?.id;
  const log = (await customer.until((all) => all.some(({ replyToId }) => replyToId === last))).slice(before);
  expect(receiptsIn(log)).toEqual(['taken', 'returned']);
  const answers = log.filter(({ from, channelData }) => from.role === 'bot' && !channelData?.handoff);
  expect(answers.map(({ from, replyToId }) => [from.name, replyToId])).toEqual([
    ['Anna Opdigtet', undefined],
    [answers.at(-1)?.from.name, last],
  ]);
});
