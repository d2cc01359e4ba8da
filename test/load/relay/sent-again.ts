const mostTries = 5;

const isCut = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ECONNRESET' || problem.code === 'EPIPE');

/** Does it again where a kept connection was closed by the other side just then, as every client does: under the same id it counts once. */
export async function sentAgain<Result>(once: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once();
    } catch (problem) {
      if (!isCut(problem) || tries === mostTries) throw problem;
    }
  }
}
