import { randomUUID } from 'node:crypto';
import type { DeskClient, LiveFeed } from '../../desk/desk-client';
import type { End } from './line';
import { sentAgain } from './sent-again';

interface Entry {
  seq: number;
  who: string;
  text: string;
}

/** As the desk's page does: however much happens, the queue is read once in so long. */
const queueEveryMs = 800;

/** The page of a member of staff: news over server-sent events, what is new read from the store, the queue beside it. */
export class StaffPage {
  private readonly read = new Map<string, number>();
  private readonly reading = new Map<string, { again: boolean }>();
  private readonly listeners = new Map<string, (text: string) => void>();
  private queueSoon: NodeJS.Timeout | undefined;

  private constructor(
    private readonly client: DeskClient,
    private readonly feed: LiveFeed,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  /** @param onProblem told when something could not be read */
  static async open(client: DeskClient, onProblem: (problem: unknown) => void): Promise<StaffPage> {
    const feed = await client.live();
    const page = new StaffPage(client, feed, onProblem);
    feed.listen((news) => {
      if (news.kind === 'entries') page.catchUp(String(news.conversation));
      page.queueSoon ??= setTimeout(() => page.readQueue(), queueEveryMs);
    });
    return page;
  }

  /** Takes whoever waits first. @returns their conversation and the hand-off's id */
  async next(): Promise<{ id: string; conversation: string }> {
    const { json } = await this.client.post('handoffs/next');
    if (json.kind !== 'done') throw new Error(`Nobody was taken: ${JSON.stringify(json)}`);
    const { id, conversation } = json.handoff as { id: string; conversation: string };
    this.read.set(conversation, 0);
    return { id, conversation };
  }

  endOf({ id, conversation }: { id: string; conversation: string }): End {
    return {
      send: async (text) => {
        const message = { clientId: randomUUID(), text };
        const { json } = await sentAgain(() => this.client.post(`handoffs/${id}/messages`, message));
        if (json.kind !== 'done') throw new Error(`Not said: ${JSON.stringify(json)}`);
      },
      onSeen: (listener) => void this.listeners.set(conversation, listener),
    };
  }

  /** What the conversation holds from the beginning: its customer's and its people's messages. */
  async everything(conversation: string): Promise<string[]> {
    const { entries } = await this.entriesAfter(conversation, 0);
    return entries.filter(({ who }) => who === 'customer' || who === 'person').map(({ text }) => text);
  }

  close(): void {
    clearTimeout(this.queueSoon);
    this.feed.close();
  }

  private async entriesAfter(conversation: string, after: number): Promise<{ entries: Entry[]; lastSeq: number }> {
    const path = `conversations/${conversation}/entries?after=${after}`;
    const { status, json } = await sentAgain(() => this.client.get(path));
    if (status !== 200) throw new Error(`Not read: ${status} ${JSON.stringify(json)}`);
    return json as unknown as { entries: Entry[]; lastSeq: number };
  }

  /** One reading at a time for a conversation; news that come meanwhile are one more. */
  private catchUp(conversation: string): void {
    const after = this.read.get(conversation);
    const under = this.reading.get(conversation);
    if (under) under.again = true;
    if (after === undefined || under) return;
    const now = { again: false };
    this.reading.set(conversation, now);
    this.entriesAfter(conversation, after)
      .then(({ entries, lastSeq }) => {
        this.read.set(conversation, lastSeq);
        for (const { who, text } of entries) if (who === 'customer') this.listeners.get(conversation)?.(text);
        this.reading.delete(conversation);
        if (now.again) this.catchUp(conversation);
      })
      .catch(this.onProblem);
  }

  private readQueue(): void {
    this.queueSoon = undefined;
    sentAgain(() => this.client.get('queue')).catch(this.onProblem);
  }
}
