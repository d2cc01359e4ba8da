/** What came of requests, by status; `cut` where no answer came. */
export type Answers = Map<string, number>;

const patienceMs = 30_000;
const count = (answers: Answers, what: string): void => void answers.set(what, (answers.get(what) ?? 0) + 1);

/**
 * Asks until it is answered, each time at an address that is chosen anew: what a client does behind a load balancer whose replicas die.
 * @param ask makes the request; it is given up after a while
 * @throws Error for an answer that the same again does not mend
 */
export async function insistently(
  answers: Answers,
  ask: (signal: AbortSignal) => Promise<Response>,
): Promise<Record<string, unknown>> {
  for (;;) {
    try {
      const response = await ask(AbortSignal.timeout(patienceMs));
      const text = await response.text();
      count(answers, String(response.status));
      if (response.ok) return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      if (response.status < 500 && response.status !== 429) throw new UnexpectedAnswer(response.status, text);
      // What is said of a failure must be in our own form, and say that it may be tried again.
      if (!/"code":"(ServiceUnavailable|ServiceError)"|"not ready"/.test(text))
        throw new UnexpectedAnswer(response.status, text);
    } catch (error) {
      if (error instanceof UnexpectedAnswer) throw error;
      // Killed or cut off meanwhile: nobody knows what came of it, so the same again.
      count(answers, 'cut');
    }
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
  }
}

export class UnexpectedAnswer extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(`An answer that nobody expected: ${status} ${text.slice(0, 300)}`);
  }
}
