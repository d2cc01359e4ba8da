import type { Browser, BrowserContextOptions } from 'playwright-core';
import { run } from '../commands/ask-process';
import type { TestService } from '../start-test-service';
import { complaintsOf } from './chat-page';
import { type DeskPerson, deskPerson } from './desk-person';

const password = 'fire måger over Nyborg';

/** Makes an agent's account by the command. @returns the one-time link */
export async function newAccount(service: TestService, name: string, ...options: string[]): Promise<string> {
  const args = ['add', name, '--role', 'agent', ...options];
  const settings = { DATA_DIR: service.dataDirectory, PORT: new URL(service.url).port };
  const { status, stdout, stderr } = await run('staff', args, '', settings);
  if (status !== 0) throw new Error(`No account was made: ${stderr}`);
  return stdout.trim();
}

/** Opens the desk by a one-time link, chooses a password, and says that conversations are taken. */
export async function atRealDesk(browser: Browser, link: string, options: BrowserContextOptions): Promise<DeskPerson> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = complaintsOf(page);
  await page.goto(link);
  await page.locator('input[name=new-password]').fill(password);
  await page.locator('input[name=repeat]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.queue section').first().waitFor();
  await page.locator('.away button').click();
  await page.getByRole('switch', { checked: true }).waitFor();
  return deskPerson(page, complaints);
}
