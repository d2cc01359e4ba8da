import type { Database } from './database';

/** A store that one process has to itself: there is nobody to tell, and nobody to wait for. */
export const onlyOne: Pick<Database, 'others' | 'locks' | 'isShared' | 'problem'> = {
  isShared: false,
  others: { tell: () => undefined, hear: () => undefined, onGap: () => undefined },
  locks: {
    alone: (_name, job) => job(),
    async ifFree(_name, job) {
      await job();
      return true;
    },
    keep: () => Promise.resolve(true),
  },
  problem: () => undefined,
};
