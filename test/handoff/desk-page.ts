import { randomUUID } from 'node:crypto';
import type { DeskAnswer, DeskClient, LiveFeed } from '../desk/desk-client';
import { insist } from './insisting';

/** An entry of a conversation as the desk shows it. */
export interface ShownEntry {
  seq: number;
  who: string;
  text: string;
}

/** A member of staff at a desk whose service may be killed: every act is repeated until it is answered, and a lost connection is made anew. */
export class DeskPage {
  private feed: LiveFeed | undefined;
  private leaving = false;

  constructor(
    readonly name: string,
    private readonly client: DeskClient,
  ) {}

  get(path: string): Promise<DeskAnswer> {
    return insist(() => this.answered(this.client.get(path)));
  }

  post(path: string, body?: unknown): Promise<DeskAnswer> {
    return insist(() => this.answered(this.client.post(path, body)));
  }

  /** @returns what came of it: `done`, `ended` … */
  async does(act: string, handoff: string, body?: unknown): Promise<string> {
    const { status, json } = await this.post(`handoffs/${handoff}/${act}`, body);
    return status === 200 ? String(json.kind) : String(status);
  }

  say(handoff: string, text: string): Promise<string> {
    return this.does('messages', handoff, { clientId: randomUUID(), text });
  }

  async entries(conversation: string, after = 0): Promise<ShownEntry[]> {
    const { status, json } = await this.get(`conversations/${conversation}/entries?after=${after}`);
    if (status !== 200) throw new Error(`${this.name} may not read it: ${status} ${JSON.stringify(json)}`);
    return json.entries as ShownEntry[];
  }

  /** What a page shows that reads only what is new when it hears of news or has come back. @returns what was shown, as it grows */
  follows(conversation: string): ShownEntry[] {
    const shown: ShownEntry[] = [];
    let last: Promise<void> = Promise.resolve();
    const readOn = (): void => {
      last = last.then(async () => {
        shown.push(...(await this.entries(conversation, shown.at(-1)?.seq ?? 0)));
      });
      last.catch(() => undefined);
    };
    const stay = async (): Promise<void> => {
      while (!this.leaving) {
        this.feed = await insist(() => this.client.live());
        this.feed.listen((news) => news.kind === 'entries' && news.conversation === conversation && readOn());
        readOn();
        await this.feed.closed;
      }
    };
    void stay();
    return shown;
  }

  leave(): void {
    this.leaving = true;
    this.feed?.close();
  }

  /** A service that is starting or stopping has not answered. */
  private async answered(asked: Promise<DeskAnswer>): Promise<DeskAnswer> {
    const answer = await asked;
    if (answer.status >= 500) throw new Error(`Not now: ${answer.status}`);
    return answer;
  }
}
