import { readFile } from 'node:fs/promises';
import type { Browser, WebSocketRoute } from 'playwright-core';
import { happening, SlowAnswers } from '../channels/slow-answers';
import { startTestService, type TestService } from '../start-test-service';
import { seriousFindings } from './axe';
import { asShown, type ChatPage, openDemoPage, serviceLog, shownLines, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';

const answers = new SlowAnswers();
let browser: Browser;
let service: TestService;
beforeAll(async () => {
  [browser, service] = await Promise.all([
    launchChromium(),
    startTestService({ PRIVACY_URL: 'https://www.example.com/privacy' }, { responder: answers.responder }),
  ]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const streamId = 'c|stream-1';
/** A piece of an answer, as the service streams it. */
const piece = (number: number, text: string, streamType = 'streaming'): string =>
  JSON.stringify({
    activities: [
      {
        type: 'typing',
        id: number === 1 ? streamId : `c|sign-${number}`,
        from: { role: 'bot' },
        text,
        entities: [{ type: 'streaminfo', streamType, streamSequence: number, ...(number === 1 ? {} : { streamId }) }],
      },
    ],
  });
const ofLog = (number: number, more: object): string =>
  JSON.stringify({
    activities: [
      {
        type: 'message',
        id: `c|${String(number).padStart(7, '0')}`,
        from: { role: 'bot' },
        timestamp: new Date().toISOString(),
        ...more,
      },
    ],
    watermark: String(number),
  });

const card = (body: object[]) => ({
  text: 'It is being looked at.',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.5', lang: 'en', fallbackText: '**Case**\n- Status: open', body },
    },
  ],
});

const action = (title: string) => ({
  type: 'ActionSet',
  actions: [{ type: 'Action.Submit', title, data: { say: 'What is a claim?' } }],
});

// One page for all: what the earlier ones have left in the conversation stands above.
describe('one customer', () => {
  let customer: ChatPage;
  let socket: WebSocketRoute;
  const scripts: string[] = [];
  const streaming = () => customer.chat.locator('.streaming');
  /** Puts a frame onto the customer's socket, as if it were the service's. */
  const comes = (frame: string): void => socket.send(frame);
  /** The log's next entry, as if the service had it. */
  const isLogged = async (more: object): Promise<void> =>
    comes(ofLog((await customer.chat.locator('.message:not(.typing):not(.streaming)').count()) + 1, more));
  const sounds = (): Promise<number> =>
    customer.page.evaluate(() => (window as unknown as { sounds: { made: number } }).sounds.made);

  beforeAll(async () => {
    customer = await openDemoPage(browser, service.url, {
      language: 'en',
      locale: 'en-GB',
      prepare: async (context) => {
        await context.addInitScript(() => {
          const made = { made: 0 };
          Object.assign(window, { sounds: made });
          const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function (when) {
            made.made += 1;
            start.call(this, when);
          };
        });
        await context.routeWebSocket(/stream/, (route) => {
          socket = route;
          route.connectToServer();
        });
      },
    });
    customer.page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    await customer.open();
    await customer.botMessageCount(1);
  });
  afterAll(() => customer?.close());

  test('two answers in a row grow before their eyes, each below its question', async () => {
    for (const question of ['first', 'second']) {
      const seen = happening();
      answers.on(question, async (stream) => {
        stream?.progress('Looking …');
        stream?.sentence('It takes **two days**');
        await seen.happened;
        return 'It takes **two days** at most.';
      });
      await customer.send(question);
      await streaming().getByText('two days').waitFor();
      expect(await streaming().locator('.bubble').innerText()).toBe('It takes two days');
      seen.happen();
      await customer.botMessages.last().getByText('at most').waitFor();
      expect(await streaming().count()).toBe(0);
    }
    expect(await shownLines(customer)).toEqual(asShown(await serviceLog(customer.page, service.url)));
    expect(await customer.ownMessages.locator('.bubble').allTextContents()).toEqual(['first', 'second']);
  });

  test('the conversation is downloaded as a text: who said what, and on which sources', async () => {
    await customer.send('When do we hear from you if our case is delayed?');
    await customer.chat.locator('.sources a[href*="administration-enquiries"]').first().waitFor();
    const saved = customer.page.waitForEvent('download');
    await customer.choose('Download the conversation as text');
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^conversation-\d{4}-\d\d-\d\d\.txt$/);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toMatch(/^\uFEFFCustomer service, /);
    expect(text).toMatch(/\nAI assistant \(\d\d:\d\d\):\n/);
    expect(text).toMatch(/\nYou \(\d\d:\d\d\):\nWhen do we hear from you if our case is delayed\?\n/);
    const [, source = ''] = /\n\[1\] Administering your insurance – .+: (.*administration-enquiries)/.exec(text) ?? [];
    expect(new URL(source).origin).toBe(service.url);
    expect(text).not.toContain('**');
  });

  test('an answer grows as one message, and the final one takes its place and is read out once', async () => {
    const before = await customer.botMessages.count();
    comes(piece(1, 'Reading the charter …', 'informative'));
    await customer.chat.getByText('Reading the charter …').waitFor();
    expect(await streaming().count()).toBe(0);
    comes(piece(2, 'You get an answer **within'));
    comes(piece(4, 'You get an answer **within two days** from'));
    // Overtaken on the way.
    comes(piece(3, 'You get an answer **within two'));
    await streaming().getByText('within two days').waitFor();
    expect(await streaming().locator('.bubble').innerText()).toBe('You get an answer within two days from');
    expect(await customer.chat.locator('.typing').count()).toBe(0);
    expect(await streaming().getAttribute('aria-live')).toBe('off');
    const final = { text: 'You get an answer **within two days**.', channelData: { streamType: 'final', streamId } };
    await isLogged(final);
    await customer.botMessages.nth(before).getByText('within two days').waitFor();
    expect(await streaming().count()).toBe(0);
    expect(await customer.botMessages.count()).toBe(before + 1);
    comes(piece(1, 'Nothing came of this'));
    await streaming().waitFor();
    const retraction = {
      type: 'message',
      id: 'c|sign-9',
      from: { role: 'bot' },
      text: '',
      channelData: { streamType: 'final', streamId },
    };
    comes(JSON.stringify({ activities: [retraction] }));
    await streaming().waitFor({ state: 'detached' });
    expect(await customer.botMessages.count()).toBe(before + 1);
  });

  test('a card is drawn by a script that comes with the first one; one of another kind is shown in its words', async () => {
    expect(scripts).not.toContain('/assets/cards.mjs');
    const facts = { type: 'FactSet', facts: [{ title: 'Status', value: 'open <b>' }] };
    await isLogged(card([{ type: 'TextBlock', text: 'Case CL-1', style: 'heading' }, facts, action('Ask about it')]));
    await customer.chat.getByRole('heading', { name: 'Case CL-1' }).waitFor();
    expect(scripts).toContain('/assets/cards.mjs');
    expect(await customer.chat.locator('.card dd').innerText()).toBe('open <b>');
    await isLogged(card([{ type: 'Input.Text', id: 'x' }]));
    await customer.botMessages.last().getByText('Status: open').waitFor();
  });

  test('pressing a button of a card says what it stands for', async () => {
    await isLogged(card([action('Ask again')]));
    await customer.chat.getByRole('button', { name: 'Ask again' }).click();
    await customer.ownMessages.last().getByText('What is a claim?').waitFor();
    await eventually(async () =>
      expect(await customer.chat.getByRole('button', { name: 'Ask again' }).isDisabled()).toBe(true),
    );
  });

  test('the menu is reached and left by the keyboard, and Escape closes it alone', async () => {
    const more = customer.chat.getByRole('button', { name: 'More options' });
    await more.focus();
    await customer.page.keyboard.press('Enter');
    await customer.page.keyboard.press('Tab');
    const first = customer.chat.getByRole('button', { name: 'Start a new conversation' });
    await eventually(async () => expect(await first.evaluate((node) => node.matches(':focus'))).toBe(true));
    await customer.page.keyboard.press('Escape');
    await eventually(async () => expect(await first.isVisible()).toBe(false));
    await eventually(async () => expect(await more.evaluate((node) => node.matches(':focus'))).toBe(true));
    expect(await customer.panel.isVisible()).toBe(true);
    await customer.page.keyboard.press('Escape');
    await eventually(async () => expect(await customer.panel.isVisible()).toBe(false));
  });

  test('a closed chat makes no sound until it is asked to, and marks what has come', async () => {
    await customer.page.reload();
    await customer.open();
    await customer.choose('Start a new conversation');
    await customer.ownMessages.first().waitFor({ state: 'detached' });
    await customer.botMessageCount(1);
    await customer.chat.locator('.close').click();
    await isLogged({ text: 'Your limit has been decided.' });
    await customer.chat.locator('.unread:not(:empty)').waitFor({ state: 'attached' });
    await eventually(async () => expect(await customer.launcher.textContent()).toBe('Ask us, new message'));
    expect(await sounds()).toBe(0);
    await customer.open();
    await customer.chat.locator('.unread:not(:empty)').waitFor({ state: 'detached' });
    await customer.choose('Turn on a sound for new messages');
    await eventually(async () => expect(await sounds()).toBe(1));
    await isLogged({ text: 'And here is another.' });
    await customer.botMessageCount(3);
    await eventually(async () => expect(await sounds()).toBe(2));
  });
});

interface Reader {
  language: 'da' | 'en';
  ask: string;
  end: string;
}

/** A signed-in customer who has been shown a card. */
async function withCard({ language, ask }: Reader, options: Parameters<typeof openDemoPage>[2]): Promise<ChatPage> {
  const customer = await openDemoPage(browser, service.url, { ...options, language, reducedMotion: 'reduce' });
  await customer.page.locator('#customer').selectOption('blaamejse');
  await customer.page.locator('.sign-in form button').click();
  await customer.page.locator('.signed-in').waitFor();
  await customer.open();
  await customer.botMessageCount(1);
  await customer.send(ask);
  await customer.chat.locator('.card dl').first().waitFor();
  expect(await customer.log.evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
  return customer;
}

/** Consent, card, open menu and the end of the conversation, all at once. */
async function findingsAtTheEnd(customer: ChatPage, { end }: Reader): Promise<string[]> {
  await customer.choose(end);
  await customer.log.getByRole('button').last().waitFor();
  await customer.chat.locator('.more').click();
  await customer.chat.locator('.menu-list').waitFor();
  expect(await customer.chat.locator('.consent a').getAttribute('href')).toBe('https://www.example.com/privacy');
  return seriousFindings(customer.page, { within: 'charterdesk-chat' });
}

test('on a desktop, light and Danish, nothing is wider than the chat, and axe finds nothing serious', async () => {
  const reader: Reader = { language: 'da', ask: 'Hvad er status på vores skade?', end: 'Afslut samtalen' };
  const customer = await withCard(reader, { colorScheme: 'light' });
  expect(await findingsAtTheEnd(customer, reader)).toEqual([]);
  expect(customer.complaints).toEqual([]);
  await customer.close();
});

test('on a phone, dark and English, too; with the keyboard up the box to write in and the newest line stay in sight', async () => {
  const reader: Reader = { language: 'en', ask: 'What is the status of our claims?', end: 'End the conversation' };
  const customer = await withCard(reader, {
    ...{ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, colorScheme: 'dark' },
    prepare: (context) =>
      context.addInitScript(() => {
        // What a phone's keyboard does, which a headless browser has none of.
        const viewport = Object.assign(new EventTarget(), { height: 640, offsetTop: 0, scale: 1 });
        Object.defineProperty(window, 'visualViewport', { value: viewport });
      }),
  });
  const leaves = (height: number, offsetTop: number): Promise<void> =>
    customer.page.evaluate(
      (left) => {
        Object.assign(window.visualViewport ?? {}, left);
        window.visualViewport?.dispatchEvent(new Event('resize'));
      },
      { height, offsetTop },
    );
  await leaves(330, 40);
  await customer.panel.evaluate((panel) => Promise.all(panel.getAnimations().map(({ finished }) => finished)));
  expect(await customer.panel.boundingBox()).toEqual({ x: 0, y: 40, width: 360, height: 330 });
  const box = await customer.input.boundingBox();
  expect(box && box.y + box.height).toBeLessThanOrEqual(370);
  await leaves(640, 0);
  expect(await findingsAtTheEnd(customer, reader)).toEqual([]);
  expect(customer.complaints).toEqual([]);
  await customer.close();
});
