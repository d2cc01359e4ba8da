import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from './axe';
import { launchChromium } from './chromium';
import { atDesk } from './desk-person';
import { type DeskStandIn, standInLinkCode, startDeskStandIn } from './desk-stand-in';
import { eventually } from './eventually';

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
      findings[view].push(...(await seriousFindings(page, { rules: ['color-contrast'] })));
    };
    await page.locator('input[name=login]').fill('carla');
    await page.locator('input[name=password]').fill('not this one');
    await page.keyboard.press('Enter');
    await page.locator('.problem:not(:empty)').waitFor();
    await look('sign-in refused');
    await page.locator('input[name=password]').fill(desk.staff[2]?.password ?? '');
    await page.keyboard.press('Enter');
    await page.locator('.item').first().waitFor();
    await page.getByRole('switch').click();
    await page.locator('.away').waitFor();
    await look('queue while away');
    await page.locator('.away button').click();
    await page.locator('.away').waitFor({ state: 'detached' });
    await page.locator('.item').last().click();
    await page.locator('.said').first().waitFor();
    await look('somebody who waits');
    await page.goBack();
    await page.locator('.item').first().waitFor();
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
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await page.locator('.top-right .icon-button').last().click();
    await page.getByRole('dialog').waitFor();
    await page
      .locator('dialog .button', { hasText: /passwor|adgangskode/i })
      .last()
      .click();
    await look('account and password');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    // On a phone there is no button for what has keys only.
    await page.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' })));
    await page.getByRole('dialog').waitFor();
    await look('help');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    const view = (at: number) => page.locator('.views button').nth(at);
    await view(1).click();
    await page.locator('input[type=search]').fill('police');
    await page.keyboard.press('Enter');
    await page.locator('.found mark').waitFor();
    await look('search');
    await view(2).click();
    await page.locator('.tiles').waitFor();
    await look('overview');
    await view(3).click();
    await page.locator('.account').first().waitFor();
    await page.locator('.account-acts').first().getByRole('button').last().click();
    await page.locator('.account-asks').first().getByRole('button').first().click();
    await page.locator('.account.blocked').waitFor();
    await page.locator('.account-acts').nth(1).getByRole('button').last().click();
    await page.locator('.account-acts').nth(1).getByRole('button').nth(1).click();
    await page.locator('.one-time-link').waitFor();
    await look('accounts: a link, one blocked, one about to be');
    await page.locator('.page > .button.primary').click();
    await page.locator('.account-form').waitFor();
    await look('new account');
    await view(4).click();
    await page.locator('table').first().waitFor();
    await look('audit');
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((view) => [view, []])));
    expect(Object.keys(findings)).toHaveLength(16);
    expect(carla.complaints()).toEqual([]);
    await carla.close();
    const newcomer = await atDesk(browser, desk, { language, hash: `#link=${standInLinkCode}`, ...options });
    await newcomer.page.locator('input[name=new-password]').fill('short');
    await newcomer.page.locator('input[name=repeat]').fill('other');
    await newcomer.page.keyboard.press('Enter');
    await newcomer.page.locator('.problem:not(:empty)').waitFor();
    expect(await seriousFindings(newcomer.page)).toEqual([]);
    await newcomer.close();
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
  await eventually(async () => expect(await focusedId(page)).toBe('content'));
  await press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
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
  await page.locator('dialog').waitFor({ state: 'detached' });
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
  await eventually(async () => expect(await page.locator('.queue').isVisible()).toBe(false));
  await asta.button('Customer and case').click();
  await page.getByText('fakturaen mangler').waitFor();
  await eventually(async () => expect(await asta.reply.isVisible()).toBe(false));
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
  await eventually(async () =>
    expect(await page.locator('.spoken[role=status]').textContent()).toBe('New message from Eksempel Værktøj ApS'),
  );
  await page.locator('.tab', { hasText: 'Eksempel' }).getByRole('button').click();
  await asta.said('customer').getByText('Hallo?').waitFor();
  await page.waitForFunction(() => !document.title.startsWith('('));
  await asta.close();
});

test('an administrator makes an account and gives its link away; changes, blocks and opens another', async () => {
  const carla = await atDesk(browser, desk, { login: 'carla' });
  const { page } = carla;
  await carla.button('Accounts').click();
  await carla.button('New account').click();
  await page.getByLabel('Name, as customers see it').fill('Dina Digt');
  await page.getByLabel(/^User name/).fill('bo');
  await page.getByLabel('Supervisor').check();
  await page.getByLabel('Claims').check();
  await carla.button('Make the account').click();
  await page.getByText('Somebody has this user name.').waitFor();
  await page.getByLabel(/^User name/).fill('dina');
  await carla.button('Make the account').click();
  await page.getByRole('heading', { name: 'Sign-in link for Dina Digt' }).waitFor();
  expect(await page.locator('input[name=link]').inputValue()).toContain(standInLinkCode);
  expect(desk.staff.at(-1)).toMatchObject({ name: 'Dina Digt', role: 'supervisor', topics: ['claims'], team: null });
  await carla.button('Change: Bo Eksempel').click();
  await page.getByLabel('Conversations at once').fill('7');
  await carla.button('Save').click();
  await page.getByText('7 at once').waitFor();
  await carla.button('Block: Bo Eksempel').click();
  await carla.button('Yes, block').click();
  await carla.button('Open again: Bo Eksempel').click();
  await carla.button('Block: Bo Eksempel').waitFor();
  // Nobody shuts themselves out.
  expect(await carla.button('Block: Carla Test').count()).toBe(0);
  expect(carla.complaints()).toEqual([]);
  await carla.close();
});

test('who is away is asked in the queue whether they take conversations; the answer is remembered', async () => {
  Object.assign(desk.staff[0] ?? {}, { available: false });
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  await asta.button('Yes, I am available').click();
  await page.getByRole('switch', { checked: true }).waitFor();
  await page.reload();
  await page.getByRole('switch', { checked: true }).waitFor();
  await eventually(async () => expect(await asta.button('Yes, I am available').count()).toBe(0));
  await asta.close();
});

test('a transfer whose answer is lost is asked for again under the same name', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  await asta.takeNext();
  const names: unknown[] = [];
  await page.route('**/handoffs/*/return', async (route) => {
    names.push((route.request().postDataJSON() as { requestId: unknown }).requestId);
    return names.length === 1 ? route.abort() : route.continue();
  });
  await asta.button('To assistant').click();
  await asta.button('Return').click();
  await page.getByText('The server does not answer.').waitFor();
  await asta.button('Return').click();
  await page.getByText('The assistant answers again.').waitFor();
  expect(names).toEqual([expect.stringMatching(/^[\w-]{36}$/), names[0]]);
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
