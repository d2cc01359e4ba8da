import type { Browser } from 'playwright-core';
import { startTestService, type TestService } from '../start-test-service';
import { asShown, complaintsOf, openDemoPage, serviceLog, shownLines, untilReady } from './chat-page';
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
  {
    language: 'da' as const,
    question: 'Hvornår får vi svar, hvis sagen trækker ud?',
    mark: 'Stedet bag svaret',
  },
  {
    language: 'en' as const,
    question: 'When do we hear from you if our case is delayed?',
    mark: 'The passage behind the answer',
  },
])('a question in $language', ({ language, question, mark }) => {
  test('is answered with a citation whose link opens the clause, marked', async () => {
    const customer = await openDemoPage(browser, service.url, { language });
    await customer.open();
    await customer.botMessageCount(1);
    await customer.send(question);
    await customer.botMessageCount(2);

    const answer = customer.botMessages.nth(1);
    const source = answer.locator('.sources a').first();
    const href = new URL((await source.getAttribute('href')) ?? '');
    expect(href.pathname).toBe(`/documents/charter.${language}`);
    expect(href.hash).toBe('#administration-enquiries');
    expect(await source.getAttribute('rel')).toBe('noopener');
    const quote = await answer.locator('blockquote').first().innerText();

    const [viewer] = await Promise.all([customer.context.waitForEvent('page'), source.click()]);
    const complaints = complaintsOf(viewer);
    const clause = viewer.locator(':target');
    await clause.waitFor();
    expect(await clause.getAttribute('id')).toBe('administration-enquiries');
    // The customer reads in the document the very words that the answer quoted.
    expect(quote).toContain(await clause.locator('p').innerText());
    expect(await clause.evaluate((node) => getComputedStyle(node, '::after').content)).toBe(`"${mark}"`);
    const otherClause = viewer.locator('.clause:not(:target)').first();
    const background = (node: Element): string => getComputedStyle(node).backgroundColor;
    expect(await clause.evaluate(background)).not.toBe(await otherClause.evaluate(background));
    expect([...customer.complaints, ...complaints]).toEqual([]);
    await customer.close();
  });
});

test('the footnote mark within an answer leads where the source below it leads', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await customer.open();
  await customer.send('When do we hear from you if our case is delayed?');
  await customer.botMessageCount(2);
  const answer = customer.botMessages.nth(1);
  const mark = answer.locator('sup a').first();
  expect(await mark.getAttribute('href')).toBe(await answer.locator('.sources a').first().getAttribute('href'));
  await customer.close();
});

test('a question of the demo page opens the chat and asks itself', async () => {
  const customer = await openDemoPage(browser, service.url);
  const example = customer.page.locator('button[data-question]').first();
  const question = (await example.textContent()) ?? '';
  await example.click();
  await customer.botMessageCount(2);
  expect(await customer.ownMessages.locator('.bubble').allTextContents()).toEqual([question]);
  // What was asked before there was a conversation stands where the service has it: after the greeting.
  expect(await shownLines(customer)).toEqual(asShown(await serviceLog(customer.page, service.url)));
  await customer.close();
});

test('a suggestion says its value in the name of the customer, once', async () => {
  const customer = await openDemoPage(browser, service.url);
  await customer.open();
  const suggestions = customer.chat.locator('.suggestion');
  await suggestions.first().waitFor();
  const offered = await suggestions.count();
  const value = (await suggestions.first().getAttribute('value')) ?? '';
  await suggestions.first().click();
  await customer.botMessageCount(2);
  expect(await customer.ownMessages.locator('.bubble').allTextContents()).toEqual([value]);
  const first = customer.botMessages.first().locator('.suggestion');
  for (let at = 0; at < offered; at++)
    await eventually(async () => expect(await first.nth(at).isDisabled()).toBe(true));
  await customer.close();
});

