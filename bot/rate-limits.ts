import type { Database } from '../adapters/database';
import type { Config } from './config';
import { HttpError } from './http';
import { type Limit, ownRateCounter, type RateCounter, rateCounter } from './rate-counter';

/** How often one visitor or one address may do a thing; over it, 429 with `Retry-After`. */
export interface RateLimits {
  /** Any request, by address. */
  request(address: string): Promise<void>;
  /** Tokens and new conversations, by address. */
  conversation(address: string): Promise<void>;
  /** Messages, by visitor. */
  message(user: string): Promise<void>;
}

/**
 * @param onRefused told with the name of the limit
 * @param now the clock
 */
export function rateLimits(
  limits: Config['rateLimits'],
  database: Database,
  now: () => Date,
  onRefused: (limit: string) => void,
): RateLimits {
  const refusing =
    (name: string, counter: RateCounter) =>
    async (key: string): Promise<void> => {
      const waitMs = await counter.take(key);
      if (waitMs === undefined) return;
      onRefused(name);
      const seconds = Math.max(1, Math.ceil(waitMs / 1000));
      throw new HttpError(429, 'TooManyRequests', `Too many requests. Please wait ${seconds} seconds and try again.`, {
        'Retry-After': String(seconds),
      });
    };
  const perMinute = (points: number): Limit => ({ points, duration: 60 });
  const together = (name: string, points: number) =>
    refusing(name, rateCounter(database, name, perMinute(points), now));
  return {
    // A flood is to be stopped where it arrives, and not by asking the store at each of its requests: this one is every replica's own.
    request: refusing('requests', ownRateCounter(perMinute(limits.requestsPerMinute))),
    conversation: together('conversations', limits.conversationsPerMinute),
    message: together('messages', limits.messagesPerMinute),
  };
}
