/**
 * Factorises a square matrix in place, `P A = L U`, by Gaussian elimination with partial pivoting.
 *
 * @param A Row-major `n × n`; overwritten by L (unit diagonal, below) and U (on and above the diagonal).
 * @param pivots Length n; receives the row exchanged with row k at step k.
 * @returns false if the matrix is singular to working precision or not finite; the factors are then unusable.
 * @example
 * const A = Float64Array.of(0, 2, 1, 0);
 * const pivots = new Int32Array(2);
 * const x = Float64Array.of(4, 3);
 * if (factorLU(A, pivots)) solveLU(A, pivots, x); // x = [3, 2]
 */
export function factorLU(A: Float64Array, pivots: Int32Array): boolean {
  const n = pivots.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    let size = Math.abs(A[k * n + k]!);
    for (let i = k + 1; i < n; i++) {
      const candidate = Math.abs(A[i * n + k]!);
      if (candidate > size) {
        size = candidate;
        best = i;
      }
    }
    if (!(size > 0 && size < Infinity)) return false;
    pivots[k] = best;
    if (best !== k) swapRows(A, n, k, best);
    const inverse = 1 / A[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = A[i * n + k]! * inverse;
      A[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) A[i * n + j]! -= factor * A[k * n + j]!;
    }
  }
  return true;
}

function swapRows(A: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const kept = A[a * n + j]!;
    A[a * n + j] = A[b * n + j]!;
    A[b * n + j] = kept;
  }
}

/** Solves `A x = rhs` with the factors of `factorLU`; `rhs` (length n) becomes `x`. */
export function solveLU(factors: Float64Array, pivots: Int32Array, rhs: Float64Array): void {
  const n = pivots.length;
  for (let k = 0; k < n; k++) {
    const pivot = pivots[k]!;
    if (pivot === k) continue;
    const kept = rhs[k]!;
    rhs[k] = rhs[pivot]!;
    rhs[pivot] = kept;
  }
  for (let i = 1; i < n; i++) {
    let sum = rhs[i]!;
    for (let j = 0; j < i; j++) sum -= factors[i * n + j]! * rhs[j]!;
    rhs[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = rhs[i]!;
    for (let j = i + 1; j < n; j++) sum -= factors[i * n + j]! * rhs[j]!;
    rhs[i] = sum / factors[i * n + i]!;
  }
}
