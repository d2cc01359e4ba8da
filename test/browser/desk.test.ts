import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { atDesk } from './desk-person';
import { type DeskStandIn, standInLinkCode, startDeskStandIn } from './desk-stand-in';
import { standInCase } from './desk-stand-in-data';
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

test('a new colleague comes by the one-time link, chooses a password, and signs in with it the next time', async () => {
  const asta = await atDesk(browser, desk, { hash: `#link=${standInLinkCode}` });
  const { page } = asta;
  await page.locator('input[name=new-password]').fill('short');
  await page.locator('input[name=repeat]').fill('short');
  await page.keyboard.press('Enter');
  await page.getByText('Use at least 12 characters.').waitFor();
  expect(page.url()).not.toContain(standInLinkCode);
  await page.locator('input[name=new-password]').fill('four gulls over Nyborg');
  await page.locator('input[name=repeat]').fill('four gulls over Nyborg');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Waiting/ }).waitFor();
  await asta.button(/^Account/).click();
  await asta.button('Sign out').click();
  await page.getByText('You are signed out.').waitFor();
  await page.locator('input[name=login]').fill('asta');
  await page.locator('input[name=password]').fill('not this one');
  await page.keyboard.press('Enter');
  await page.getByText('The user name or the password is not right.').waitFor();
  await page.locator('input[name=password]').fill('four gulls over Nyborg');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Waiting/ }).waitFor();
  expect(asta.complaints()).toEqual([]);
  await asta.close();
});

test('a used link and a refused sign-in elsewhere are told, and the other ways stand open', async () => {
  const nobody = await atDesk(browser, desk, { hash: '#link=used' });
  await nobody.page.getByText('This link has been used or has expired.').waitFor();
  await nobody.page.goto(`${desk.url}/desk?lang=en#problem=oidc-no-account`);
  await nobody.page.getByText('There is no account on the desk for you.').waitFor();
  expect(await nobody.page.getByRole('link', { name: 'Sign in with Demo-login' }).getAttribute('href')).toBe(
    `${desk.url}/desk/oidc/start`,
  );
  await nobody.close();
});

test('a passkey is added to an account, and is enough to sign in', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await asta.button(/^Account/).click();
  await asta.button('Add a passkey').click();
  await page.getByText('1 passkey').waitFor();
  await asta.button('Sign out').click();
  await asta.button('Sign in with a passkey').click();
  await page.getByRole('heading', { name: /^Waiting/ }).waitFor();
  expect(asta.complaints()).toEqual([]);
  await asta.close();
});

test('takes the next one, sees what was asked and answered with its sources, replies, notes, and closes it', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const { page } = asta;
  expect(await page.locator('.item', { hasText: 'Eksempel Værktøj ApS' }).locator('.mark').allTextContents()).toEqual([
    'Late',
    'Goes first',
  ]);
  await asta.takeNext();
  const card = page.getByRole('complementary', { name: 'Customer and case' });
  for (const known of [
    'Signed in',
    'demo-001',
    'Skade CL-0000 (åben)',
    'fakturaen mangler',
    'Kan fristen forlænges?',
    'found nothing',
  ])
    await card.getByText(known).first().waitFor();
  expect(await asta.said('bot').locator('.citation').getAttribute('href')).toBe(`${desk.url}/documents/demo#frist`);
  await eventually(async () => expect(await page.evaluate(() => document.activeElement?.id)).toBe('reply'));
  await asta.write('Goddag, jeg ser på det.');
  await asta.said('person').getByText('Goddag, jeg ser på det.').waitFor();
  desk.customerTypes('h1');
  await page.getByText('Eksempel Værktøj ApS is writing').waitFor();
  desk.customerSays('h1', 'Tak. Her er brevet.', [
    { name: 'brev.pdf', contentType: 'application/pdf', url: '/files/1' },
  ]);
  await page.getByRole('link', { name: 'Download brev.pdf' }).waitFor();
  await asta.button(/Internal note/).click();
  await asta.write('Ringede i går.');
  await asta.said('note').getByText('Ringede i går.').waitFor();
  await asta.button('Close').click();
  await asta.button('Close conversation').click();
  await page.getByText('Choose how it ended.').waitFor();
  await page.getByLabel('Solved').check();
  await page.getByLabel('Summary for the customer').fill('Vi har forlænget fristen.');
  await asta.button('Close conversation').click();
  await page.getByText('You have no conversations.').waitFor();
  expect(desk.cases.get('h1')?.view.state).toBe('closed');
  expect(desk.messages.map(({ text }) => text)).toEqual(['Goddag, jeg ser på det.']);
  expect(asta.complaints()).toEqual([]);
  await asta.close();
});

