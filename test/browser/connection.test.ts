import { rm } from 'node:fs/promises';
import type { Browser, Route } from 'playwright-core';
import { freshDataDirectory, startTestService, type TestService } from '../start-test-service';
import {
  asShown,
  chatOn,
  complaintsOf,
  openDemoPage,
  serviceLog,
  shownLines,
  untilReady,
  type ChatPage,
} from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';

let browser: Browser;
let service: TestService;
let dataDirectory: string;
/** How far the service's clock is ahead, for tokens. */
let aheadMs = 0;
const tokenClock = (): Date => new Date(Date.now() + aheadMs);

beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
  [browser, service] = await Promise.all([
    launchChromium(),
    startTestService({ DATA_DIR: dataDirectory }, { tokenClock }),
  ]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

const question = 'Hvordan rejser vi et krav?';
const secondQuestion = 'Hvornår får vi svar, hvis sagen trækker ud?';

/** The rule of every case here: whatever went wrong on the way, the customer ends up seeing what the service has, all of it, once. */
async function expectViewEqualsLog(customer: ChatPage): Promise<void> {
  expect(await shownLines(customer)).toEqual(asShown(await serviceLog(customer.page, service.url)));
}

async function inConversation(customer: ChatPage): Promise<ChatPage> {
  await customer.open();
  await customer.botMessageCount(1);
  return customer;
}

/** Does what will be answered, and waits for so many answers more than there were. */
async function answered(customer: ChatPage, act: () => Promise<unknown>, answers = 1): Promise<void> {
  const before = await customer.botMessages.count();
  await act();
  await customer.botMessageCount(before + answers);
}

/** What the customer wrote, as the service has it: so many of the latest. */
async function latestOwn(customer: ChatPage, count: number): Promise<string[]> {
  const own = (await serviceLog(customer.page, service.url)).filter(({ from }) => from === 'user');
  return own.slice(-count).map(({ text }) => text);
}

const hours = (count: number): number => count * 3_600_000;

// One customer and one page after another: what goes wrong in one case is behind them in the next.
describe('one customer', () => {
  let customer: ChatPage;
  beforeAll(async () => {
    customer = await inConversation(await openDemoPage(browser, service.url));
  });
  afterAll(() => customer?.close());

  test('a receipt is lost on the way: the message is sent again and counts once', async () => {
    let lost = 0;
    const loseReceipt = async (route: Route): Promise<void> => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    };
    await customer.page.route('**/activities', loseReceipt);
    const again = customer.page.waitForRequest((request) => request.method() === 'POST' && lost > 0);
    await answered(customer, async () => {
      await customer.send(question);
      await Promise.race([again, customer.botMessageCount(2)]);
    });
    await customer.page.unroute('**/activities');
    expect(lost).toBe(1);
    expect(await latestOwn(customer, 2)).toEqual([question]);
    await expectViewEqualsLog(customer);
  });

  test('a refused message says so, keeps its words and can be sent again', async () => {
    await customer.page.route('**/activities', (route) => route.fulfill({ status: 400, json: { error: {} } }), {
      times: 1,
    });
    await answered(customer, async () => {
      await customer.send(question);
      await customer.chat.getByRole('button', { name: 'Prøv igen' }).click();
      // The button is gone; whoever pressed it writes on.
      await customer.input.and(customer.page.locator(':focus')).waitFor();
    });
    await eventually(async () => expect(await customer.chat.locator('.delivery.failed').count()).toBe(0));
    await expectViewEqualsLog(customer);
  });

  test('the service asks for patience: the chat says for how long, and sends the message then', async () => {
    await customer.page.route(
      '**/activities',
      (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '2' }, json: { error: {} } }),
      { times: 1 },
    );
    await answered(customer, async () => {
      await customer.send(question);
      await customer.chat.locator('.banner.busy').waitFor();
      expect(await customer.banner.textContent()).toMatch(/^Vent et øjeblik: .* om 2 sekunder\.$/);
      expect(await customer.ownMessages.last().locator('.delivery').textContent()).toBe('Sender …');
    });
    await eventually(async () => expect(await customer.banner.textContent()).toBe(''));
    await expectViewEqualsLog(customer);
  });

  test('the service dies: a message that cannot be sent says so at once, also over the line that all is well', async () => {
    await customer.context.setOffline(true);
    await customer.chat.locator('.banner.lost').waitFor();
    await customer.context.setOffline(false);
    await customer.chat.locator('.banner.online').waitFor();
    // The stream stays: only the failed message can tell.
    await customer.page.route('**/activities', (route) => route.abort());
    const failed = customer.page.waitForEvent('requestfailed');
    await answered(customer, async () => {
      await customer.send(question);
      await failed;
      await customer.chat.locator('.banner.lost').waitFor({ timeout: 10_000 });
      expect(await customer.chat.locator('.banner.online').count()).toBe(0);
      await customer.page.unroute('**/activities');
    });
    await customer.chat.locator('.banner.lost').waitFor({ state: 'hidden' });
    await expectViewEqualsLog(customer);
  });

  test('the page is reloaded with a message unsent: it goes out from the new page, below the whole history, once', async () => {
    const before = await shownLines(customer);
    await customer.page.route('**/activities', (route) => route.abort());
    await customer.send(secondQuestion);
    await customer.page.unroute('**/activities');
    await customer.page.reload();
    const answers = before.filter(({ from }) => from === 'bot').length;
    await customer.botMessageCount(answers + 1);
    expect(await latestOwn(customer, 2)).toEqual([question, secondQuestion]);
    expect(await customer.chat.locator('.notice').count()).toBe(0);
    expect((await shownLines(customer)).slice(0, before.length)).toEqual(before);
    await expectViewEqualsLog(customer);
    // The chat is open, and the conversation goes on.
    await answered(customer, () => customer.send(question));
    await expectViewEqualsLog(customer);
  });

  test('the service is restarted under an open chat: the conversation goes on', async () => {
    const before = (await serviceLog(customer.page, service.url)).length;
    const { port } = new URL(service.url);
    await service.stop();
    await customer.chat.locator('.banner.lost').waitFor({ timeout: 30_000 });
    const answers = await customer.botMessages.count();
    await customer.send(secondQuestion);
    service = await startTestService({ DATA_DIR: dataDirectory, PORT: port }, { tokenClock });
    await customer.botMessageCount(answers + 1);
    await customer.chat.locator('.banner.lost').waitFor({ state: 'hidden' });
    expect(await serviceLog(customer.page, service.url)).toHaveLength(before + 2);
    await expectViewEqualsLog(customer);
  });

  test('a new conversation starts afresh: nothing of the earlier one is shown, on this page or the next', async () => {
    const complaints = complaintsOf(customer.page);
    await customer.choose('Start en ny samtale');
    await customer.ownMessages.first().waitFor({ state: 'detached' });
    await customer.botMessageCount(1);
    await expectViewEqualsLog(customer);
    await answered(customer, () => customer.send(secondQuestion));
    expect(await customer.ownMessages.locator('.bubble').allTextContents()).toEqual([secondQuestion]);
    await customer.page.reload();
    await customer.botMessageCount(2);
    await expectViewEqualsLog(customer);
    expect(complaints).toEqual([]);
  });

  test('two tabs are one conversation: both show it whole, and a new one in the first is the new one in the second', async () => {
    const page = await customer.context.newPage();
    const first = { ...customer, complaints: complaintsOf(customer.page) };
    const second = chatOn(page, complaintsOf(page));
    await page.goto(`${service.url}/?lang=da`);
    await second.open();
    const before = await first.botMessages.count();
    await second.botMessageCount(before);
    await first.send(question);
    await second.send(secondQuestion);
    for (const tab of [first, second]) await tab.botMessageCount(before + 2);
    await expectViewEqualsLog(first);
    await expectViewEqualsLog(second);
    await first.choose('Start en ny samtale');
    for (const tab of [first, second]) {
      await tab.ownMessages.first().waitFor({ state: 'detached' });
      await tab.botMessageCount(1);
    }
    await second.send(question);
    for (const tab of [first, second]) await tab.botMessageCount(2);
    await expectViewEqualsLog(first);
    await expectViewEqualsLog(second);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await page.close();
  });

  test('an ended conversation stays to be read and is closed to everybody; the next one is another', async () => {
    const kept = await customer.page.evaluate(() => JSON.stringify({ ...localStorage }));
    const resumeToken = /resumeToken\\":\\"([^"\\]+)/.exec(kept)?.[1];
    expect(resumeToken).toBeDefined();
    await answered(customer, () => customer.send(question));
    const written = await customer.ownMessages.count();
    const ended = customer.page.waitForResponse('**/sign-out');
    await customer.choose('Afslut samtalen');
    await ended;
    await customer.chat.getByText('Du har afsluttet samtalen.').waitFor();
    await eventually(async () => expect(await customer.input.isVisible()).toBe(false));
    expect(await customer.ownMessages.count()).toBe(written);
    const again = await fetch(`${service.url}/v3/directline/tokens/resume`, {
      method: 'POST',
      body: JSON.stringify({ resumeToken }),
    });
    expect(again.status).toBe(403);
    await customer.log.getByRole('button', { name: 'Start en ny samtale' }).click();
    await customer.ownMessages.first().waitFor({ state: 'detached' });
    await customer.botMessageCount(1);
    await expectViewEqualsLog(customer);
  });

  test('the token has expired: the chat says that a new conversation begins, and works', async () => {
    await customer.page.evaluate(() => {
      const key = Object.keys(localStorage)[0] ?? '';
      const { session } = JSON.parse(localStorage.getItem(key) ?? '{}') as { session: { token: string } };
      localStorage.setItem(key, JSON.stringify({ session: { ...session, token: 'expired' } }));
    });
    await customer.page.reload();
    await customer.chat.getByText('Din tidligere samtale er udløbet. Her begynder en ny.').waitFor();
    await customer.botMessageCount(1);
    await answered(customer, () => customer.send(question));
    await expectViewEqualsLog(customer);
  });

  test('the customer comes back days later: the conversation is there and goes on; after a week a new one begins', async () => {
    await answered(customer, () => customer.send(question));
    const before = await shownLines(customer);
    await customer.page.close();
    const comeBack = async (afterHours: number): Promise<ChatPage> => {
      aheadMs += hours(afterHours);
      const page = await customer.context.newPage();
      await page.clock.install({ time: tokenClock() });
      await page.goto(`${service.url}/?lang=da`);
      return chatOn(page, complaintsOf(page));
    };
    for (const days of [1, 6]) {
      const back = await comeBack(days * 24);
      await back.open();
      await back.botMessageCount(before.filter(({ from }) => from === 'bot').length);
      expect(await shownLines(back)).toEqual(before);
      await expectViewEqualsLog(back);
      await back.page.close();
    }
    const late = await comeBack(8 * 24);
    await late.open();
    await late.chat.getByText('Din tidligere samtale er udløbet. Her begynder en ny.').waitFor();
    await late.botMessageCount(1);
    expect(await late.ownMessages.count()).toBe(0);
  });
});

