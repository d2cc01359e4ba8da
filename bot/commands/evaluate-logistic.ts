/** One observation: its numbers (the first of them 1, for the bias), what it turned out to be, and what it counts. */
export interface Observation {
  numbers: readonly number[];
  isTrue: boolean;
  weight: number;
}

/** Newton's method is there after fewer. */
const rounds = 25;

/**
 * Logistic regression: the weights under which the observations are likeliest, by Newton's method.
 * @param ridge keeps the weights small where the observations say little; not applied to the first number, the bias
 */
export function fitLogistic(observations: readonly Observation[], ridge: number): number[] {
  const size = observations[0]?.numbers.length ?? 0;
  let weights: number[] = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : -ridge * weight));
    const curvature = weights.map((_, row) =>
      weights.map((__, column) => (row === column ? (row === 0 ? 1e-9 : ridge) : 0)),
    );
    for (const { numbers, isTrue, weight } of observations) {
      const chance = 1 / (1 + Math.exp(-dot(numbers, weights)));
      const error = weight * ((isTrue ? 1 : 0) - chance);
      const spread = weight * chance * (1 - chance);
      numbers.forEach((left, row) => {
        gradient[row] = (gradient[row] ?? 0) + error * left;
        const line = curvature[row];
        if (line) numbers.forEach((right, column) => void (line[column] = (line[column] ?? 0) + spread * left * right));
      });
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, at) => weight + (change[at] ?? 0));
  }
  return weights;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Gaussian elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], values: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, values[at] ?? 0]);
  rows.forEach((_, at) => {
    const below = rows.slice(at).sort((a, b) => Math.abs(b[at] ?? 0) - Math.abs(a[at] ?? 0));
    rows.splice(at, below.length, ...below);
    const pivot = rows[at] ?? [];
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      pivot.forEach((value, column) => void (row[column] = (row[column] ?? 0) - factor * value));
    }
  });
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}
