import { randomUUID } from 'node:crypto';
import { type ClientView, TestVisitor } from '../direct-line-client';
import { insist } from './insisting';

/** A customer whose service may be killed: each message is sent until it is taken. */
export class LastingCustomer {
  /** What was taken, in order. */
  readonly acknowledged: string[] = [];

  private constructor(readonly visitor: TestVisitor) {}

  static async arrive(url: string): Promise<LastingCustomer> {
    const customer = new LastingCustomer(await insist(() => TestVisitor.arrive(url)));
    await customer.until((log) => log.length > 0);
    return customer;
  }

  get conversation(): string {
    return this.visitor.conversation;
  }

  async writes(text: string): Promise<void> {
    const clientActivityID = randomUUID();
    await insist(() => this.visitor.send(text, clientActivityID));
    this.acknowledged.push(text);
  }

  /** Writes one message after another until told to stop. */
  async goesOn(subject: string, stopped: () => boolean): Promise<void> {
    for (let number = 1; !stopped(); number += 1) await this.writes(`${subject} ${number}`);
  }

  /** The whole log, page by page. */
  async log(): Promise<ClientView[]> {
    const all: ClientView[] = [];
    for (;;) {
      const { activities } = await insist(() => this.visitor.activities(String(all.length)));
      if (activities.length === 0) return all;
      all.push(...activities);
    }
  }

  async until(isSo: (log: ClientView[]) => boolean, patienceMs = 15_000): Promise<ClientView[]> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const log = await this.log();
      if (isSo(log)) return log;
      if (Date.now() > end) throw new Error(`It did not come: ${JSON.stringify(log.map(({ text }) => text))}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for a receipt. */
  told(receipt: string, times = 1): Promise<ClientView[]> {
    return this.until((log) => receiptsIn(log).filter((one) => one === receipt).length >= times);
  }
}

/** Which sentences of a hand-off's were said, in order. */
export const receiptsIn = (log: readonly ClientView[]): string[] =>
  log.flatMap(({ channelData }) => {
    const handoff = channelData?.handoff as { receipt: string } | undefined;
    return handoff ? [handoff.receipt] : [];
  });
