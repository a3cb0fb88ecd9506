import { factorLU, solveLU, zeros } from "../numeric/index.js";

/**
 * The condition number `‖A‖₁ ‖A⁻¹‖₁` of a square matrix, row-major; Infinity if it is singular.
 */
export function conditionNumber(A: Float64Array): number {
  const n = Math.round(Math.sqrt(A.length));
  const factors = A.slice();
  const pivots = new Int32Array(n);
  if (!factorLU(factors, pivots)) return Infinity;
  const column = zeros(n);
  let [norm, inverse] = [0, 0];
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.abs(A[i * n + j]!);
    norm = Math.max(norm, sum);
    column.fill(0);
    column[j] = 1;
    solveLU(factors, pivots, column);
    inverse = Math.max(
      inverse,
      column.reduce((total, value) => total + Math.abs(value), 0),
    );
  }
  return norm * inverse;
}
