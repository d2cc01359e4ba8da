import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { pdf, png } from '../attachments/sample-files';
import { openAlways, opensIn5Days } from '../handoff/staffed-service';
import { startTestService, type TestService } from '../start-test-service';
import { seriousFindings } from './axe';
import { type ChatPage, openDemoPage, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { atRealDesk, newAccount } from './handoff-desk';
import { eventually } from './eventually';

let browser: Browser;
let open: TestService;
let closed: TestService;
beforeAll(async () => {
  [browser, open, closed] = await Promise.all([
    launchChromium(),
    startTestService(openAlways()),
    startTestService(opensIn5Days()),
  ]);
  await Promise.all([untilReady(open.url), untilReady(closed.url)]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([open?.stop(), closed?.stop()]);
});

/** What the customer has been told of the hand-off so far, by the name of each sentence. */
const receipts = ({ chat }: ChatPage): Promise<string[]> =>
  chat.locator('.receipt').evaluateAll((nodes) => nodes.map(({ classList }) => classList.item(2) ?? ''));
const told = ({ chat }: ChatPage, receipt: string, text: RegExp): Promise<void> =>
  chat.locator(`.receipt.${receipt}`, { hasText: text }).last().waitFor();
const fromPerson = ({ chat }: ChatPage, text: string): Promise<void> =>
  chat.locator('.message.person:not(.typing)', { hasText: text }).waitFor();

/** What axe finds serious there, in both colours. */
async function inBothColours(page: Page): Promise<string[]> {
  const light = await seriousFindings(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await seriousFindings(page, { rules: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

const inDenmark = { locale: 'da-DK', timezoneId: 'Europe/Copenhagen' };

test('in Danish: a customer is taken, helped, passed on, given back to the bot, and the next time seen to the end', async () => {
  const [forMette, forBent] = await Promise.all([
    newAccount(open, 'Mette Opdigtet', '--team', 'Kundeservice'),
    newAccount(open, 'Bent Påfund', '--team', 'Skader'),
  ]);
  const mette = await atRealDesk(browser, forMette, inDenmark);
  const bent = await atRealDesk(browser, forBent, { ...inDenmark, viewport: { width: 390, height: 844 } });
  const customer = await openDemoPage(browser, open.url, { ...inDenmark, reducedMotion: 'reduce' });
  const { page, chat } = customer;
  const seen: Record<string, string[]> = {};

  await page.locator('#customer').selectOption('blaamejse');
  await page.locator('.sign-in form button').click();
  await page.locator('.signed-in').waitFor();
  await customer.open();
  await customer.log.getByText('Du er logget ind som Blåmejse Emballage A/S.').waitFor();
  for (const question of ['Hvad er status på vores skade?', 'Hvornår får vi svar, hvis sagen trækker ud?']) {
    const before = await customer.botMessages.count();
    await customer.send(question);
    await customer.botMessageCount(before + 1);
  }
  await customer.send('Jeg vil gerne tale med et menneske');
  await told(customer, 'received', /^.*Du er stillet i kø til en medarbejder \(sag 1\)\. Du er den næste i køen\./);
  await customer.send('Det haster lidt');
  await customer.log.getByText(/^Det er noteret til den medarbejder/).waitFor();
  // One button ends the waiting, not two.
  await eventually(async () => expect(await chat.getByRole('button', { name: 'Vent ikke længere' }).count()).toBe(1));
  seen['chat, waiting'] = await seriousFindings(page);

  await mette.page.locator('.item', { hasText: 'Blåmejse Emballage A/S' }).click();
  await mette.button('Tag samtalen').click();
  await mette.reply.waitFor();
  const card = mette.page.getByRole('complementary', { name: 'Kunde og sag' });
  for (const known of [
    'Logget ind',
    /CL-200002/,
    'Hvornår får vi svar, hvis sagen trækker ud?',
    'Administration af din forsikring',
  ])
    await card.getByText(known).first().waitFor();
  expect(await card.locator('.history .event-note').first().textContent()).toBe('bad om en medarbejder');
  await told(customer, 'taken', /Mette Opdigtet \(medarbejder\) er med nu/);
  await chat.locator('.ai', { hasText: 'medarbejder' }).waitFor();

  await mette.reply.pressSequentially('Hej');
  await chat.locator('.person.typing', { hasText: 'Mette Opdigtet skriver' }).waitFor();
  await mette.write('Hej, jeg ser på <b>sagen</b>.');
  await fromPerson(customer, 'Hej, jeg ser på <b>sagen</b>.');
  await customer.input.pressSequentially('Tak');
  await mette.page.getByText('Blåmejse Emballage A/S skriver').waitFor();
  await chat.locator('input[type=file]').setInputFiles({ name: 'brev æøå.png', mimeType: 'image/png', buffer: png });
  await customer.send('Tak, her er brevet');
  await mette.said('customer').getByText('Tak, her er brevet').waitFor();
  const saving = mette.page.waitForEvent('download');
  await mette.page.getByRole('link', { name: 'Hent brev æøå.png' }).click();
  const saved = await saving;
  expect((await readFile(await saved.path())).equals(png)).toBe(true);
  const own = { name: 'vejledning.pdf', mimeType: 'application/pdf', buffer: await pdf() };
  await mette.page.locator('input[type=file]').setInputFiles(own);
  await mette.button('Fjern vejledning.pdf').waitFor();
  await mette.write('Og her er vejledningen');
  await chat
    .locator('.message.person')
    .getByRole('link', { name: /vejledning\.pdf/ })
    .waitFor();
  await mette.button(/Intern note/).click();
  await mette.write('Køber ringede i går');
  await mette.said('note').getByText('Køber ringede i går').waitFor();
  seen['chat, a person and files'] = await inBothColours(page);
  const screen = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 390, height: 844 });
  seen['chat, a person and files, on a phone'] = await seriousFindings(page);
  await page.setViewportSize(screen);
  seen['desk, a conversation'] = await inBothColours(mette.page);

  await mette.button('Giv videre').click();
  await mette.page.getByLabel('Bent Påfund').check();
  await mette.page.getByLabel('Note til den, der tager over').fill('Han kender sagen.');
  await mette.page.getByRole('dialog').getByRole('button', { name: 'Giv videre' }).click();
  await told(
    customer,
    'transferred',
    /Mette Opdigtet har givet din henvendelse videre til Bent Påfund \(medarbejder\)/,
  );
  await bent.page.locator('.item', { hasText: 'til dig' }).click();
  await bent.said('note').getByText('Køber ringede i går').waitFor();
  await bent.page.locator('.card-toggle').click();
  await bent.page.getByText('Han kender sagen.').waitFor();
  seen['desk, the card on a phone'] = await seriousFindings(bent.page);
  await bent.page.locator('.card-back').click();
  await bent.button('Tag samtalen').click();
  await bent.reply.waitFor();
  await bent.write('Bent her. Det er på plads.');
  await fromPerson(customer, 'Bent her. Det er på plads.');
  await bent.button('Til assistenten').click();
  await bent.button('Giv tilbage').click();
  await told(customer, 'returned', /Bent Påfund har givet samtalen tilbage til mig, den digitale assistent\./);

  // Who loads the page again finds the whole conversation, and who has the word.
  await page.reload();
  await told(customer, 'returned', /tilbage til mig/);
  const first = ['received', 'taken', 'transferred', 'taken', 'returned'];
  expect(await receipts(customer)).toEqual(first);
  expect(await chat.locator('.message.person .name strong').allTextContents()).toEqual([
    'Mette Opdigtet',
    'Mette Opdigtet',
    'Bent Påfund',
  ]);
  // The log reads out what is new: a receipt that were a live region itself would be read twice.
  expect(await customer.log.locator('.receipt[role], .receipt [role=status]').count()).toBe(0);

  await chat.getByRole('button', { name: 'Tal med et menneske' }).click();
  await told(customer, 'received', /sag 2/);
  await chat.getByRole('button', { name: 'Vent ikke længere' }).click();
  await told(customer, 'cancelled', /Så venter du ikke længere/);
  seen['chat, cancelled'] = await seriousFindings(page);
  await chat.getByRole('button', { name: 'Tal med et menneske' }).click();
  await told(customer, 'received', /sag 3/);
  await mette.takeNext();
  await mette.write('Nu er sagen løst.');
  await fromPerson(customer, 'Nu er sagen løst.');
  await mette.button('Afslut').click();
  await mette.page.getByLabel('Løst').check();
  await mette.page.getByLabel('Opsummering til kunden').fill('Fristen er forlænget til fredag.');
  await mette.button('Afslut samtalen').click();
  await told(
    customer,
    'closed',
    /Mette Opdigtet har afsluttet samtalen \(sag 3\)\..*Fristen er forlænget til fredag\./,
  );
  const thumbs = chat.getByRole('group', { name: 'Var samtalen til hjælp?' });
  await thumbs.getByRole('button', { name: 'Ja, til hjælp' }).click();
  await thumbs.getByText('Tak, det er noteret.').waitFor();
  // Below the words, as wide as they are: not squeezed beside them.
  const box = await chat.locator('.receipt.closed').boundingBox();
  const bar = await thumbs.boundingBox();
  expect(bar && box && bar.width > box.width * 0.8).toBe(true);
  seen['chat, closed and rated'] = await inBothColours(page);
  await page.setViewportSize({ width: 390, height: 844 });
  seen['chat, closed and rated, on a phone'] = await seriousFindings(page);
  expect(await receipts(customer)).toEqual([...first, 'received', 'cancelled', 'received', 'taken', 'closed']);

  const before = await customer.botMessages.count();
  await customer.send('Hvornår får vi svar, hvis sagen trækker ud?');
  await customer.botMessageCount(before + 1);
  expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((view) => [view, []])));
  expect([...customer.complaints, ...mette.complaints(), ...bent.complaints()]).toEqual([]);
  await Promise.all([customer.close(), mette.close(), bent.close()]);
});

test('in English, out of hours and without sockets: a message is left, and answered when the customer is back', async () => {
  const mette = await atRealDesk(browser, await newAccount(closed, 'Mette Opdigtet'), { locale: 'en-GB' });
  const customer = await openDemoPage(browser, closed.url, {
    language: 'en',
    prepare: (context) =>
      context.addInitScript(() => {
        // A network that lets no socket through: each attempt fails.
        const Real = window.WebSocket;
        window.WebSocket = class extends Real {
          constructor() {
            super('ws://127.0.0.1:9');
          }
        };
      }),
  });
  await customer.open();
  await customer.botMessageCount(1);
  await customer.send('I would like to talk to a person');
  await customer.log.getByText(/We are closed now\. We open again on \S+ \d+ \S+ at 08:30\./).waitFor();
  await customer.chat.getByRole('button', { name: 'Leave a message' }).click();
  await customer.log.getByText(/Write your message/).waitFor();
  await customer.send('Please call me about our limit.');
  await customer.log.getByText(/How can we reach you/).waitFor();
  await customer.send('jo@field.example');
  await told(customer, 'messageKept', /Your message is kept as case 1\./);
  expect(await seriousFindings(customer.page)).toEqual([]);

  await mette.page.locator('.item', { hasText: 'Left a message' }).click();
  const card = mette.page.getByRole('complementary', { name: 'Customer and case' });
  await card.getByText('Please call me about our limit.').first().waitFor();
  await card.getByText('Reached at: jo@field.example').waitFor();
  await mette.button('Take conversation').click();
  await mette.reply.waitFor();
  await mette.write('I will call you at ten.');
  await fromPerson(customer, 'I will call you at ten.');
  expect(await seriousFindings(mette.page)).toEqual([]);
  await mette.button('Close').click();
  await mette.page.getByLabel('Somebody follows up').check();
  await mette.page.getByLabel('Summary for the customer').fill('A call at ten.');
  await mette.button('Close conversation').click();
  await customer.chat.locator('.receipt', { hasText: 'A call at ten.' }).waitFor();
  expect([
    ...customer.complaints.filter((complaint) => !/ws:\/\/127\.0\.0\.1:9\//.test(complaint)),
    ...mette.complaints(),
  ]).toEqual([]);
  await Promise.all([customer.close(), mette.close()]);
});
