import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { complaintsOf } from './chat-page';
import type { DeskStandIn } from './desk-stand-in';

/** A member of staff at the desk: what a test does there, and what it sees. */
export interface DeskPerson {
  page: Page;
  reply: Locator;
  /** What the transcript shows, each line with who it is of. */
  said(kind: 'customer' | 'bot' | 'person' | 'receipt' | 'note'): Locator;
  button(name: string | RegExp): Locator;
  /** What the browser complained about that was not part of the test. */
  complaints(): string[];
  takeNext(): Promise<void>;
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** What a browser writes of a request that the test itself has refused or cut off. */
const expected = /Failed to load resource/;

/** Opens the desk. @param login nobody: the sign-in page */
export async function atDesk(
  browser: Browser,
  { url, staff }: DeskStandIn,
  {
    login,
    language = 'en',
    hash = '',
    ...options
  }: BrowserContextOptions & { login?: string; language?: 'da' | 'en'; hash?: string } = {},
): Promise<DeskPerson> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const complaints = complaintsOf(page);
  await page.goto(`${url}/desk?lang=${language}${hash}`);
  if (login !== undefined) {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill(staff.find((one) => one.login === login)?.password ?? '');
    await page.keyboard.press('Enter');
    await page.locator('.queue section').first().waitFor();
  }
  return deskPerson(page, complaints);
}

/** Somebody at a desk that is open. @param complaints what the browser has complained about, and will */
export function deskPerson(page: Page, complaints: string[]): DeskPerson {
  const reply = page.locator('#reply');
  return {
    page,
    reply,
    said: (kind) => page.locator(`.said.${kind}:not(.pending)`),
    button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }),
    complaints: () => complaints.filter((complaint) => !expected.test(complaint)),
    async takeNext() {
      await page.getByRole('button', { name: /^(Take next|Tag næste)/ }).click();
      await reply.waitFor();
      await page.locator('.said').first().waitFor();
    },
    async write(text) {
      await reply.fill(text);
      await reply.press('Enter');
    },
    close: () => page.context().close(),
  };
}
