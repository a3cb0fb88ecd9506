import { dot, factorCholesky, factorLU, solveCholesky, solveLU } from "../../numeric/index.js";

/** A factorised symmetric matrix. */
export interface SymmetricFactors {
  /** Whether the matrix is positive definite, beyond rounding. */
  readonly isDefinite: boolean;
  /** Solves in place; where the matrix is singular, the shortest solution of the equations that can be satisfied. */
  solve(rhs: Float64Array): void;
}

/**
 * Factorises a symmetric matrix of any rank: Cholesky where it is positive definite, LU where it is regular, and else by
 * columns P that span its range, `x = B y`, `BᵀB y = rhs_P` with `B = A[:, P]`, which is the shortest solution.
 *
 * @param A row-major `k × k`; it is not changed.
 * @param precision share of a pivot that is taken for rounding.
 */
export function factorSymmetric(A: Float64Array, k: number, precision: number): SymmetricFactors {
  const C = factorCholesky(A, k, { precision });
  if (C) return { isDefinite: true, solve: (rhs) => solveCholesky(C, rhs) };
  const range = spanningColumns(A, k, precision);
  if (range.length === k) {
    const [factors, pivots] = [A.slice(), new Int32Array(k)];
    if (factorLU(factors, pivots)) return { isDefinite: false, solve: (rhs) => solveLU(factors, pivots, rhs) };
  }
  return { isDefinite: false, solve: shortestSolution(A, k, range) };
}

/** Sizes √sᵢ that make A/√(sᵢsⱼ) have entries about 1: units of parameters do not decide about ranks. */
function equilibrate(A: Float64Array, k: number): Float64Array {
  return Float64Array.from({ length: k }, (_, i) => {
    let largest = 0;
    for (let j = 0; j < k; j++) largest = Math.max(largest, Math.abs(A[i * k + j]!));
    const diagonal = Math.abs(A[i * k + i]!);
    return Math.sqrt(diagonal > 1e-8 * largest ? diagonal : largest) || 1;
  });
}

/** Columns that span the range of A to rounding: Gram–Schmidt, always with the longest column that is left. */
function spanningColumns(A: Float64Array, k: number, precision: number): number[] {
  const sizes = equilibrate(A, k);
  const columns = Array.from({ length: k }, (_, j) =>
    Float64Array.from({ length: k }, (_, i) => A[i * k + j]! / (sizes[i]! * sizes[j]!)),
  );
  const left = columns.map((_, j) => j);
  const chosen: number[] = [];
  let first = 0;
  while (left.length > 0) {
    const norms = left.map((j) => Math.sqrt(dot(columns[j]!, columns[j]!)));
    const longest = Math.max(...norms);
    if (chosen.length === 0) first = longest;
    if (!(longest > precision * first)) break;
    const [j] = left.splice(norms.indexOf(longest), 1);
    const q = columns[j!]!.map((value) => value / longest);
    chosen.push(j!);
    for (const other of left) {
      const share = dot(q, columns[other]!);
      for (let i = 0; i < k; i++) columns[other]![i]! -= share * q[i]!;
    }
  }
  return chosen;
}

function shortestSolution(A: Float64Array, k: number, range: readonly number[]): (rhs: Float64Array) => void {
  const r = range.length;
  // columns of length 1, so that their products are as well conditioned as they can be
  const B = range.map((j) => {
    const column = Float64Array.from({ length: k }, (_, i) => A[i * k + j]!);
    const length = Math.sqrt(dot(column, column));
    return { column: column.map((value) => value / length), length };
  });
  const gram = new Float64Array(r * r);
  for (let a = 0; a < r; a++) for (let b = 0; b < r; b++) gram[a * r + b] = dot(B[a]!.column, B[b]!.column);
  const pivots = new Int32Array(r);
  const isUsable = factorLU(gram, pivots);
  return (rhs) => {
    const y = Float64Array.from(range, (j, a) => rhs[j]! / B[a]!.length);
    rhs.fill(0);
    if (!isUsable) return;
    solveLU(gram, pivots, y);
    for (let a = 0; a < r; a++) for (let i = 0; i < k; i++) rhs[i]! += B[a]!.column[i]! * y[a]!;
  };
}
