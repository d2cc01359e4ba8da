import { numbersFrom, seed } from './chance';

/** A mean over questions, and where it would lie in 95 of 100 sets of questions like these. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

export const resamples = 1000;
const outside = 0.025;

/** How the intervals are made, in a line for the reader. */
export const intervalMethod = `Intervals: 95 %, percentile bootstrap over questions, ${resamples} resamples, seed ${seed}. They say what another set of such questions might give, not what other documents would.`;

/** The mean of the questions' values with its interval; undefined where there are none. */
export function estimate(values: readonly number[]): Estimate | undefined {
  const count = values.length;
  if (count === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const next = numbersFrom(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) sum += values[Math.floor(next() * count)] as number;
    return sum / count;
  }).sort();
  const at = (share: number): number => means[Math.min(resamples - 1, Math.floor(share * resamples))] as number;
  return { mean, low: at(outside), high: at(1 - outside) };
}
