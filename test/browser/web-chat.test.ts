import type { Browser } from 'playwright-core';
import { localServiceUrl } from '../../bot/channels/authentication';
import { demoSite } from '../../bot/identity/demo-site';
import { png } from '../attachments/sample-files';
import { happening, SlowAnswers } from '../channels/slow-answers';
import { startTestService, type TestService } from '../start-test-service';
import { untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { webChatSite, WebChatPage } from './web-chat-page';

const answers = new SlowAnswers();
let browser: Browser;
let site: Awaited<ReturnType<typeof webChatSite>>;
let service: TestService;
beforeAll(async () => {
  site = await webChatSite();
  const settings = { ALLOWED_ORIGINS: site.url };
  [browser, service] = await Promise.all([
    launchChromium(),
    startTestService(settings, { responder: answers.responder }),
  ]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  site?.close();
});

const question = 'Hvornår får vi svar, hvis sagen trækker ud?';
const open = (assertion?: string) => WebChatPage.open(browser, site.url, service.url, assertion);

test('text with its source, and a signed-in customer’s record in a card', async () => {
  const customers = [{ customerId: 'blaamejse', name: 'Blåmejse Emballage A/S' }];
  const vouching = await demoSite(service.dataDirectory, customers, () => new Date());
  const chat = await open(await vouching.vouchFor('blaamejse'));
  await chat.shows(/logget ind som Blåmejse/);
  await chat.says(question);
  const source = chat.page.locator(`.webchat__bubble__content a[href^="${service.url}/documents/"]`).first();
  await source.waitFor();
  await chat.says('Hvad er status på vores skade?');
  const card = chat.page.locator('.ac-adaptiveCard');
  await card.waitFor();
  expect(await card.innerText()).toContain('Nordhamns Stål AB');
  await chat.close();
});

test('two streamed answers in a row grow in place, each beneath its question; a message that nobody asked for comes at once', async () => {
  const chat = await open();
  await chat.shows(/Hej|Goddag|Velkommen/);
  for (const [asked, first] of [
    ['første', 'Et svar'],
    ['anden', 'To svar'],
  ] as const) {
    const seen = happening();
    answers.on(asked, async (stream) => {
      stream?.progress('Søger …');
      stream?.sentence(`${first}, der`);
      await seen.happened;
      stream?.sentence(' vokser');
      return `${first}, der vokser og er færdigt.`;
    });
    await chat.says(asked);
    await chat.shows(`${first}, der`);
    seen.happen();
    await chat.shows(`${first}, der vokser og er færdigt.`);
  }
  const [, ...talk] = await chat.bubbles();
  expect(talk).toEqual(['første', 'Et svar, der vokser og er færdigt.', 'anden', 'To svar, der vokser og er færdigt.']);

  const conversation = { id: chat.conversation, isGroup: false, conversationType: 'personal', name: '' };
  const about = { type: 'event', id: 'of-another-conversation', channelId: 'directline', serviceUrl: localServiceUrl };
  const unasked = { ...about, conversation, recipient: { id: 'charterdesk', name: '' } };
  await service.proactive(
    chat.conversation,
    unasked,
    async (context) => void (await context.sendActivity('Nyt til Dem.')),
  );
  // Held back, it would take five seconds.
  await chat.page.locator('.webchat__bubble__content').filter({ hasText: 'Nyt til Dem.' }).waitFor({ timeout: 4000 });
  await chat.close();
});

test('a file goes up, a button is pressed, and what was said while the connection was lost is there when it is back, once and in order', async () => {
  const chat = await open();
  await chat.shows(/Hej|Goddag|Velkommen/);
  await chat.page.locator('input[type=file]').setInputFiles({ name: 'æske.png', mimeType: 'image/png', buffer: png });
  await chat.page.locator('.webchat__attachment-icon--checked').waitFor();
  await chat.page.locator('.webchat__send-box-text-box__input').press('Enter');
  await chat.shows(/ikke selv læse filer/);
  await chat.page.getByRole('toolbar').getByRole('button', { name: 'Kontaktoplysninger' }).click();
  // Pressed, it is said, and it is answered.
  await chat.page.locator('.webchat__bubble__content').nth(4).waitFor();

  answers.on('imens', async () => 'Det kom imens.');
  await chat.losesConnection();
  await chat.says('imens');
  await chat.shows('Det kom imens.');
  expect(chat.sockets).toBe(2);
  const shown = await chat.bubbles();
  expect(shown.slice(-2)).toEqual(['imens', 'Det kom imens.']);
  expect(new Set(shown).size).toBe(shown.length);
  await chat.close();
});
