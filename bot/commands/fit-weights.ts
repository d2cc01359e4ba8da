import { loadWeights, type Weights } from '../../knowledge/index/index';
import { searchKnobs, withKnobs } from './fit-search';
import { type asker, recall, type Setting } from './fit-settings';

/** Fits weights on the questions that `isUsed` marks: recall among the first and among the first three, summed, over the settings. */
export function weightsFitter(
  settings: readonly Setting[],
  ask: ReturnType<typeof asker>,
): (isUsed: (question: number) => boolean) => Promise<Weights> {
  const present = loadWeights();
  return async (isUsed) => {
    const score = async (places: readonly number[]): Promise<number> => {
      const weights = withKnobs(present, places);
      let sum = 0;
      let counts = 0;
      for (const setting of settings) {
        const { first, inThree } = recall((await ask(setting, weights)).filter((_, at) => isUsed(at)));
        sum += setting.counts * (first + inThree);
        counts += setting.counts;
      }
      return sum / counts;
    };
    return withKnobs(present, await searchKnobs(score));
  };
}
