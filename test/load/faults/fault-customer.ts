import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { type Answers, insistently } from './insist';

/** An activity, in what is looked at here. */
export interface Shown {
  id: string;
  type: string;
  text?: string;
  replyToId?: string;
  from: { role: string };
}

const questions = [
  'Hvornår får vi svar på en henvendelse?',
  'How do I file a claim?',
  'Hvad koster inkasso?',
  'What is a credit limit?',
];

/** A customer behind a load balancer: each request goes to any replica, the socket to any other; the same message is sent until it is taken. */
export class FaultCustomer {
  /** What was acknowledged, in order. */
  readonly said: string[] = [];
  /** What the page shows: taken only in order, each once. */
  readonly view: Shown[] = [];
  private token = '';
  conversation = '';
  private socket: WebSocket | undefined;
  private leaving = false;
  /** From acknowledged to answered, in milliseconds. */
  readonly answerMs: number[] = [];
  private readonly askedAt = new Map<string, number>();

  constructor(
    readonly name: string,
    private readonly address: () => string,
    private readonly answers: Answers,
  ) {}

  private call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    return insistently(this.answers, (signal) =>
      fetch(`${this.address()}/v3/directline${path}`, {
        method,
        signal,
        headers: {
          'Content-Type': 'application/json',
          ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  async arrive(): Promise<void> {
    this.token = String((await this.call('POST', '/tokens/generate')).token);
    const started = await this.call('POST', '/conversations', { locale: 'da-DK' });
    this.token = String(started.token);
    this.conversation = String(started.conversationId);
    void this.listen();
  }

  async writes(text: string): Promise<void> {
    const activity = { type: 'message', text, channelData: { clientActivityID: randomUUID() } };
    const { id } = await this.call('POST', `/conversations/${this.conversation}/activities`, activity);
    this.said.push(text);
    this.askedAt.set(String(id), performance.now());
  }

  /** Writes until told to stop, with a pause between. */
  async goesOn(pauseMs: () => number, isOver: () => boolean): Promise<void> {
    for (let number = 1; !isOver(); number += 1) {
      await this.writes(`${questions[number % questions.length]} (${this.name} ${number})`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs()));
    }
  }

  /** Takes what comes where it is the next; asks for what is missing. */
  private async take(activities: readonly Shown[]): Promise<void> {
    for (const activity of activities) {
      const number = Number(activity.id.split('|')[1]);
      // Signs that are shown and not kept have no number.
      if (!Number.isInteger(number)) continue;
      if (number === this.view.length + 1) this.show(activity);
      else if (number > this.view.length + 1) return this.catchUp();
    }
  }

  private show(activity: Shown): void {
    this.view.push(activity);
    const asked = activity.replyToId === undefined ? undefined : this.askedAt.get(activity.replyToId);
    if (asked !== undefined && activity.replyToId !== undefined) {
      this.answerMs.push(performance.now() - asked);
      this.askedAt.delete(activity.replyToId);
    }
  }

  /** Asks for all that comes after what is shown. */
  async catchUp(): Promise<void> {
    for (;;) {
      const after = this.view.length;
      const path = `/conversations/${this.conversation}/activities?watermark=${after}`;
      const { activities } = (await this.call('GET', path)) as unknown as { activities: Shown[] };
      if (activities.length === 0) return;
      // What came over the socket meanwhile is there already.
      for (const activity of activities)
        if (Number(activity.id.split('|')[1]) === this.view.length + 1) this.show(activity);
    }
  }

  private async listen(): Promise<void> {
    while (!this.leaving) {
      const address = this.address().replace('http', 'ws');
      const socket = new WebSocket(
        `${address}/v3/directline/conversations/${this.conversation}/stream?watermark=${this.view.length}&t=${this.token}`,
      );
      this.socket = socket;
      let last: Promise<void> = Promise.resolve();
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text === '') return;
        const { activities } = JSON.parse(text) as { activities: Shown[] };
        last = last.then(() => this.take(activities));
      });
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.once('error', () => resolve());
      });
      await last;
      if (!this.leaving) await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
    }
  }

  leave(): void {
    this.leaving = true;
    this.socket?.terminate();
  }
}