test('what a customer writes is shown as they wrote it, never as markup', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.page.locator('.item', { hasText: 'Is anybody there?' }).click();
  await asta.said('customer').getByText('What is <b>bold</b> & <script>alert(1)</script>?', { exact: true }).waitFor();
  await asta.page.getByText('We do not know who this is.').waitFor();
  expect(await asta.page.locator('.transcript :is(b, script)').count()).toBe(0);
  // Deleted in Teams, it is there no more: neither in its place nor in the queue.
  const written = asta.page.getByText('Is anybody there?');
  await written.last().waitFor();
  desk.customerDeletes('h2');
  await asta.said('customer').getByText('The customer deleted this message.').waitFor();
  await asta.page.locator('.item', { hasText: 'The customer deleted this message.' }).waitFor();
  expect(await written.count()).toBe(0);
  await asta.close();
});

test('a canned reply and a suggestion go into the field, to be edited before they are sent', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.takeNext();
  await asta.reply.fill('/øje');
  await asta.reply.press('Enter');
  await eventually(async () => expect(await asta.reply.inputValue()).toBe('Et øjeblik, jeg slår det op.'));
  await asta.button('Suggest replies').click();
  await asta.page.getByRole('link', { name: /7.1 Klager/ }).waitFor();
  await asta.button('Insert').nth(1).click();
  expect(await asta.reply.inputValue()).toBe(
    'Et øjeblik, jeg slår det op.\nI kan klage skriftligt, og vi svarer inden for en uge.',
  );
  expect(desk.messages).toEqual([]);
  await asta.button('Send').click();
  await asta.said('person').first().waitFor();
  expect(desk.messages).toHaveLength(1);
  await asta.close();
});

test('a file goes with the next message, and what is no image or PDF is not taken', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.takeNext();
  const input = asta.page.locator('input[type=file]');
  await input.setInputFiles({ name: 'program.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
  await asta.page.getByText('program.exe cannot be sent.').waitFor();
  await input.setInputFiles({ name: 'blå kvittering.png', mimeType: 'image/png', buffer: Buffer.from('png!') });
  await asta.button('Remove blå kvittering.png').waitFor();
  await asta.write('Se her.');
  await asta
    .said('person')
    .getByRole('link', { name: /Download/ })
    .waitFor();
  await eventually(async () => expect(await asta.button('Remove blå kvittering.png').count()).toBe(0));
  await asta.close();
});

test('a conversation goes to a colleague with a note, and from there back to the assistant', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  const bo = await atDesk(browser, desk, { login: 'bo', language: 'da' });
  await asta.takeNext();
  await bo.page.locator('.item', { hasText: 'hos Asta Prøve' }).waitFor();
  await asta.button('Transfer').click();
  await asta.page.getByLabel('Bo Eksempel').check();
  await asta.page.getByLabel('Note for the one who takes it').fill('Han kender sagen.');
  await asta.page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click();
  await asta.page.getByText('Transferred.').waitFor();
  await bo.page.locator('.item', { hasText: 'til dig' }).click();
  await bo.page.getByText('Han kender sagen.').waitFor();
  await bo.button('Tag samtalen').click();
  await bo.reply.waitFor();
  await bo.button('Til assistenten').click();
  await bo.button('Giv tilbage').click();
  await bo.page.getByText('Assistenten svarer igen.', { exact: true }).first().waitFor();
  expect(desk.cases.get('h1')?.view.state).toBe('returned');
  expect([...asta.complaints(), ...bo.complaints()]).toEqual([]);
  await Promise.all([asta.close(), bo.close()]);
});

