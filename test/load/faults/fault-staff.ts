import { randomUUID } from 'node:crypto';
import { type Answers, insistently } from './insist';

/** A member of staff behind the same load balancer: takes who waits, says some words, and closes. */
export class FaultStaff {
  /** What was acknowledged, by conversation and in order. */
  readonly said = new Map<string, string[]>();
  private cookie = '';

  constructor(
    readonly name: string,
    private readonly address: () => string,
    private readonly answers: Answers,
  ) {}

  private async call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    return insistently(this.answers, async (signal) => {
      const address = this.address();
      const response = await fetch(`${address}/desk/api/${path}`, {
        method,
        signal,
        headers: {
          'Content-Type': 'application/json',
          'X-Desk': '1',
          Origin: address,
          ...(this.cookie ? { Cookie: this.cookie } : {}),
        },
        ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      });
      for (const line of response.headers.getSetCookie()) this.cookie = line.split(';')[0] ?? '';
      return response;
    });
  }

  async signsIn(code: string): Promise<void> {
    await this.call('POST', 'sign-in/link', { code });
    await this.call('POST', 'password', { password: 'korrekt hest batteri' });
    await this.call('POST', 'available', { available: true });
  }

  /** Serves whoever waits, until told to stop and nobody waits any more. */
  async serves(pauseMs: () => number, isOver: () => boolean): Promise<void> {
    let number = 0;
    const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs()));
    for (;;) {
      const mine = ((await this.call('GET', 'queue')) as { mine: { id: string; conversation: string }[] }).mine;
      for (const { id, conversation } of mine) {
        for (let word = 0; word < 3; word += 1) {
          const text = `${this.name} ${(number += 1)}`;
          const { kind } = await this.call('POST', `handoffs/${id}/messages`, { clientId: randomUUID(), text });
          if (kind === 'done') this.said.set(conversation, [...(this.said.get(conversation) ?? []), text]);
          await pause();
        }
        await this.call('POST', `handoffs/${id}/close`, { outcome: 'solved', summary: '' });
      }
      const { kind } = await this.call('POST', 'handoffs/next');
      if (kind !== 'done' && mine.length === 0) {
        if (isOver()) return;
        await pause();
      }
    }
  }
}
