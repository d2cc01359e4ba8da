import type { Browser } from 'playwright-core';
import { startTestService, type TestService } from '../start-test-service';
import { png } from '../attachments/sample-files';
import { chatOn, type ChatPage, openDemoPage, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';
import { holdsFiles, keeps } from './kept-files';

let browser: Browser;
let service: TestService;
beforeAll(async () => {
  const teams = {
    MicrosoftAppId: '5f0c2f3e-94f1-4ab2-8a5e-6c1d0c6b7a11',
    MicrosoftAppPassword: 'unused',
    MicrosoftAppTenantId: '0d9e6b3a-7c1f-4e5d-9b2a-3f4c5d6e7f80',
  };
  [browser, service] = await Promise.all([launchChromium(), startTestService(teams)]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** Signs in on the demo page as that customer. */
async function signIn({ page }: ChatPage, customerId: string): Promise<void> {
  await page.locator('#customer').selectOption(customerId);
  await page.locator('.sign-in form button').click();
  await page.locator('.signed-in').waitFor();
}

/** Asks in the chat; resolves with what is answered. */
async function ask(customer: ChatPage, text: string): Promise<string> {
  const before = await customer.botMessages.count();
  await customer.send(text);
  await customer.botMessageCount(before + 1);
  return customer.botMessages.nth(before).locator('.bubble').innerText();
}

/** What the chat says last, once it says so. */
const untilSaid = ({ log }: ChatPage, words: RegExp): Promise<void> => log.getByText(words).last().waitFor();

/** What the customer answers to what the chat asks when a claim is filed: by what the question has in it. */
const onDay = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
const answers: [RegExp, string][] = [
  [/Hvem skylder jer pengene/, 'Sølvmåge Handel A/S skylder os 85.000 kr'],
  [/Hvad er grunden til/, 'Køberen betaler ikke'],
  [/Hvornår forfaldt/, onDay(50)],
  [/Hvilke fakturaer/, `F-2201, ${onDay(80)}, ${onDay(50)}, 85.000,00`],
  [/med moms/, 'Nej, uden moms'],
  [/Hvornår leverede/, onDay(80)],
  [/Bestrider/, 'Nej'],
  [/aftalt afdrag/, 'Nej, ingen'],
];
/** Long before so many questions the claim is filed, or something goes in circles. */
const mostQuestions = 25;

/** Answers what is asked until the claim is received; resolves with the receipt. */
async function fileClaim(customer: ChatPage): Promise<string> {
  let asked = await ask(customer, 'Jeg vil anmelde en skade');
  for (let count = 0; count < mostQuestions && !/CL-\d{6}/.test(asked); count += 1) {
    const last = asked.trim().split('\n').slice(-6).join('\n');
    const [, answer] = answers.find(([question]) => question.test(last)) ?? [];
    const offered = customer.botMessages.last().locator('.suggestion').first();
    asked = await ask(customer, answer ?? ((await offered.count()) > 0 ? ((await offered.textContent()) ?? '') : 'ja'));
  }
  return asked;
}

test("a signed-in customer asks for a claim's status and a limit's reason, and files a claim", async () => {
  const customer = await openDemoPage(browser, service.url);
  await signIn(customer, 'blaamejse');
  await customer.open();
  await untilSaid(customer, /^Du er logget ind som Blåmejse Emballage A\/S\.$/);
  const status = await ask(customer, 'Hvad er status på vores skade?');
  expect(status).toMatch(/^Skade CL-200002 på Nordhamns Stål AB venter på dokumenter/);
  const why = await ask(customer, 'Hvorfor er vores kreditmaksimum på Nordhavn Stål ApS sat ned?');
  expect(why).toContain('Nordhavn Stål ApS');
  expect(why).toMatch(/DKK|kr/);
  expect(await fileClaim(customer)).toMatch(/CL-\d{6}/);
  expect(customer.complaints).toEqual([]);
  await customer.close();
});

test('an anonymous visitor who asks for a record is told how to sign in; signed in, the question is taken up', async () => {
  const visitor = await openDemoPage(browser, service.url, { language: 'en' });
  await visitor.open();
  await visitor.botMessageCount(1);
  expect(await ask(visitor, 'What is the status of our invoices?')).toMatch(/^Sign in on this site/);
  const told = visitor.page.evaluate(
    () => new Promise((resolve) => document.addEventListener('chat-signed-in', () => resolve('told'))),
  );
  await signIn(visitor, 'blaamejse');
  expect(await told).toBe('told');
  await untilSaid(visitor, /^You are signed in as Blåmejse Emballage A\/S\. Shall we go on/);
  await visitor.chat.getByRole('button', { name: 'What is the status of our invoices?' }).click();
  await untilSaid(visitor, /IN-800000/);
  await visitor.close();
});

test('a reload keeps the sign-in, on the page and in the chat; signing out closes the conversation', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await signIn(customer, 'havbrise');
  await customer.open();
  await customer.page.reload();
  expect(await customer.page.locator('.signed-in').innerText()).toContain('Havbrise & Tang Fødevarer A/S');
  await untilSaid(customer, /^You are signed in as Havbrise/);
  expect(await ask(customer, 'What is the status of our invoices?')).not.toMatch(/Sign in/);
  await customer.page.getByRole('button', { name: 'Sign out' }).click();
  await untilSaid(customer, /^You are signed out/);
  await customer.page.reload();
  await untilSaid(customer, /^You are signed out/);
  expect(await ask(customer, 'What is the status of our invoices?')).toMatch(/^Sign in on this site/);
  await eventually(async () => expect(await customer.page.locator('.sign-in form').isVisible()).toBe(true));
  await customer.close();
});

test('a new conversation of a signed-in customer is signed in too, with an assertion of its own', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await signIn(customer, 'blaamejse');
  await customer.open();
  await untilSaid(customer, /^You are signed in/);
  await customer.choose('Start a new conversation');
  await untilSaid(customer, /^You are signed in as Blåmejse Emballage A\/S\.$/);
  expect(await ask(customer, 'What is the status of our invoices?')).toContain('IN-800000');
  await customer.close();
});

/** Writes and chooses a file, and sends neither. */
async function draft({ input, panel }: ChatPage, text: string): Promise<void> {
  await input.fill(text);
  await panel.locator('input[type=file]').setInputFiles({ name: 'invoice.png', mimeType: 'image/png', buffer: png });
}

/** The text and the files in the box. */
const standsThere = ({ input, panel }: ChatPage, text: string, files: string[]): Promise<void> =>
  eventually(async () => {
    expect(await input.inputValue()).toBe(text);
    expect(await panel.locator('.file-name').allTextContents()).toEqual(files);
  });

async function anotherTab({ context }: ChatPage): Promise<ChatPage> {
  const page = await context.newPage();
  await page.goto(`${service.url}/?lang=en`);
  const tab = chatOn(page, []);
  await tab.open();
  await tab.botMessageCount(1);
  return tab;
}

test('what is written and not sent stays while its writer signs in, and in no tab for the next customer', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await customer.open();
  await customer.botMessageCount(1);
  await draft(customer, 'Our buyer');
  await signIn(customer, 'blaamejse');
  await untilSaid(customer, /^You are signed in as Blåmejse/);
  await standsThere(customer, 'Our buyer', ['invoice.png']);
  const second = await anotherTab(customer);
  await draft(second, 'Our limit');
  const third = await anotherTab(customer);
  await third.page.route('**/activities', (route) => route.abort());
  await third.send('Our secret');
  await draft(third, 'Our claim');
  await keeps(third.page, 3);
  await third.page.goto('about:blank');

  // They leave without signing out.
  await customer.page.evaluate(() => sessionStorage.removeItem('charterdesk-demo-customer'));
  await customer.page.reload();
  await standsThere(customer, 'Our buyer', ['invoice.png']);
  await signIn(customer, 'havbrise');
  await untilSaid(customer, /^You are signed in as Havbrise/);
  await standsThere(customer, '', []);
  await standsThere(second, '', []);
  await third.page.unroute('**/activities');
  await third.page.goBack();
  await untilSaid(third, /^You are signed in as Havbrise/);
  await standsThere(third, '', []);
  await third.send('Who are you?');
  await untilSaid(third, /assistant/);
  expect(await third.ownMessages.locator('.bubble').allTextContents()).toEqual(['Who are you?']);
  await keeps(customer.page, 0);

  await draft(second, 'Our claim');
  await customer.page.getByRole('button', { name: 'Sign out' }).click();
  await untilSaid(second, /^You are signed out/);
  await standsThere(second, '', []);
  await keeps(customer.page, 0);
  await customer.close();
});

test('signing out while the files of the page before are still being read leaves none of them behind', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await signIn(customer, 'blaamejse');
  await customer.open();
  await untilSaid(customer, /^You are signed in/);
  const other = await customer.context.newPage();
  await other.goto(`${service.url}/?lang=en`);
  await customer.page.route('**/upload', (route) => route.abort());
  await draft(customer, 'On its way');
  await customer.input.press('Enter');
  await customer.ownMessages.last().getByRole('progressbar').waitFor();
  await draft(customer, 'Our buyer');
  await keeps(customer.page, 2);
  const letGo = await holdsFiles(other);
  await customer.page.reload();
  await standsThere(customer, 'Our buyer', []);
  await customer.page.getByRole('button', { name: 'Sign out' }).click();
  await untilSaid(customer, /^You are signed out/);
  await letGo();
  await keeps(customer.page, 0);
  await standsThere(customer, '', []);
  await customer.page.reload();
  await untilSaid(customer, /^You are signed out/);
  await standsThere(customer, '', []);
  expect(await customer.ownMessages.count()).toBe(0);
  await customer.close();
});

