import type { Database } from '../../adapters/database';
import { HttpError } from '../http';
import { type RateCounter, rateCounter } from '../rate-counter';

/** Wrong passwords that are taken before whoever tries has to wait. */
const limits = {
  /** One login from one address. */
  pair: { points: 5, duration: 15 * 60 },
  /** Any logins from one address: several may share it, behind one router. */
  address: { points: 50, duration: 15 * 60 },
  /** One login from anywhere. Its owner can still come in by passkey or link. */
  login: { points: 30, duration: 60 * 60 },
};

/** Makes guessing passwords slow. A try counts before it is checked: a thousand at the same time are no way around it. */
export interface SignInSlowdown {
  /** @throws HttpError 429 with the time to wait */
  tries(login: string, address: string): Promise<void>;
  /** The password was right: what was counted of it is forgotten. */
  succeeded(login: string, address: string): Promise<void>;
}

/** @param now the clock */
export function signInSlowdown(database: Database, now: () => Date): SignInSlowdown {
  const pair = rateCounter(database, 'sign-in', limits.pair, now);
  const byAddress = rateCounter(database, 'sign-in-address', limits.address, now);
  const byLogin = rateCounter(database, 'sign-in-login', limits.login, now);
  const consume = async (counter: RateCounter, key: string): Promise<void> => {
    const waitMs = await counter.take(key);
    if (waitMs === undefined) return;
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    throw new HttpError(429, 'TooManyRequests', `Too many tries. Please wait ${seconds} seconds and try again.`, {
      'Retry-After': String(seconds),
    });
  };
  return {
    async tries(login, address) {
      await consume(byAddress, address);
      await consume(pair, `${login} ${address}`);
      await consume(byLogin, login);
    },
    async succeeded(login, address) {
      await pair.forget(`${login} ${address}`);
      await byAddress.giveBack(address);
      await byLogin.giveBack(login);
    },
  };
}
