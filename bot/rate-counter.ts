import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../adapters/database';
import { sqlRateCounter } from './sql-rate-counter';

/** Counts how often something was done lately. */
export interface RateCounter {
  /** Counts once. @returns how many milliseconds to wait, where the limit is passed */
  take(key: string): Promise<number | undefined>;
  /** What was counted is forgotten. */
  forget(key: string): Promise<void>;
  /** One is taken back. */
  giveBack(key: string): Promise<void>;
}

export interface Limit {
  points: number;
  /** In seconds. */
  duration: number;
}

function memoryCounter(limit: Limit): RateCounter {
  const limiter = new RateLimiterMemory(limit);
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return undefined;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return refusal.msBeforeNext;
      }
    },
    forget: async (key) => void (await limiter.delete(key)),
    giveBack: async (key) => void (await limiter.reward(key)),
  };
}

/**
 * Where replicas share a store the limit holds for all of them together, else it is counted in memory.
 * @param name what is limited
 * @param now the clock
 */
export const rateCounter = (database: Database, name: string, limit: Limit, now: () => Date): RateCounter =>
  database.isShared ? sqlRateCounter(database, name, limit, now) : memoryCounter(limit);

/** Of one process, whatever others there are. */
export const ownRateCounter = memoryCounter;