test('a sign-in that fails says so, and the page stays signed out', async () => {
  const customer = await openDemoPage(browser, service.url);
  await customer.page.route('**/demo/sign-in', (route) => route.abort());
  await customer.page.locator('.sign-in form button').click();
  await customer.page.getByText('Du kunne ikke logges ind.').waitFor();
  await eventually(async () => expect(await customer.page.locator('.signed-in').isVisible()).toBe(false));
  await customer.close();
});

test('what there is to ask is shown for the customer chosen, and asks itself', async () => {
  const customer = await openDemoPage(browser, service.url);
  const shown = customer.page.locator('.introduction:visible');
  await customer.page.locator('#customer').selectOption('havbrise');
  await eventually(async () => expect(await shown.innerText()).toMatch(/^Tre åbne skader/));
  await signIn(customer, 'maelkevej');
  expect(await shown.locator('button').count()).toBeGreaterThan(0);
  await shown.locator('button').first().click();
  await customer.botMessageCount(3);
  await customer.close();
});

test('a signed-in customer gets a link that connects Teams', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await signIn(customer, 'blaamejse');
  await customer.page.getByRole('button', { name: 'Connect Teams' }).click();
  const link = customer.page.getByRole('link', { name: /^Open Teams/ });
  await link.waitFor();
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/chat\/.+message=link%20/);
  await customer.close();
});
