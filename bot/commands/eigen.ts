/** An eigenvalue of a symmetric matrix with its vector of length 1. */
export interface Eigen {
  value: number;
  vector: Float64Array;
}

/** Sweeps over all pairs; Jacobi's method is exact to the last digits after fewer. */
const sweeps = 12;

/** The eigenvalues and vectors of a symmetric matrix, the largest value first, by Jacobi's rotations. The matrix is used up. */
export function eigenOf(matrix: Float64Array[]): Eigen[] {
  const size = matrix.length;
  const vectors = Array.from({ length: size }, (_, at) =>
    Float64Array.from({ length: size }, (__, to) => +(at === to)),
  );
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(matrix, vectors, p, q);
  return vectors.map((vector, at) => ({ value: matrix[at]?.[at] ?? 0, vector })).sort((a, b) => b.value - a.value);
}

/** Turns the plane of two axes so that the matrix has a zero there; the rows of `vectors` are turned along. */
function rotate(matrix: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const rowP = matrix[p] as Float64Array;
  const rowQ = matrix[q] as Float64Array;
  const shared = rowP[q] as number;
  if (Math.abs(shared) < 1e-14) return;
  const theta = ((rowQ[q] as number) - (rowP[p] as number)) / (2 * shared);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of matrix) turn(row, row, p, q, cosine, sine);
  for (let at = 0; at < matrix.length; at += 1) turn(rowP, rowQ, at, at, cosine, sine);
  for (let at = 0; at < matrix.length; at += 1)
    turn(vectors[p] as Float64Array, vectors[q] as Float64Array, at, at, cosine, sine);
}

function turn(a: Float64Array, b: Float64Array, atA: number, atB: number, cosine: number, sine: number): void {
  const first = a[atA] as number;
  const second = b[atB] as number;
  a[atA] = cosine * first - sine * second;
  b[atB] = sine * first + cosine * second;
}
