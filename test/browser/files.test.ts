import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { png, pdf } from '../attachments/sample-files';
import { startTestService, type TestService } from '../start-test-service';
import { openDemoPage, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { seriousFindings } from './axe';
import { eventually } from './eventually';
import { keeps, losesFiles } from './kept-files';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService();
  browser = await launchChromium();
  await untilReady(service.url);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const picture = { name: 'faktura.png', mimeType: 'image/png', buffer: png };

/** Files that come with a drop or a paste, as the browser hands them over. */
const bring = (page: Page, event: 'drop' | 'paste', name: string): Promise<void> =>
  page.evaluate(
    ([kind, fileName, bytes]) => {
      const panel = document.querySelector('charterdesk-chat')?.shadowRoot?.querySelector('.panel');
      const transfer = new DataTransfer();
      transfer.items.add(
        new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], fileName, { type: 'image/png' }),
      );
      const options = { bubbles: true, cancelable: true };
      if (kind === 'paste') panel?.dispatchEvent(new ClipboardEvent(kind, { ...options, clipboardData: transfer }));
      else panel?.dispatchEvent(new DragEvent(kind, { ...options, dataTransfer: transfer }));
    },
    [event, name, png.toString('base64')] as const,
  );

test('chosen, dropped and pasted files are sent with the message, shown with name and size, and can be saved', async () => {
  const chat = await openDemoPage(browser, service.url);
  await chat.open();
  await chat.botMessageCount(1);
  const input = chat.panel.locator('input[type=file]');
  await input.setInputFiles([picture, { name: 'police æ.pdf', mimeType: 'application/pdf', buffer: await pdf() }]);
  await bring(chat.page, 'drop', 'sluppet.png');
  await bring(chat.page, 'paste', 'indsat.png');
  const chosen = chat.panel.getByRole('list', { name: 'Filer, der sendes med' });
  await chosen.getByRole('button', { name: 'Fjern sluppet.png' }).click();
  expect(await chosen.locator('.file-name').allTextContents()).toEqual(['faktura.png', 'police æ.pdf', 'indsat.png']);
  expect(await seriousFindings(chat.page)).toEqual([]);

  await chat.send('Her er fakturaen');
  await chat.botMessageCount(2);
  const own = chat.ownMessages.last();
  await own.getByRole('link', { name: /faktura\.png/ }).waitFor();
  expect(await own.locator('.file-facts').allTextContents()).toEqual([
    'faktura.png1 kB',
    'police æ.pdf1 kB',
    'indsat.png1 kB',
  ]);
  expect(await own.locator('.bubble').textContent()).toBe('Her er fakturaen');
  await eventually(async () => expect(await chosen.count()).toBe(0));
  expect(await chat.botMessages.nth(1).textContent()).toMatch(/ikke selv læse filer/);
  // The view is ours, and the page's policy allows it.
  await expect(
    own
      .locator('img')
      .first()
      .evaluate((image: HTMLImageElement) => image.decode()),
  ).resolves.toBeUndefined();

  const saving = chat.page.waitForEvent('download');
  await own.getByRole('link', { name: /faktura\.png/ }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('faktura.png');
  expect((await readFile(await saved.path())).equals(png)).toBe(true);
  expect(await seriousFindings(chat.page)).toEqual([]);
  expect(chat.complaints).toEqual([]);

  await chat.page.reload();
  await chat.ownMessages
    .last()
    .getByRole('link', { name: /police æ\.pdf/ })
    .waitFor();
  await chat.close();
});

test('a file that is not taken is told of before it is sent, or when the service has looked into it', async () => {
  const chat = await openDemoPage(browser, service.url, { language: 'en' });
  await chat.open();
  await chat.botMessageCount(1);
  const input = chat.panel.locator('input[type=file]');
  await input.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await chat.panel.getByRole('alert').filter({ hasText: 'We take pictures (PNG, JPEG, GIF, WebP) and PDF.' }).waitFor();

  await input.setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
  await chat.panel.getByRole('button', { name: 'Send', exact: true }).click();
  const own = chat.ownMessages.last();
  await own.getByRole('alert').filter({ hasText: 'One of the files is something else.' }).waitFor();
  expect(await own.getByRole('button').count()).toBe(0);
  expect(await own.locator('.delivery').textContent()).toContain('Not sent.');
  expect(await seriousFindings(chat.page)).toEqual([]);
  await chat.close();
});

test('files chosen while the connection is gone are sent when it is back', async () => {
  const chat = await openDemoPage(browser, service.url);
  await chat.open();
  await chat.botMessageCount(1);
  await chat.panel.locator('input[type=file]').setInputFiles(picture);
  await chat.context.setOffline(true);
  await chat.send('Kommer den frem?');
  await chat.ownMessages.last().getByRole('progressbar').waitFor();
  await chat.context.setOffline(false);
  await chat.ownMessages
    .last()
    .getByRole('link', { name: /faktura\.png/ })
    .waitFor({ timeout: 40_000 });
  expect(await chat.ownMessages.count()).toBe(1);
  await chat.close();
});

test('a reload loses nothing: what is written and chosen stands there again, and what was on its way goes on', async () => {
  const chat = await openDemoPage(browser, service.url);
  await chat.open();
  await chat.botMessageCount(1);
  await chat.input.fill('Her er ');
  await chat.panel
    .locator('input[type=file]')
    .setInputFiles([picture, { name: 'police.pdf', mimeType: 'application/pdf', buffer: await pdf() }]);
  await keeps(chat.page, 1);
  await chat.page.reload();
  const chosen = chat.panel.getByRole('list', { name: 'Filer, der sendes med' });
  await chosen.getByText('police.pdf').waitFor();
  await eventually(async () =>
    expect(await chosen.locator('.file-name').allTextContents()).toEqual(['faktura.png', 'police.pdf']),
  );
  await eventually(async () => expect(await chat.input.inputValue()).toBe('Her er '));
  await chosen.getByRole('button', { name: 'Fjern police.pdf' }).click();

  await chat.page.route('**/upload', (route) => route.abort());
  await chat.send('Her er fakturaen');
  await chat.ownMessages.last().getByRole('progressbar').waitFor();
  await chat.page.unroute('**/upload');
  await chat.page.reload();
  await chat.ownMessages
    .last()
    .getByRole('link', { name: /faktura\.png/ })
    .waitFor();
  expect(await chat.ownMessages.locator('.bubble').allTextContents()).toEqual(['Her er fakturaen']);
  await eventually(async () => expect(await chat.input.inputValue()).toBe(''));
  await eventually(async () => expect(await chosen.count()).toBe(0));
  await keeps(chat.page, 0);
  await chat.close();
});

test('messages whose files the browser has lost stand in the box again, each on a line of its own', async () => {
  const chat = await openDemoPage(browser, service.url, { language: 'en' });
  await chat.open();
  await chat.botMessageCount(1);
  await chat.page.route('**/upload', (route) => route.abort());
  for (const text of ['The invoice.', 'The reminder.']) {
    await chat.panel.locator('input[type=file]').setInputFiles(picture);
    await chat.send(text);
  }
  await chat.input.fill('And a question:');
  await keeps(chat.page, 2);
  await losesFiles(chat.page);
  await chat.page.reload();
  await chat.panel.getByRole('alert').filter({ hasText: 'Choose them again' }).waitFor();
  await eventually(async () =>
    expect(await chat.input.inputValue()).toBe('And a question:\nThe invoice.\nThe reminder.'),
  );
  await chat.close();
});