test('of two who take the same one the second hears who has it', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.page.locator('.item', { hasText: 'Is anybody there?' }).click();
  await asta.button('Take conversation').waitFor();
  // Behind its back: the news has not come yet.
  Object.assign(desk.cases.get('h2')?.view ?? {}, { state: 'person', owner: { id: 'staff-bo', name: 'Bo Eksempel' } });
  await asta.button('Take conversation').click();
  await asta.page.getByText('Bo Eksempel has it already.').waitFor();
  await asta.close();
});

test('after the news were cut off everything is read anew: nothing is missing, nothing stands twice', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.takeNext();
  desk.dropLive(true);
  await asta.page.getByText('The connection is lost.').waitFor();
  desk.customerSays('h1', 'Første, mens I var væk');
  desk.customerSays('h1', 'Anden, mens I var væk');
  desk.waits(
    standInCase(
      { id: 'h9', number: 49, customer: { kind: 'customer', customerId: 'demo-009', name: 'Ny Prøve ApS' } },
      [['customer', 'Hej']],
    ),
  );
  desk.liveAgain();
  await asta.page.getByText('The connection is back').waitFor();
  await asta.page.locator('.item', { hasText: 'Ny Prøve ApS' }).waitFor();
  await asta.said('customer').getByText('Anden, mens I var væk').waitFor();
  const shown = await asta.said('customer').locator('.bubble').allTextContents();
  expect(shown.slice(-2)).toEqual(['Første, mens I var væk', 'Anden, mens I var væk']);
  expect(new Set(shown).size).toBe(shown.length);
  await asta.close();
});

test('messages written while the server does not answer come through once each, in order; a lost answer doubles none', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.takeNext();
  desk.setDown(true);
  await asta.write('Den første');
  await asta.write('Den anden');
  await asta.page.getByText('Will be sent when the connection is back').first().waitFor();
  // Half written, and the tab is loaded again.
  await asta.reply.fill('Halvt skrevet');
  desk.setDown(false);
  desk.loseAnswers(1);
  await asta.page.reload();
  await asta.said('person').getByText('Den anden').waitFor();
  await eventually(async () => expect(await asta.reply.inputValue()).toBe('Halvt skrevet'));
  expect(desk.messages.map(({ text }) => text)).toEqual(['Den første', 'Den anden']);
  expect(await asta.said('person').locator('.bubble').allTextContents()).toEqual(['Den første', 'Den anden']);
  await eventually(async () => expect(await asta.page.locator('.pending').count()).toBe(0));
  await asta.close();
});

test('what cannot be sent any more says so, and can be had back', async () => {
  const asta = await atDesk(browser, desk, { login: 'bo' });
  await asta.takeNext();
  await asta.reply.fill('For sent');
  Object.assign(desk.cases.get('h1')?.view ?? {}, { owner: { id: 'staff-asta', name: 'Asta Prøve' } });
  await asta.reply.press('Enter');
  await asta.page.getByText('A colleague has the conversation now.').waitFor();
  expect(desk.messages).toEqual([]);
  await asta.close();
});

test('a session that has ended asks for signing in again, and what was being written is still there', async () => {
  const asta = await atDesk(browser, desk, { login: 'asta' });
  await asta.takeNext();
  await asta.reply.fill('Næsten færdig');
  desk.endSessions();
  desk.dropLive();
  await asta.page.getByText('Your session has ended.').waitFor();
  await eventually(async () => expect(await asta.page.getByText('Eksempel Værktøj ApS').count()).toBe(0));
  await asta.page.locator('input[name=login]').fill('asta');
  await asta.page.locator('input[name=password]').fill(desk.staff[0]?.password ?? '');
  await asta.page.keyboard.press('Enter');
  await asta.reply.waitFor();
  await eventually(async () => expect(await asta.reply.inputValue()).toBe('Næsten færdig'));
  await asta.close();
});
