/** Does something until it is answered, as a client does whose service may be down: the same again, until somebody says what came of it. */
export async function insist<Result>(once: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await once();
    } catch {
      // Killed meanwhile: nobody knows what came of it, so the same again.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
