import { factorCholesky, solveCholesky } from "../../numeric/index.js";
import type { Probe } from "./probe.js";

/** Writes a direction of descent at `theta`, where the gradient is `gradient`, into `out`. */
export type Direction = (theta: Float64Array, gradient: Float64Array, out: Float64Array) => void;

/**
 * Newton's direction; where the Hessian is not positive definite, it is shifted until it is, towards the steepest descent.
 *
 * @see J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd ed., algorithm 3.3.
 */
export function newtonDirection(probe: Probe): Direction {
  const d = probe.dimension;
  const matrix = new Float64Array(d * d);
  return (theta, gradient, out) => {
    for (let i = 0; i < d; i++) out[i] = -gradient[i]!;
    if (!probe.hessian(theta, matrix)) return;
    const size = matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    if (size === 0) return;
    let factor = factorCholesky(matrix, d);
    for (let shift = 1e-3 * size; factor === null && shift < Infinity; shift *= 4) {
      factor = factorCholesky(matrix, d, { shift });
    }
    if (factor) solveCholesky(factor, out);
  };
}
