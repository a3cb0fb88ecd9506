/** Options of {@link factorCholesky}. */
export interface CholeskyOptions {
  /** Added to the diagonal; finite, default 0. */
  readonly shift?: number;
  /** Share of a diagonal entry below which what elimination leaves of it is rounding; default n units in the last place. */
  readonly precision?: number;
}

/**
 * The lower factor of `A + shift·I = C Cᵀ`, row-major; null where that matrix is not positive definite to rounding.
 *
 * @param A symmetric, row-major `n × n`; it is not changed.
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., section 4.2.
 * @example
 * const x = Float64Array.of(8, 7);
 * const factor = factorCholesky(Float64Array.of(4, 2, 2, 3), 2);
 * if (factor) solveCholesky(factor, x); // x = [1.25, 1.5]
 */
export function factorCholesky(
  A: Float64Array,
  n: number,
  { shift = 0, precision = n * Number.EPSILON }: CholeskyOptions = {},
): Float64Array | null {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j]! + (i === j ? shift : 0);
      const size = Math.abs(sum);
      for (let k = 0; k < j; k++) sum -= C[i * n + k]! * C[j * n + k]!;
      if (i > j) C[i * n + j] = sum / C[j * n + j]!;
      else if (sum > precision * size && sum < Infinity) C[i * n + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return C;
}

/** Solves `C Cᵀ x = rhs` with the factor of `factorCholesky`; `rhs` (length n) becomes `x`. */
export function solveCholesky(C: Float64Array, rhs: Float64Array): void {
  const n = rhs.length;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) rhs[i]! -= C[i * n + k]! * rhs[k]!;
    rhs[i]! /= C[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) rhs[i]! -= C[k * n + i]! * rhs[k]!;
    rhs[i]! /= C[i * n + i]!;
  }
}
