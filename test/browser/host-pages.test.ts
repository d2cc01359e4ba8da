import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { projectPath } from '../../knowledge';
import { png } from '../attachments/sample-files';
import { startTestService, type TestService } from '../start-test-service';
import { complaintsOf, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';
import { hostSite, type HostPage } from './host-site';

let browser: Browser;
let service: TestService;
let site: Awaited<ReturnType<typeof hostSite>>;

const tag = (attributes = '') => `<script src="${service.url}/widget.js" ${attributes} async></script>`;
const socket = () => service.url.replace(/^http/, 'ws');
/** The least that a page must allow, as the README says. */
const strictest = () =>
  `default-src 'none'; script-src ${service.url}; connect-src ${service.url} ${socket()}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`;
const aggressive = `<style>
  * { all: unset !important; display: block !important; color: red !important; font: 5px cursive !important; }
  body * { opacity: .3 !important; transform: rotate(3deg) !important; }
  charterdesk-chat { display: none !important; position: static !important; }
  :root, body { font-size: 5px; letter-spacing: 9px; text-transform: uppercase; direction: rtl; }
</style>`;
/** The colours that a site may set, and where each is seen. That of a person is in no conversation here: there its own name has to do. */
const painted: Record<string, [part: string, property: string]> = {
  accent: ['.own .bubble', 'background-color'],
  'on-accent': ['.own .bubble', 'color'],
  head: ['header', 'background-color'],
  'on-head': ['header', 'color'],
  ground: ['.panel', 'background-color'],
  ink: ['.bot .bubble', 'color'],
  quiet: ['.consent', 'color'],
  line: ['.consent', 'border-bottom-color'],
  bot: ['.bot .bubble', 'background-color'],
  link: ['.source strong', 'color'],
  person: ['.root', '--person'],
};
const colour = (at: number, ending: string): string => (ending === '' ? `rgb(${at}, 9, 0)` : `rgb(0, 9, ${at})`);
const themed = ['', '-dark']
  .flatMap((ending) => Object.keys(painted).map((name, at) => `--chat-${name}${ending}: ${colour(at, ending)};`))
  .join(' ');
const pages = (): Record<string, HostPage> => ({
  '/themed': {
    html: `<style>body { ${themed} --chat-font: monospace; --chat-right: 50px; --chat-bottom: 60px; --chat-z-index: 7; }</style>${tag()}`,
  },
  '/plain': { html: `<h1>Shop</h1>${tag()}` },
  '/strict': { html: `<h1>Shop</h1>${tag()}`, policy: strictest() },
  '/no-scripts-of-ours': { html: '<h1>Shop</h1>', policy: "default-src 'none'" },
  '/aggressive': { html: `${aggressive}${tag()}` },
  '/framing': { html: '<iframe src="/strict" title="Help" width="900" height="760"></iframe>' },
  '/sandboxed': {
    html: '<iframe src="/plain" sandbox="allow-scripts" title="Help" width="900" height="760"></iframe>',
  },
  '/nameless': {
    html: `<charterdesk-chat service="${service.url}"></charterdesk-chat>
      <charterdesk-chat service="${service.url}" style="--chat-bottom: 120px"></charterdesk-chat>${tag()}`,
  },
  '/shared': { html: `<h1>Library</h1>${tag('data-shared-computer data-theme="dark"')}` },
  '/module': {
    html: `<charterdesk-chat service="${service.url}" language="da" privacy-url="https://www.example.com/p"></charterdesk-chat>
      <script type="module">import { ELEMENT } from '${service.url}/widget.mjs'; document.title = ELEMENT;</script>`,
  },
  '/two': {
    html: `<charterdesk-chat service="${service.url}" language="da" name="one"></charterdesk-chat>
      <charterdesk-chat service="${service.url}" language="en" name="two" style="--chat-bottom: 120px"></charterdesk-chat>${tag()}`,
  },
});

beforeAll(async () => {
  site = await hostSite(pages);
  [browser, service] = await Promise.all([launchChromium(), startTestService({ ALLOWED_ORIGINS: site.url })]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  await site.close();
});

async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
  const complaints = complaintsOf(page);
  await page.goto(site.url + path);
  return { page, complaints };
}

/** Opens the chat, asks, and resolves with how it looks: the sizes and styles of its parts. */
async function looks(where: Page | FrameLocator): Promise<unknown> {
  const chat = where.locator('charterdesk-chat');
  await chat.locator('.launcher').click();
  await chat.locator('.message.bot').first().waitFor();
  await chat.locator('textarea').fill('How do we file a claim?');
  await chat.locator('textarea').press('Enter');
  await chat.locator('.sources a').first().waitFor();
  const parts = ['.panel', 'h2', '.consent', '.message.own .bubble', '.sources a', 'textarea', '.send', '.from time'];
  return Promise.all(parts.map((part) => look(chat.locator(part).first())));
}
const look = (part: Locator) =>
  part.evaluate((node) => {
    const { width, height } = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const own = [
      'color',
      'backgroundColor',
      'fontSize',
      'fontFamily',
      'lineHeight',
      'letterSpacing',
      'textTransform',
      'direction',
      'opacity',
    ] as const;
    return { width, height, ...Object.fromEntries(own.map((name) => [name, style[name]])) };
  });

let plain: unknown;
beforeAll(async () => {
  const { page } = await open('/plain');
  plain = await looks(page);
  await page.context().close();
});

test('under the strictest policy it loads, works and looks the same, and breaks no rule of the page', async () => {
  const { page, complaints } = await open('/strict');
  expect(await looks(page)).toEqual(plain);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('on a page whose styles reach for everything it looks the same', async () => {
  const { page, complaints } = await open('/aggressive');
  expect(await looks(page)).toEqual(plain);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a site gives it its own colours, light and dark, its typeface and its place', async () => {
  const { page } = await open('/themed');
  await looks(page);
  const chat = page.locator('charterdesk-chat');
  const valueOf = (part: string, property: string) =>
    chat
      .locator(part)
      .first()
      .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  const colours = () => Promise.all(Object.values(painted).map(([part, property]) => valueOf(part, property)));
  const set = (ending: string) => Object.keys(painted).map((_name, at) => colour(at, ending));
  expect(await colours()).toEqual(set(''));
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await colours()).toEqual(set('-dark'));
  // What the site says counts for more than the reader's system, also while the chat is open.
  await chat.evaluate((element) => element.setAttribute('theme', 'light'));
  expect(await colours()).toEqual(set(''));
  const places = [
    ['.panel', 'font-family'],
    ['.panel', 'right'],
    ['.panel', 'bottom'],
  ] as const;
  const placed = await Promise.all(places.map(([part, property]) => valueOf(part, property)));
  expect(placed).toEqual(['monospace', '50px', '60px']);
  expect(await chat.evaluate((element) => getComputedStyle(element).zIndex)).toBe('7');
  await page.context().close();
});

test('in a frame it works and looks the same', async () => {
  const { page, complaints } = await open('/framing');
  expect(await looks(page.frameLocator('iframe'))).toEqual(plain);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('where its script is blocked the button says so and the page is told; while it loads, nothing typed is lost', async () => {
  const { page } = await open('/plain');
  const script = '**/assets/chat.mjs*';
  await page.route(script, (route) => route.abort());
  const failed = page.evaluate(
    () => new Promise((resolve) => document.addEventListener('chat-failed', () => resolve('told'))),
  );
  const launcher = page.locator('charterdesk-chat .launcher');
  await launcher.click();
  expect(await failed).toBe('told');
  await launcher.getByText('The chat could not be loaded. Try again').waitFor();
  // The page's own script goes on; that a conversation could not be closed it must know.
  const ends = await page.locator('charterdesk-chat').evaluate((element) => {
    const chat = element as HTMLElement & { signIn(assertion: string): Promise<boolean>; signOut(): Promise<void> };
    const signedOut = chat.signOut().then(
      () => 'signed out',
      () => 'not signed out',
    );
    return Promise.all([chat.signIn('x'), signedOut]);
  });
  expect(ends).toEqual([false, 'not signed out']);
  await page.unroute(script);
  let deliver: () => void = () => undefined;
  const wanted = new Promise<void>((resolve) => (deliver = resolve));
  await page.route(script, async (route) => {
    await wanted;
    await route.continue();
  });
  await launcher.press('Enter');
  await page.keyboard.type('Is a late notice');
  deliver();
  const box = page.locator('charterdesk-chat textarea');
  await box.waitFor();
  await page.keyboard.type(' still good?');
  await eventually(async () => expect(await box.inputValue()).toBe('Is a late notice still good?'));
  await page.context().close();
});

test('who points at the button finds the chat loaded', async () => {
  const { page } = await open('/plain');
  const fetched = page.waitForResponse('**/assets/chat.mjs');
  await page.locator('charterdesk-chat .launcher').hover();
  expect((await fetched).status()).toBe(200);
  expect(await page.locator('charterdesk-chat .panel').count()).toBe(0);
  await page.context().close();
});

test('before it is opened a page loads the button alone, and gets one new name: the element', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}/plain`);
  const globals = (): Promise<string[]> =>
    page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^(\d+|__playwright.*)$/.test(name)));
  await page.locator('charterdesk-chat .launcher').waitFor();
  expect(loaded).toEqual(['/plain', '/widget.js']);
  const before = await globals();
  await page.locator('charterdesk-chat .launcher').click();
  await page.locator('charterdesk-chat .message.bot').first().waitFor();
  expect(loaded).toContain('/assets/chat.mjs');
  expect(loaded).not.toContain('/assets/cards.mjs');
  const bare = await context.newPage();
  await bare.goto(`${site.url}/no-scripts-of-ours`);
  const without = await bare.evaluate(() => Object.getOwnPropertyNames(window));
  for (const now of [before, await globals()]) expect(now.filter((name) => !without.includes(name))).toEqual([]);
  await context.close();
});

test('as an ES module it defines the element, which the page places', async () => {
  const { page, complaints } = await open('/module');
  await page.locator('charterdesk-chat .launcher').waitFor();
  expect(await page.title()).toBe('charterdesk-chat');
  await page.locator('charterdesk-chat .launcher').click();
  expect(await page.locator('charterdesk-chat .consent a').getAttribute('href')).toBe('https://www.example.com/p');
  expect(await page.locator('charterdesk-chat h2').textContent()).toBe('Kundeservice');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('two chats on a page are two conversations, each in its own language', async () => {
  const { page, complaints } = await open('/two');
  const chats = page.locator('charterdesk-chat');
  await chats.nth(1).locator('.launcher').click();
  await chats.nth(1).locator('.message.bot').first().waitFor();
  await chats.nth(1).locator('.close').click();
  await chats.nth(0).locator('.launcher').click();
  await chats.nth(0).locator('.message.bot').first().waitFor();
  expect(await chats.count()).toBe(2);
  expect(await chats.locator('h2').allTextContents()).toEqual(['Kundeservice', 'Customer service']);
  const kept = await page.evaluate(() =>
    Object.values({ ...localStorage }).map(
      (text) => (JSON.parse(String(text)) as { session: { conversationId: string } }).session.conversationId,
    ),
  );
  expect(new Set(kept).size).toBe(2);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('two chats of one name are told of to whoever runs the site; one that takes the place of another is not', async () => {
  const { page, complaints } = await open('/nameless');
  const chats = page.locator('charterdesk-chat');
  const told = page.waitForEvent('console', (message) => message.text().includes('Two chats of this page'));
  await chats.nth(0).locator('.launcher').hover();
  await chats.nth(0).locator('.launcher').click();
  await chats.nth(0).locator('.message.bot').first().waitFor();
  await page.evaluate(() => {
    const [first] = document.querySelectorAll('charterdesk-chat');
    first?.replaceWith(first.cloneNode());
  });
  await chats.nth(0).locator('.message.bot').first().waitFor();
  expect(complaints).toEqual([]);
  await chats.nth(1).evaluate((chat) => (chat as HTMLElement & { open(): Promise<void> }).open());
  expect((await told).text()).toContain('give each <charterdesk-chat> a `name` of its own');
  await page.context().close();
});

test('in a sandboxed frame without an origin the chat says that it cannot be used, and the site what to do', async () => {
  const { page } = await open('/sandboxed');
  const told = page.waitForEvent('console', (message) => message.text().includes('The chat gets no answer'));
  const chat = page.frameLocator('iframe').locator('charterdesk-chat');
  await chat.locator('.launcher').click();
  expect((await told).text()).toContain('add allow-same-origin to the sandbox attribute');
  await chat.locator('.banner').getByText('The chat is not available on this pa').waitFor();
  await page.context().close();
});

test('on a shared computer a reload goes on with the conversation, and nobody else finds it', async () => {
  const { page } = await open('/shared');
  const asked = (of: Page) => of.locator('charterdesk-chat .message.own .bubble').allTextContents();
  await page.locator('charterdesk-chat .launcher').click();
  await page.locator('charterdesk-chat textarea').fill('What is a claim?');
  await page.locator('charterdesk-chat textarea').press('Enter');
  await page.locator('charterdesk-chat .message.bot:not(.typing)').nth(1).waitFor();
  await page.locator('charterdesk-chat textarea').fill('Half written');
  await page
    .locator('charterdesk-chat input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
  await page.locator('charterdesk-chat .chosen .file-name').waitFor();
  await page.reload();
  await page.locator('charterdesk-chat .message.bot:not(.typing)').nth(1).waitFor();
  expect(await asked(page)).toEqual(['What is a claim?']);
  // Files would lie in the browser after the tab is closed, so they are not kept, and the customer is told.
  await page.locator('charterdesk-chat').getByText('The page was loaded again, and your files did not').waitFor();
  await eventually(async () =>
    expect(await page.locator('charterdesk-chat textarea').inputValue()).toBe('Half written'),
  );
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  const next = await page.context().newPage();
  await next.goto(`${site.url}/shared`);
  await next.locator('charterdesk-chat .launcher').click();
  await next.locator('charterdesk-chat .message.bot').first().waitFor();
  expect(await asked(next)).toEqual([]);
  // Dark by the page's wish, whatever the system says.
  const ground = await next
    .locator('charterdesk-chat .panel')
    .evaluate((node) => getComputedStyle(node).backgroundColor);
  expect(ground).toBe('rgb(20, 32, 31)');
  await page.context().close();
});

test('the page drives it: open, ask, language and close, and is told what happens', async () => {
  const { page } = await open('/plain');
  const told = await page.evaluate(async () => {
    await customElements.whenDefined('charterdesk-chat');
    const chat = document.querySelector('charterdesk-chat') as HTMLElement & {
      open(): Promise<void>;
      close(): void;
      ask(text: string): Promise<void>;
      setLanguage(language: string): void;
      shadowRoot: ShadowRoot;
      signIn(assertion: string): Promise<boolean>;
      signOut(): Promise<void>;
    };
    const events: string[] = [];
    for (const name of ['chat-open', 'chat-close', 'chat-language', 'chat-signed-out', 'chat-ended'])
      document.addEventListener(name, (event) =>
        events.push(`${name} ${JSON.stringify((event as CustomEvent).detail ?? '')}`),
      );
    const online = new Promise((resolve) =>
      document.addEventListener(
        'chat-connection',
        (event) => (event as CustomEvent<{ state: string }>).detail.state === 'online' && resolve(''),
      ),
    );
    const answered = new Promise((resolve) =>
      document.addEventListener(
        'chat-message',
        (event) => (event as CustomEvent<{ from: string }>).detail.from === 'assistant' && resolve(''),
      ),
    );
    // Called before the chat is there: they wait for it, in their order.
    chat.setLanguage('da-DK');
    const button = chat.shadowRoot.querySelector('.launcher')?.textContent;
    void chat.open();
    chat.close();
    void chat.open();
    chat.setLanguage('en');
    chat.setLanguage('da');
    await chat.ask('Hvad betyder karensperiode?');
    await Promise.all([online, answered]);
    const accepted = await chat.signIn('not an assertion');
    await chat.signOut();
    const ended = new Promise((resolve) => document.addEventListener('chat-ended', resolve));
    [...chat.shadowRoot.querySelectorAll<HTMLElement>('.item')].at(-1)?.click();
    await ended;
    chat.close();
    chat.setAttribute('language', 'sv');
    chat.setAttribute('language', 'da');
    await chat.open();
    return { events, accepted, button, title: chat.shadowRoot.querySelector('h2')?.textContent };
  });
  expect(told).toEqual({
    events: [
      'chat-language {"language":"da"}',
      'chat-open ""',
      'chat-close ""',
      'chat-open ""',
      'chat-language {"language":"en"}',
      'chat-language {"language":"da"}',
      'chat-signed-out ""',
      'chat-ended ""',
      'chat-close ""',
      'chat-language {"language":"da"}',
      'chat-open ""',
    ],
    accepted: false,
    button: 'Spørg os',
    title: 'Kundeservice',
  });
  await page.context().close();
});

test('what is loaded stays small', () => {
  const gzipped = (name: string): number =>
    gzipSync(readFileSync(projectPath('dist', 'web', name)), { level: 9 }).length;
  expect(gzipped('widget.js')).toBeLessThanOrEqual(3_000);
  expect(gzipped('widget.mjs')).toBeLessThanOrEqual(3_000);
  expect(gzipped('chat.mjs')).toBeLessThanOrEqual(45_000);
  expect(gzipped('cards.mjs')).toBeLessThanOrEqual(2_000);
});
