import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** A customer with the demo page open: what a test does with the chat, and what it sees there. */
export interface ChatPage {
  page: Page;
  context: BrowserContext;
  chat: Locator;
  launcher: Locator;
  panel: Locator;
  input: Locator;
  log: Locator;
  botMessages: Locator;
  ownMessages: Locator;
  banner: Locator;
  /** What the browser complained about: errors, refused loads, violations of the page's policy. */
  complaints: string[];
  open(): Promise<void>;
  send(text: string): Promise<void>;
  /** One line of the menu. */
  choose(item: string): Promise<void>;
  /** Resolves when the chat shows this many messages of the bot. */
  botMessageCount(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the demo page of `url`. `prepare` may set the context up before the page loads. */
export async function openDemoPage(
  browser: Browser,
  url: string,
  {
    language = 'da',
    prepare,
    ...options
  }: BrowserContextOptions & { language?: 'da' | 'en'; prepare?: (context: BrowserContext) => Promise<unknown> } = {},
): Promise<ChatPage> {
  const context = await browser.newContext(options);
  await prepare?.(context);
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${url}/?lang=${language}`);
  return chatOn(page, complaints);
}

/** The chat of a page that is open. */
export function chatOn(page: Page, complaints: string[]): ChatPage {
  const chat = page.locator('charterdesk-chat');
  const input = chat.locator('textarea');
  const launcher = chat.locator('.launcher');
  const botMessages = chat.locator('.message.bot:not(.typing)');
  return {
    page,
    context: page.context(),
    chat,
    launcher,
    panel: chat.getByRole('dialog'),
    input,
    log: chat.getByRole('log'),
    botMessages,
    ownMessages: chat.locator('.message.own'),
    banner: chat.locator('.banner'),
    complaints,
    open: () => launcher.click(),
    async send(text) {
      await input.fill(text);
      await input.press('Enter');
    },
    async choose(item) {
      await chat.locator('.more').click();
      await chat.getByRole('button', { name: item }).click();
    },
    async botMessageCount(count) {
      await botMessages.nth(count - 1).waitFor({ timeout: 40_000 });
    },
    close: () => page.context().close(),
  };
}

/** Collects, from now on, what the browser complains about on `page`. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** Resolves when the service has loaded its documents: pages show them from then on. */
export async function untilReady(url: string): Promise<void> {
  let reason = '';
  for (let tries = 0; tries < 300; tries++) {
    const response = await fetch(`${url}/readyz`);
    if (response.ok) return;
    reason = await response.text();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The service at ${url} did not become ready: ${reason}`);
}

interface LogLine {
  from: string;
  text: string;
}

/** The conversation as the service has it, read with the widget's own token. */
export async function serviceLog(page: Page, url: string): Promise<LogLine[]> {
  const stored = await page.evaluate(() => Object.values({ ...localStorage })[0] ?? '{}');
  const { session } = JSON.parse(stored) as { session: { conversationId: string; token: string } };
  const response = await fetch(`${url}/v3/directline/conversations/${session.conversationId}/activities`, {
    headers: { Authorization: `Bearer ${session.token}` },
  });
  const set = (await response.json()) as { activities: { type: string; from: { role: string }; text?: string }[] };
  return set.activities
    .filter(({ type }) => type === 'message')
    .map(({ from, text }) => ({ from: from.role, text: text ?? '' }));
}

/** Who said what, as the customer sees it from top to bottom. Of the bot's messages the letters, in their order: their text is set out. */
export async function shownLines(chat: ChatPage): Promise<LogLine[]> {
  return chat.chat.locator('.message:not(.typing)').evaluateAll((nodes) =>
    nodes.map((node) => {
      const bubble = node.querySelector('.bubble')?.cloneNode(true) as Element | undefined;
      if (node.classList.contains('own')) return { from: 'user', text: bubble?.textContent ?? '' };
      for (const mark of bubble?.querySelectorAll('sup') ?? []) mark.remove();
      return { from: 'bot', text: (bubble?.textContent ?? '').replace(/\P{L}/gu, '') };
    }),
  );
}

/** The log as `shownLines` gives the view: without the definitions of links that stand below a text for other clients. */
export const asShown = (log: LogLine[]): LogLine[] =>
  log.map(({ from, text }) => ({
    from,
    text: from === 'user' ? text : text.replace(/^\[\d+\]: .*$/gm, '').replace(/\P{L}/gu, ''),
  }));
