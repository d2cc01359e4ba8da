import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { startTestService, type TestService } from '../start-test-service';
import { chatOn, complaintsOf, untilReady, type ChatPage } from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';

let browser: Browser;
let service: TestService;
let site: Server;
let siteUrl: string;

/** A page of another site that carries the chat of `service`. */
beforeAll(async () => {
  site = createServer((_request, response) => {
    const page = `<!doctype html><html lang="en"><title>Shop</title><body><script src="${service.url}/widget.js"></script>`;
    response.setHeader('Content-Type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => site.close(resolve));
});
afterEach(() => service.stop());

async function openSite(allowedOrigins: string): Promise<ChatPage> {
  service = await startTestService({ ALLOWED_ORIGINS: allowedOrigins });
  await untilReady(service.url);
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const complaints = complaintsOf(page);
  await page.goto(siteUrl);
  const customer = chatOn(page, complaints);
  await customer.open();
  return customer;
}

test('a page of a site that is not allowed says that the chat is not available, and names the setting to whoever runs the site', async () => {
  const customer = await openSite('https://elsewhere.example');
  await customer.chat.locator('.banner.unavailable').waitFor();
  expect(await customer.banner.textContent()).toBe(
    'The chat is not available on this page. Please contact us in another way.',
  );
  await customer.send('Hello?');
  await eventually(async () =>
    expect(await customer.ownMessages.locator('.delivery').textContent()).toBe('Cannot be sent from this page'),
  );
  const named = customer.complaints.filter((line) => line.includes('ALLOWED_ORIGINS'));
  expect(named).toEqual([expect.stringContaining(siteUrl)]);
  await customer.close();
});

test('a page of an allowed site has the chat', async () => {
  const customer = await openSite(siteUrl);
  await customer.botMessageCount(1);
  await eventually(async () => expect(await customer.banner.textContent()).toBe(''));
  await customer.close();
});

test('a service that refuses in words that the page may read is understood at once', async () => {
  service = await startTestService();
  await untilReady(service.url);
  const page = await browser.newPage();
  const customer = chatOn(page, complaintsOf(page));
  await page.route('**/tokens/generate', (route) => route.fulfill({ status: 403, json: { error: {} } }));
  await page.goto(`${service.url}/?lang=en`);
  await customer.open();
  await customer.chat.locator('.banner.unavailable').waitFor();
  expect(customer.complaints.filter((line) => line.includes('ALLOWED_ORIGINS'))).toHaveLength(1);
  await customer.close();
});
