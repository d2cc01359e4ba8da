import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { atDesk, seriousFindings } from './desk-person';
import { type DeskStandIn, startDeskStandIn } from './desk-stand-in';

let browser: Browser;
let desk: DeskStandIn;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  desk = await startDeskStandIn();
});
afterEach(() => desk.stop());
afterAll(() => browser?.close());

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const screen = { viewport: { width: 1280, height: 800 } };

describe.each([
  { where: 'on a screen', options: screen, language: 'da' as const },
  { where: 'on a phone', options: phone, language: 'en' as const },
])('$where', ({ options, language }) => {
  test('axe finds nothing serious in light and dark colours, and nothing is wider than the window', async () => {
    const carla = await atDesk(browser, desk, { language, ...options });
    const { page } = carla;
    const findings: Record<string, string[]> = {};
    const look = async (view: string): Promise<void> => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await page.emulateMedia({ colorScheme: 'light' });
      findings[view] = [...(await seriousFindings(page)), ...(wide > 0 ? [`${wide} pixels too wide`] : [])];
      // Dark colours change nothing but the colours.
      await page.emulateMedia({ colorScheme: 'dark' });
      findings[view].push(...(await seriousFindings(page, ['color-contrast'])));
    };
    await page.locator('input[name=login]').fill('carla');
    await page.locator('input[name=password]').fill(desk.staff[2]?.password ?? '');
    await look('sign-in');
    await page.keyboard.press('Enter');
    await page.locator('.item').first().waitFor();
    await look('queue');
    await carla.takeNext();
    await carla.write('Goddag.');
    await carla.said('person').first().waitFor();
    await page.locator('.composer-kinds button').nth(1).click();
    await carla.write('En note.');
    await carla.said('note').waitFor();
    desk.dropLive(true);
    await page.locator('.live-banner:not(:empty)').waitFor();
    await look('conversation without a connection');
    await carla.reply.fill('/');
    await page.getByRole('listbox').waitFor();
    await look('canned replies');
    await carla.reply.press('Escape');
    await page.locator('.composer-foot .icon-button').nth(1).click();
    await page.locator('.suggestion-list').waitFor();
    await look('suggestions');
    await page.locator('.suggestions .icon-button').click();
    for (const [at, dialog] of ['transfer', 'return', 'close'].entries()) {
      await page.locator('.actions button').nth(at).click();
      await page.getByRole('dialog').waitFor();
      await look(dialog);
      await page.keyboard.press('Escape');
    }
    await page.locator('.top-right .icon-button').last().click();
    await page.getByRole('dialog').waitFor();
    await look('account');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const [at, shown] of ['.look-up', '.tiles', 'table'].entries()) {
      await page
        .locator('.views button')
        .nth(at + 1)
        .click();
      await page.locator(shown).first().waitFor();
      await look(shown);
    }
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((view) => [view, []])));
    expect(Object.keys(findings)).toHaveLength(12);
    expect(carla.complaints()).toEqual([]);
    await carla.close();
  });
});

const focusedId = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

test('the keyboard alone is enough: take, reply, note, transfer, find help, and search', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await press('n');
  await asta.reply.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'reply');
  await page.keyboard.type('Hej, nu er jeg her');
  await press('Shift+Enter');
  await page.keyboard.type('og ser på det.');
  await press('Enter');
  await asta.said('person').first().waitFor();
  expect(desk.messages.map(({ text }) => text)).toEqual(['Hej, nu er jeg her\nog ser på det.']);
  // In the field the letters are letters.
  await page.keyboard.type('t?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await press('Escape');
  expect(await focusedId(page)).toBe('content');
  await press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press('i');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Internal note');
  await page.keyboard.type('Til os selv');
  await press('Enter');
  await asta.said('note').waitFor();
  await press('Escape');
  await press('j');
  await asta.said('customer').getByText('Is anybody there?').waitFor();
  await press('k');
  await page.getByRole('heading', { level: 1, name: /Eksempel Værktøj/ }).waitFor();
  await press('t');
  await page.getByLabel('Kreditservice').or(page.getByLabel('Inkasso')).first().waitFor();
  await page.getByLabel('Bo Eksempel').focus();
  await press('Space');
  await press('Enter');
  await page.getByText('Transferred.').waitFor();
  await press('f');
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
  await page.keyboard.type('police');
  await press('Enter');
  await page.getByText('1 conversation', { exact: true }).waitFor();
  expect(desk.cases.get('h1')?.view.owner?.name).toBe('Bo Eksempel');
  expect(asta.complaints()).toEqual([]);
  await asta.close();
});

test('single keys can be turned off, and stay off', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  await page.keyboard.press('?');
  await page.getByLabel('Use single keys as shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('.item').first().waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(desk.asked).not.toContain('POST handoffs/next');
  await asta.close();
});

test('on a phone one thing at a time is shown, and the way back leads back', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta', ...phone });
  const { page } = asta;
  await asta.takeNext();
  expect(await page.locator('.queue').isVisible()).toBe(false);
  await asta.button('Customer and case').click();
  await page.getByText('fakturaen mangler').waitFor();
  expect(await asta.reply.isVisible()).toBe(false);
  await page.locator('.card-back').click();
  await asta.reply.waitFor();
  await page.goBack();
  await page.locator('.queue').waitFor();
  await page.locator('.item', { hasText: 'Is anybody there?' }).click();
  await asta.button('Take conversation').waitFor();
  await page.locator('.talk-head .icon-button').first().click();
  await page.locator('.queue').waitFor();
  await asta.close();
});

test('unread marks, the title and a spoken line tell of a message in another conversation', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  await asta.takeNext();
  await asta.takeNext();
  await page.getByRole('heading', { level: 1, name: /Anonymous/ }).waitFor();
  desk.customerSays('h1', 'Er I der?');
  desk.customerSays('h1', 'Hallo?');
  await page.locator('.tab', { hasText: 'Eksempel' }).getByText('2 unread messages').waitFor();
  await page.waitForFunction(() => document.title.startsWith('(2)'));
  expect(await page.locator('.spoken[role=status]').textContent()).toBe('New message from Eksempel Værktøj ApS');
  await page.locator('.tab', { hasText: 'Eksempel' }).getByRole('button').click();
  await asta.said('customer').getByText('Hallo?').waitFor();
  await page.waitForFunction(() => !document.title.startsWith('('));
  await asta.close();
});

test('the language is switched at once, and remembered', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta', language: 'da' });
  const { page } = asta;
  await page.getByRole('heading', { name: /^Venter/ }).waitFor();
  await asta.button(/English/).click();
  await page.getByRole('heading', { name: /^Waiting/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.reload();
  await page.getByRole('heading', { name: /^Waiting/ }).waitFor();
  await asta.close();
});
