import type { Browser } from 'playwright-core';
import { startTestService, type TestService } from '../start-test-service';
import { seriousFindings } from './axe';
import { complaintsOf, openDemoPage, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';

let browser: Browser;
let service: TestService;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchChromium(), startTestService()]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

describe.each([
  { colorScheme: 'light' as const, language: 'da' as const },
  { colorScheme: 'dark' as const, language: 'en' as const },
])('in $colorScheme colours', ({ colorScheme, language }) => {
  test('axe finds nothing serious on the demo page, in the open chat and in the viewer', async () => {
    const customer = await openDemoPage(browser, service.url, { language, colorScheme, reducedMotion: 'reduce' });
    expect(await seriousFindings(customer.page)).toEqual([]);
    await customer.open();
    await customer.send(language === 'da' ? 'Hvordan rejser vi et krav?' : 'How do we file a claim?');
    await customer.botMessageCount(2);
    expect(await seriousFindings(customer.page)).toEqual([]);
    await customer.page.goto(`${service.url}/documents/charter.${language}#administration-enquiries`);
    expect(await seriousFindings(customer.page)).toEqual([]);
    expect(customer.complaints).toEqual([]);
    await customer.close();
  });
});

test('axe finds nothing serious while the connection is lost', async () => {
  const customer = await openDemoPage(browser, service.url);
  await customer.open();
  await customer.botMessageCount(1);
  await customer.context.setOffline(true);
  await customer.chat.locator('.banner.lost').waitFor();
  await customer.send('Er I der?');
  expect(await seriousFindings(customer.page)).toEqual([]);
  await customer.close();
});

test('the keyboard alone is enough: open, ask, reach the source, close, and be where one was', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  const { page } = customer;
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return inner?.className || inner?.tagName || '';
    });
  await customer.launcher.focus();
  await page.keyboard.press('Enter');
  await eventually(async () => expect(await focused()).toBe('TEXTAREA'));
  await page.keyboard.type('When do we hear from you');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('if our case is delayed?');
  await page.keyboard.press('Enter');
  await customer.botMessageCount(2);
  expect(await customer.ownMessages.locator('.bubble').textContent()).toBe(
    'When do we hear from you\nif our case is delayed?',
  );
  await customer.chat.locator('.sources a').first().waitFor();
  for (const stop of ['clip', 'thumb', 'thumb', 'source']) {
    await page.keyboard.press('Shift+Tab');
    await eventually(async () => expect(await focused()).toBe(stop));
  }
  await page.keyboard.press('Escape');
  await customer.panel.waitFor({ state: 'detached' });
  await eventually(async () => expect(await focused()).toBe('launcher'));
  await customer.close();
});

test('on a phone the chat fills the screen, the Tab key stays in it, and nothing is cut off', async () => {
  const customer = await openDemoPage(browser, service.url, {
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  });
  const { page } = customer;
  await customer.launcher.tap();
  await customer.botMessageCount(1);
  // The panel rises for a moment.
  await customer.panel.evaluate((panel) => Promise.all(panel.getAnimations().map(({ finished }) => finished)));
  expect(await customer.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
  expect(await customer.panel.getAttribute('aria-modal')).toBe('true');
  await customer.input.focus();
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CHARTERDESK-CHAT'),
    );
  }
  await customer.send('Hvornår får vi svar, hvis sagen trækker ud?');
  await customer.botMessageCount(2);
  const overflow = await customer.log.evaluate((log) => log.scrollWidth - log.clientWidth);
  expect(overflow).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  // The narrowest that accessibility asks for: a window of 1280 pixels at 400 %.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.waitForFunction(() => document.documentElement.scrollWidth === 320);
  // The phone is laid on its side.
  await page.setViewportSize({ width: 740, height: 360 });
  await eventually(async () =>
    expect(await customer.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 740, height: 360 }),
  );
  await customer.close();
});

test('on a phone the page can be read to its end: the button of the chat does not stand over its last words', async () => {
  const customer = await openDemoPage(browser, service.url, { viewport: { width: 360, height: 640 }, isMobile: true });
  await customer.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const words = await customer.page.locator('.foot p').boundingBox();
  const launcher = await customer.launcher.boundingBox();
  if (!words || !launcher) throw new Error('Nothing is shown.');
  expect(words.y + words.height).toBeLessThanOrEqual(launcher.y);
  await customer.close();
});

test('at 200 % zoom of a small laptop everything of the chat can be reached', async () => {
  // Zooming in by two halves the page's own measure of the window.
  const customer = await openDemoPage(browser, service.url, { viewport: { width: 640, height: 360 } });
  await customer.open();
  await customer.botMessageCount(1);
  for (const part of [customer.input, customer.chat.locator('.close'), customer.chat.locator('.send'), customer.log]) {
    const box = await part.boundingBox();
    expect(
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 640 && box.y + box.height <= 360 && box.height > 20,
    ).toBe(true);
  }
  await customer.close();
});

test('a new line is read out once, and history is not read out again', async () => {
  const customer = await openDemoPage(browser, service.url);
  await customer.open();
  await customer.botMessageCount(1);
  const { log } = customer;
  expect(await log.getAttribute('aria-relevant')).toBe('additions');
  await eventually(async () => expect(await log.getAttribute('aria-live')).toBe('polite'));
  await customer.send('Hvordan rejser vi et krav?');
  await customer.botMessageCount(2);
  // Of two live regions one inside the other a change would be read twice; inside the log only silent ones.
  expect(
    await log.locator('[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]').count(),
  ).toBe(0);
  // Watched from before the history comes: lines that are shown while the log is not silent are read out.
  await customer.context.addInitScript(() => {
    const readOut: string[] = [];
    Object.assign(window, { readOut });
    const watch = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = target as Element;
        if (region.getAttribute('role') !== 'log' || region.getAttribute('aria-live') === 'off') continue;
        for (const node of addedNodes) readOut.push(node.textContent ?? '');
      }
    });
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      watch.observe(root, { childList: true, subtree: true });
      return root;
    };
  });
  await customer.page.reload();
  await customer.botMessageCount(2);
  const readOut = (): Promise<string[]> =>
    customer.page.evaluate(() => (window as unknown as { readOut: string[] }).readOut);
  expect(await readOut()).toEqual([]);
  await eventually(async () => expect(await log.getAttribute('aria-live')).toBe('polite'));
  await customer.send('Hvornår får vi svar, hvis sagen trækker ud?');
  await customer.botMessageCount(3);
  expect((await readOut()).filter((line) => line.includes('Assistenten:'))).toHaveLength(1);
  await customer.close();
});

test('a document that does not exist has a page that says so and leads back', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const response = await page.goto(`${service.url}/documents/no-such-document`);
  expect(response?.status()).toBe(404);
  const complaints = complaintsOf(page);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('main').getByRole('link').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
