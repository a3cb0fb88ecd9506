/** A symmetric tridiagonal matrix: k diagonal entries and the k − 1 (or more, then unused) beside them. */
export interface Tridiagonal {
  readonly diagonal: readonly number[];
  readonly beside: readonly number[];
}

/** How many eigenvalues lie below `x`, by Sylvester's law of inertia on `T − x·I = L D Lᵀ`. */
function countBelow({ diagonal, beside }: Tridiagonal, x: number, tiny: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    pivot = diagonal[i]! - x - (i === 0 ? 0 : beside[i - 1]! ** 2 / pivot);
    if (Math.abs(pivot) < tiny) pivot = -tiny;
    if (pivot < 0) count++;
  }
  return count;
}

/**
 * The smallest and the largest eigenvalue, by bisection of Gershgorin's interval.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., section 8.4.
 */
export function tridiagonalExtremes(matrix: Tridiagonal): { smallest: number; largest: number } {
  const { diagonal, beside } = matrix;
  const n = diagonal.length;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const radius = (i > 0 ? Math.abs(beside[i - 1]!) : 0) + (i < n - 1 ? Math.abs(beside[i]!) : 0);
    low = Math.min(low, diagonal[i]! - radius);
    high = Math.max(high, diagonal[i]! + radius);
  }
  const tiny = Number.MIN_VALUE + 1e-30 * Math.max(Math.abs(low), Math.abs(high));
  const bisect = (isAbove: (count: number) => boolean): number => {
    let [a, b] = [low, high];
    for (;;) {
      const middle = a + (b - a) / 2;
      if (!(middle > a && middle < b)) return middle;
      if (isAbove(countBelow(matrix, middle, tiny))) b = middle;
      else a = middle;
    }
  };
  return { smallest: bisect((count) => count >= 1), largest: bisect((count) => count >= n) };
}

/** A unit eigenvector of the smallest eigenvalue, by inverse iteration with a shift just below it. */
export function tridiagonalSoftest({ diagonal, beside }: Tridiagonal, smallest: number, largest: number): Float64Array {
  const n = diagonal.length;
  // T − shift·I is positive definite: its factors need no pivots
  const shift = smallest - 1e-10 * Math.max(Math.abs(smallest), Math.abs(largest), Number.MIN_VALUE);
  const pivots = new Float64Array(n);
  const factors = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    factors[i] = i === 0 ? 0 : beside[i - 1]! / pivots[i - 1]!;
    pivots[i] = Math.max(diagonal[i]! - shift - (i === 0 ? 0 : factors[i]! * beside[i - 1]!), Number.MIN_VALUE);
  }
  const vector = new Float64Array(n).fill(1 / Math.sqrt(n));
  for (let round = 0; round < 4; round++) {
    for (let i = 1; i < n; i++) vector[i]! -= factors[i]! * vector[i - 1]!;
    for (let i = n - 1; i >= 0; i--)
      vector[i] = vector[i]! / pivots[i]! - (i < n - 1 ? factors[i + 1]! * vector[i + 1]! : 0);
    const length = Math.hypot(...vector);
    for (let i = 0; i < n; i++) vector[i]! /= length;
  }
  return vector;
}
