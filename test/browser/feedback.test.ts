import type { Browser } from 'playwright-core';
import { startTestService, type TestService } from '../start-test-service';
import { seriousFindings } from './axe';
import { openDemoPage, untilReady } from './chat-page';
import { launchChromium } from './chromium';
import { eventually } from './eventually';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  [browser, service] = await Promise.all([launchChromium(), startTestService()]);
  await untilReady(service.url);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const counted = async (value: 'up' | 'down'): Promise<number> => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(
    new RegExp(`charterdesk_feedback_total\\{about="answer",value="${value}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
  );
};

test('an answer with a source can be rated by keyboard, with a reason, and the other way round', async () => {
  const chat = await openDemoPage(browser, service.url);
  await chat.open();
  await chat.botMessageCount(1);
  // A greeting rests on no source.
  expect(await chat.botMessages.getByRole('group', { name: 'Var svaret til hjælp?' }).count()).toBe(0);
  await chat.send('Hvornår får vi svar, hvis sagen trækker ud?');
  await chat.botMessageCount(2);
  const bar = chat.botMessages.last().getByRole('group', { name: 'Var svaret til hjælp?' });
  const down = bar.getByRole('button', { name: 'Nej, ikke til hjælp' });
  await down.focus();
  await chat.page.keyboard.press('Enter');
  await bar.getByRole('status').filter({ hasText: 'Tak, det er noteret.' }).waitFor();
  await eventually(async () => expect(await down.getAttribute('aria-pressed')).toBe('true'));
  expect(await counted('down')).toBe(1);
  expect(await seriousFindings(chat.page)).toEqual([]);

  const why = bar.getByRole('textbox', { name: 'Hvorfor? (valgfrit)' });
  await why.fill('For langt');
  await why.press('Enter');
  await why.waitFor({ state: 'hidden' });
  expect(await counted('down')).toBe(2);

  await bar.getByRole('button', { name: 'Ja, til hjælp' }).click();
  while ((await counted('up')) < 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await eventually(async () => expect(await down.getAttribute('aria-pressed')).toBe('false'));

  // In other words of ours, what was pressed stays pressed.
  await chat.panel.getByRole('button', { name: 'EN, English' }).click();
  expect(await chat.botMessages.last().getByRole('button', { name: 'Yes, helpful' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  expect(chat.complaints).toEqual([]);
  await chat.close();
});
