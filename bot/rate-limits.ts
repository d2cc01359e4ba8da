import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from './config';
import { HttpError } from './http';

/** How often one visitor or one address may do a thing; over it, 429 with `Retry-After`. */
export interface RateLimits {
  /** Any request, by address. */
  request(address: string): Promise<void>;
  /** Tokens and new conversations, by address. */
  conversation(address: string): Promise<void>;
  /** Messages, by visitor. */
  message(user: string): Promise<void>;
}

/** @param onRefused told with the name of the limit */
export function rateLimits(limits: Config['rateLimits'], onRefused: (limit: string) => void): RateLimits {
  const perMinute = (name: string, points: number) => {
    const limiter = new RateLimiterMemory({ points, duration: 60 });
    return async (key: string): Promise<void> => {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        onRefused(name);
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new HttpError(
          429,
          'TooManyRequests',
          `Too many requests. Please wait ${seconds} seconds and try again.`,
          {
            'Retry-After': String(seconds),
          },
        );
      }
    };
  };
  return {
    request: perMinute('requests', limits.requestsPerMinute),
    conversation: perMinute('conversations', limits.conversationsPerMinute),
    message: perMinute('messages', limits.messagesPerMinute),
  };
}