test('the visitor changes the language: the words of the chat follow, and so does the answer', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'da' });
  await customer.open();
  await customer.botMessageCount(1);
  await customer.chat.getByRole('button', { name: 'English' }).click();
  await eventually(async () => expect(await customer.panel.getAttribute('lang')).toBe('en'));
  await eventually(async () => expect(await customer.input.getAttribute('placeholder')).toBe('Type your question …'));
  await customer.send('How do we file a claim?');
  await customer.botMessageCount(2);
  expect(await customer.botMessages.nth(1).locator('.bubble').getAttribute('lang')).toMatch(/^en/);
  // The choice is the visitor's, so a page in the other language does not take it back.
  await customer.page.reload();
  await customer.botMessageCount(2);
  await eventually(async () => expect(await customer.panel.getAttribute('lang')).toBe('en'));
  await eventually(async () => expect(await customer.input.getAttribute('placeholder')).toBe('Type your question …'));
  await customer.close();
});

test.each([
  { device: 'a desktop', options: {} },
  { device: 'a phone', options: { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true } },
])('on $device the answer to a long message comes into view with its beginning', async ({ options }) => {
  const customer = await openDemoPage(browser, service.url, options);
  await customer.open();
  await customer.botMessageCount(1);
  await customer.send(`Hvordan rejser vi et krav? ${'Vi har ventet længe på svar om vores sag. '.repeat(40)}`);
  await customer.botMessageCount(2);
  const answer = await customer.botMessages.nth(1).boundingBox();
  const log = await customer.log.boundingBox();
  if (!answer || !log) throw new Error('Nothing is shown.');
  expect(answer.y).toBeGreaterThanOrEqual(log.y - 1);
  expect(answer.y).toBeLessThan(log.y + log.height - 40);
  await customer.close();
});

test('an edition that nobody chose is not shown with the source', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await customer.page.routeWebSocket(/stream/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => socket.send(String(frame).replaceAll(/"edition":"[^"]*"/g, '"edition":"0a1b2c3d"')));
  });
  await customer.open();
  await customer.send('How do we file a claim?');
  await customer.botMessageCount(2);
  const document = await customer.botMessages.nth(1).locator('.source .document').first().textContent();
  expect(document).toBe('Guide to claims');
  await customer.close();
});

test('markup in a message is text: nothing of it runs, links or loads', async () => {
  const customer = await openDemoPage(browser, service.url);
  await customer.open();
  const attack =
    '<img src=x onerror="document.title=1"><script>document.title=1</script> [x](javascript:alert(1)) **b**';
  const title = await customer.page.title();
  await customer.send(attack);
  await customer.botMessageCount(2);
  expect(await customer.ownMessages.first().locator('.bubble').textContent()).toBe(attack);
  expect(await customer.log.locator('img, script, a[href^="javascript"]').count()).toBe(0);
  expect(await customer.page.title()).toBe(title);
  expect(customer.complaints).toEqual([]);
  await customer.close();
});

test('near the limit of 4,000 characters the chat counts, beyond it it says so and does not send', async () => {
  const customer = await openDemoPage(browser, service.url, { language: 'en' });
  await customer.open();
  await customer.botMessageCount(1);
  const count = customer.chat.locator('.count');
  await customer.input.fill('x'.repeat(3_000));
  await eventually(async () => expect(await count.textContent()).toBe(''));
  await customer.input.fill('x'.repeat(3_990));
  await eventually(async () => expect(await count.textContent()).toBe('10 characters left'));
  await customer.input.fill('x'.repeat(4_012));
  await eventually(async () => expect(await count.textContent()).toMatch(/^12 characters too many/));
  await customer.input.press('Enter');
  expect(await customer.ownMessages.count()).toBe(0);
  expect((await customer.input.inputValue()).length).toBe(4_012);
  await customer.close();
});

test('the viewer offers the other language edition, at the same clause', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${service.url}/documents/charter.da#administration-enquiries`);
  await page.locator('a[data-edition][hreflang="en"]').click();
  await page.waitForURL('**/documents/charter.en#administration-enquiries');
  expect(await page.locator(':target').getAttribute('id')).toBe('administration-enquiries');
  await context.close();
});
