import type { Embedder } from '../index/embedder';
import { maskFor } from '../writing/mask';

/**
 * The embedder as a question uses it: names, numbers and addresses are hidden, and one that fails or is slow is left out of the vote (a vector of zeros is
 * equally far from everything), so that the search goes on without it.
 * @param onFailure told why, in our words
 */
export function questionEmbedder(
  embedder: Embedder,
  { masks, timeoutMs, onFailure }: { masks: boolean; timeoutMs: number; onFailure(error: unknown): void },
): Embedder {
  const none = (): number[] => new Array<number>(embedder.dimension).fill(0);
  const hidden = (text: string): string => (masks ? maskFor('da', []).hide(text) : text);
  const inTime = async (texts: string[]): Promise<number[][]> => {
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`${embedder.id} took longer than ${timeoutMs} ms.`)), timeoutMs);
      });
      return await Promise.race([embedder.embedDocuments(texts.map(hidden)), late]);
    } catch (error) {
      onFailure(error);
      return texts.map(none);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    id: embedder.id,
    dimension: embedder.dimension,
    vote: embedder.vote,
    embedDocuments: inTime,
    embedQuery: async (text) => (await inTime([text]))[0] ?? none(),
  };
}
