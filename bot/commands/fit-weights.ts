import { loadWeights, type Weights } from '../../knowledge/index/index';
import { searchKnobs, withKnobs } from './fit-search';
import { recall, type Setting } from './fit-settings';
import type { votesAsker } from './fit-votes';

/** Fits weights on the questions that `isUsed` marks: the mean of recall among the first, among the first three and of the
 * reciprocal rank, which tells more finely, over the settings. */
export function weightsFitter(
  settings: readonly Setting[],
  ask: ReturnType<typeof votesAsker>,
): (isUsed: (question: number) => boolean) => Promise<Weights> {
  const present = loadWeights();
  return async (isUsed) => {
    const score = async (places: readonly number[]): Promise<number> => {
      const weights = withKnobs(present, places);
      let sum = 0;
      let counts = 0;
      for (const setting of settings) {
        const { first, inThree, reciprocal } = recall((await ask(setting, weights)).filter((_, at) => isUsed(at)));
        sum += (setting.counts * (first + inThree + reciprocal)) / 3;
        counts += setting.counts;
      }
      return sum / counts;
    };
    return withKnobs(present, await searchKnobs(score));
  };
}
