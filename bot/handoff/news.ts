import type { HandoffNews } from './handoffs';

/** Carries news to the desks that are looking. Nothing is kept: whoever misses it reads the store when they look again. */
export interface NewsDesk {
  listen(listener: (news: HandoffNews) => void): () => void;
  tell(news: HandoffNews): void;
}

/** @param onFailure told of what a listener threw: the others, and what the news is of, are not harmed by it */
export function newsDesk(onFailure: (problem: unknown) => void): NewsDesk {
  const listeners = new Set<(news: HandoffNews) => void>();
  return {
    listen(listener) {
      // Of its own, so that the same function listening twice is two who listen.
      const own = (news: HandoffNews): void => listener(news);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    tell(news) {
      for (const listener of [...listeners]) {
        try {
          listener(news);
        } catch (error) {
          onFailure(error);
        }
      }
    },
  };
}
