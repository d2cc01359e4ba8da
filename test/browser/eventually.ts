/**
 * Tries `expectation` until it passes: what a page shows after an act comes in its own time.
 * @throws the last failure, after 20 seconds
 */
export async function eventually(expectation: () => Promise<void>): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;)
    try {
      return await expectation();
    } catch (failure) {
      if (Date.now() > until) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
