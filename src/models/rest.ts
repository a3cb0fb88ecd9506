import { centralDifferences, factorCholesky, solveCholesky } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";

/** Curvatures below this share of a diagonal entry of the Hessian are not told from 0. */
const PRECISION = 1e-12;

/**
 * Whether a strict local minimiser lies within `distance·(1 + |θ|)` of θ, judged by one Newton step.
 *
 * The Hessian, by differences of the gradient where the objective has none, must be positive definite (Cholesky), and
 * every component of its Newton step `H⁻¹g` small.
 */
export function isNearMinimiser(objective: Objective, theta: Float64Array, distance: number): boolean {
  const d = objective.dimension;
  const hessian = new Float64Array(d * d);
  if (objective.hessian) objective.hessian(theta, hessian);
  else centralDifferences((x, out) => objective.gradient(x, out), { rows: d, columns: d })(theta, hessian);
  const factor = factorCholesky(hessian, d, { precision: PRECISION });
  if (!factor) return false;
  const step = new Float64Array(d);
  objective.gradient(theta, step);
  solveCholesky(factor, step);
  return step.every((value, i) => Math.abs(value) <= distance * (1 + Math.abs(theta[i]!)));
}
