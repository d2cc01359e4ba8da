import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { z } from 'zod';
import type { Others } from './database';
import { openLink } from './postgres-link';
import type { PostgresLimits } from './postgres-pool';

const channel = 'charterdesk';
/** PostgreSQL takes just under 8,000 bytes at a time. */
const mostBytes = 7_500;
/** While the connection is away so much is kept to be told afterwards; whoever misses more asks in time by themselves. */
const mostWaiting = 20_000;

const Message = z.object({ from: z.string(), news: z.array(z.tuple([z.string(), z.string()])) });
type News = [topic: string, text: string];

/** News to and from the other replicas over LISTEN and NOTIFY. What comes together goes in one message: each costs the server a lock of its own. */
export async function postgresOthers(
  url: string,
  limits: PostgresLimits,
  onProblem: (why: string | undefined) => void,
): Promise<Others & { close(): Promise<void> }> {
  const self = randomUUID();
  const listeners = new Map<string, ((text: string) => void)[]>();
  const gapListeners: (() => void)[] = [];
  let waiting: News[] = [];
  let sending = false;

  const heard = (payload: string | undefined): void => {
    const message = Message.safeParse(JSON.parse(payload ?? 'null'));
    if (!message.success || message.data.from === self) return;
    for (const [topic, text] of message.data.news) for (const listener of listeners.get(topic) ?? []) listener(text);
  };

  const begin = async (client: Client, again: boolean): Promise<void> => {
    client.on('notification', ({ payload }) => heard(payload));
    await client.query(`listen ${channel}`);
    onProblem(undefined);
    if (again) for (const listener of gapListeners) listener();
    setImmediate(() => void flush());
  };
  const link = await openLink({ url, limits, begin, onLost: onProblem });

  /** As much as one message takes. */
  const nextLot = (): News[] => {
    const lot: News[] = [];
    let bytes = 100;
    for (const news of waiting) {
      bytes += Buffer.byteLength(JSON.stringify(news)) + 1;
      if (bytes > mostBytes && lot.length > 0) break;
      lot.push(news);
    }
    return lot;
  };

  const flush = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      for (let client = link.client(); client && waiting.length > 0; client = link.client()) {
        const lot = nextLot();
        await client.query('select pg_notify($1, $2)', [channel, JSON.stringify({ from: self, news: lot })]);
        waiting = waiting.slice(lot.length);
      }
    } catch {
      // The connection notices by itself; what is left is told by the next one.
    } finally {
      sending = false;
    }
  };

  return {
    tell(topic, text) {
      waiting.push([topic, text]);
      if (waiting.length > mostWaiting) waiting.shift();
      // What the same request tells besides goes with it.
      setImmediate(() => void flush());
    },
    hear: (topic, listener) => void listeners.set(topic, [...(listeners.get(topic) ?? []), listener]),
    onGap: (listener) => void gapListeners.push(listener),
    async close() {
      await flush();
      await link.close();
    },
  };
}
