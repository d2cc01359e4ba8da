import { dayInDenmark, addDays } from '../../dialogs/dates';
import type { StaffAtDesk } from '../../bot/service';
import { type ClientView, TestVisitor } from '../direct-line-client';
import { untilReady } from '../browser/chat-page';
import { startTestService, type TestService } from '../start-test-service';

const atDesk: StaffAtDesk = {
  isStaffed: () => Promise.resolve(true),
  available: () => Promise.resolve([{ id: 'mette', capacity: 5 }]),
  lastSeen: () => Promise.resolve(new Date()),
};

/** Around the clock, whatever day the test is run on: a public holiday too. */
export const openAlways = (): Record<string, string> => {
  const today = dayInDenmark(new Date());
  const days = [today, addDays(today, 1)].map((day) => `${day} 00:00-24:00`);
  return { OPENING_HOURS: 'never', OPENING_HOURS_EXCEPTIONS: days.join(', ') };
};
/** Not before a day that is far enough away to be written with its date. */
export const opensIn5Days = (): Record<string, string> => ({
  OPENING_HOURS: 'never',
  OPENING_HOURS_EXCEPTIONS: `${addDays(dayInDenmark(new Date()), 5)} 08:30-12:00`,
});

/** The real service with somebody at the desk. */
export async function startStaffedService(
  hours: 'open' | 'closed',
  settings: Record<string, string> = {},
  options: Parameters<typeof startTestService>[1] = {},
): Promise<TestService> {
  const when = hours === 'open' ? openAlways() : opensIn5Days();
  const service = await startTestService({ ...when, ...settings }, { staff: atDesk, ...options });
  // What the first turn loads holds this process up for so long that connections which are kept would be closed meanwhile.
  await import('../../dialogs/tasks/index.js');
  await untilReady(service.url);
  return service;
}

/** A customer at the widget's end of the conversation. */
export class Customer {
  private heard = 0;
  private constructor(readonly visitor: TestVisitor) {}

  /** @param assertion of a customer who is signed in on the insurer's site */
  static async arrive(url: string, language: 'da' | 'en', assertion?: string): Promise<Customer> {
    const locale = language === 'da' ? 'da-DK' : 'en-GB';
    const customer = new Customer(await TestVisitor.arrive(url, locale, assertion));
    await customer.hears(1);
    return customer;
  }

  get conversation(): string {
    return this.visitor.conversation;
  }

  /** The next so many messages of the bot and of people, in order. */
  async hears(count: number): Promise<ClientView[]> {
    const messages = await this.visitor.botMessages(this.heard + count, 40_000);
    const news = messages.slice(this.heard, this.heard + count);
    this.heard += count;
    return news;
  }

  /** Writes, and hears so many messages. */
  async writes(text: string, count = 1): Promise<ClientView[]> {
    await this.visitor.send(text);
    return this.hears(count);
  }

  /** How many messages there are that have not been heard yet. Meaningful once something later has been heard. */
  async all(): Promise<(string | undefined)[]> {
    return (await this.visitor.activities()).activities.map(({ text }) => text);
  }
}

export const textOf = (messages: readonly ClientView[]): string => messages.map(({ text }) => text).join('\n---\n');
export const buttonsOf = (messages: readonly ClientView[]): string[] =>
  messages.flatMap(({ suggestedActions }) => suggestedActions?.actions.map(({ title }) => title) ?? []);
/** Which sentence a receipt is, and where the hand-off stands. */
export const receiptOf = (message: ClientView | undefined): unknown => message?.channelData?.handoff;
