import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { type ChatModel, type ChatPiece, ModelError } from './chat-model';

/** How often and how long a failing model is asked. */
export interface Patience {
  /** For one answer, from the first request to the last word. */
  timeoutMs: number;
  /** Before the second try, where the provider does not say. */
  pauseMs: number;
  /** Failures one after another until it is left alone. */
  failures: number;
  /** How long it is left alone. */
  restMs: number;
}

export const usualPatience: Patience = { timeoutMs: 20_000, pauseMs: 500, failures: 5, restMs: 30_000 };

/**
 * The same model, with an end to waiting for it: a time limit for each answer, one more try after 429 and failures of its own while nothing was said
 * yet, when the provider says so, and a rest after several failures.
 */
export function steadyChat(model: ChatModel, patience: Patience): ChatModel {
  const breaker = circuitBreaker(
    // That a customer stops an answer is no failure.
    handleWhen((error) => error instanceof ModelError && error.isPassing),
    { halfOpenAfter: patience.restMs, breaker: new ConsecutiveBreaker(patience.failures) },
  );
  return {
    id: model.id,
    async *ask(request, signal) {
      const deadline = Date.now() + patience.timeoutMs;
      const left = new AbortController();
      const limit = AbortSignal.timeout(patience.timeoutMs);
      const ended = AbortSignal.any([signal, limit, left.signal]);
      const stopped = rejectedBy(ended, () => stopOf(model.id, signal));
      const step = (pieces: AsyncIterator<ChatPiece>): Promise<IteratorResult<ChatPiece>> =>
        breaker
          .execute(() => Promise.race([pieces.next(), stopped]))
          .catch((error: unknown) => {
            throw error instanceof BrokenCircuitError ? restOf(model.id) : error;
          });
      const begin = (): AsyncIterator<ChatPiece> => model.ask(request, ended)[Symbol.asyncIterator]();
      try {
        let pieces = begin();
        let next = await step(pieces).catch(async (error: unknown) => {
          const pause = pauseBefore(error, patience);
          if (pause === undefined || ended.aborted || Date.now() + pause >= deadline) throw error;
          await Promise.race([new Promise((resolve) => setTimeout(resolve, pause)), stopped]);
          pieces = begin();
          return step(pieces);
        });
        for (; !next.done; next = await step(pieces)) yield next.value;
      } finally {
        // Whoever stops listening before the end wants no more of it.
        left.abort();
      }
    },
  };
}

/** How long to wait before the second try; undefined where there is none. */
const pauseBefore = (error: unknown, { pauseMs }: Patience): number | undefined =>
  error instanceof ModelError && error.isPassing && error.status !== undefined
    ? (error.retryAfterMs ?? pauseMs)
    : undefined;

/** A client may not notice that its signal was aborted, so it is not asked. */
function rejectedBy(signal: AbortSignal, reason: () => Error): Promise<never> {
  const rejected = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(reason());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  // An answer that has ended is stopped too, and nobody waits for it then.
  rejected.catch(() => undefined);
  return rejected;
}

/** 499: no failure of the model's, its asker went away. */
const stopOf = (id: string, asker: AbortSignal): ModelError =>
  asker.aborted
    ? new ModelError(`${id} is not waited for any more.`, 499, undefined)
    : new ModelError(`${id} took too long.`, undefined, undefined);

const restOf = (id: string): ModelError =>
  new ModelError(`${id} has failed several times and is left alone for a while.`, undefined, undefined);