// The page's clock is ours here: what takes a minute or a night takes neither.
describe('one customer, over time', () => {
  let customer: ChatPage;
  /** What the page's first socket carries from the service: everything; the service's pings alone; nothing, either way. */
  let carries: 'all' | 'pings' | 'nothing' = 'all';
  let heard: (message: unknown) => void = () => undefined;
  /** Whatever waits, for so long, has waited. */
  const pass = (milliseconds: number): Promise<void> => customer.page.clock.runFor(milliseconds);

  beforeAll(async () => {
    customer = await openDemoPage(browser, service.url, { prepare: (context) => context.clock.install() });
    let current = 0;
    await customer.page.routeWebSocket(/stream/, (socket) => {
      const server = socket.connectToServer();
      const own = (current += 1);
      // A fault is of the socket that stands when it happens; the next one is whole.
      carries = 'all';
      const now = (): typeof carries => (own === current ? carries : 'all');
      socket.onMessage((message) => void (now() === 'nothing' ? undefined : server.send(message)));
      server.onMessage((message) => {
        if (now() === 'nothing' || (now() === 'pings' && message !== '')) return;
        socket.send(message);
        heard(message);
      });
    });
    await customer.page.goto(`${service.url}/?lang=da`);
    await inConversation(customer);
  });
  afterAll(() => customer?.close());

  test('a connection that has died without a word is noticed within 15 seconds, and mended', async () => {
    // Idle for half a minute, a chat is not taken for dead: its pings are answered.
    for (let pings = 0; pings < 6; pings += 1) {
      const answer = new Promise((resolve) => (heard = resolve));
      await pass(5_000);
      expect(await answer).toBe('');
    }
    await eventually(async () => expect(await customer.banner.textContent()).toBe(''));
    carries = 'nothing';
    await customer.page.route('**/v3/directline/**', () => undefined);
    await pass(15_000);
    await customer.chat.locator('.banner.lost').waitFor({ timeout: 10_000 });
    await customer.page.unroute('**/v3/directline/**');
    await answered(customer, async () => {
      await customer.send(question);
      await pass(60_000);
    });
    await expectViewEqualsLog(customer);
  });

  test('a socket that looks alive and carries nothing is noticed: the answer comes all the same', async () => {
    await customer.chat.locator('.banner.lost').waitFor({ state: 'detached' });
    carries = 'pings';
    const posted = customer.page.waitForResponse((response) => response.request().method() === 'POST');
    await answered(customer, async () => {
      await customer.send(question);
      await posted;
      await customer.ownMessages.last().locator('.delivery').getByText('Sendt', { exact: true }).waitFor();
      await pass(8_000);
    });
    await expectViewEqualsLog(customer);
  });

  test('the network is cut for a minute: the chat says so, and what was written meanwhile is sent, once and in order', async () => {
    await customer.context.setOffline(true);
    await customer.chat.locator('.banner.lost').waitFor();
    const written = [question, secondQuestion];
    for (const text of written) await customer.send(text);
    const waiting = customer.ownMessages
      .locator('.delivery')
      .filter({ hasText: 'Sendes, når forbindelsen er tilbage' });
    expect(await waiting.count()).toBe(2);
    await pass(60_000);
    await eventually(async () => expect(await customer.chat.locator('.banner.lost').count()).toBe(1));
    await answered(customer, () => customer.context.setOffline(false), 2);
    await customer.chat.locator('.banner.lost').waitFor({ state: 'detached' });
    expect(await latestOwn(customer, 2)).toEqual(written);
    await expectViewEqualsLog(customer);
  });

  test('the token runs out overnight under an open chat: the conversation goes on in the morning', async () => {
    // Awake, it gets a new token long before the old one has run out.
    const refreshed = customer.page.waitForResponse('**/tokens/refresh');
    await customer.page.clock.fastForward(hours(0.3));
    expect((await refreshed).status()).toBe(200);
    // The computer sleeps.
    await customer.context.setOffline(true);
    await customer.page.clock.fastForward(hours(14));
    aheadMs += hours(14);
    await customer.context.setOffline(false);
    await answered(customer, async () => {
      await customer.send(secondQuestion);
      await pass(5_000);
    });
    await eventually(async () => expect(await customer.chat.locator('.notice').count()).toBe(0));
    await expectViewEqualsLog(customer);
  });
});

test('sockets are blocked: the chat asks at intervals instead', async () => {
  const customer = await openDemoPage(browser, service.url, {
    prepare: (context) =>
      context.addInitScript(() => {
        // A network that lets no socket through: each attempt fails.
        const Real = window.WebSocket;
        window.WebSocket = class extends Real {
          constructor() {
            super('ws://127.0.0.1:9');
          }
        };
      }),
  });
  await inConversation(customer);
  await customer.send(question);
  await customer.botMessageCount(2);
  await eventually(async () => expect(await customer.chat.locator('.banner.lost').count()).toBe(0));
  await expectViewEqualsLog(customer);
  await customer.close();
});
