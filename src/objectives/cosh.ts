import type { Objective } from "./objective.js";

/**
 * A strongly convex function that no polynomial resembles far out: `f(x) = cosh x`.
 *
 * μ = 1 (`f'' = cosh x ≥ 1`), also in the Polyak–Łojasiewicz inequality, as `sinh² = (cosh − 1)(cosh + 1)`. Minimiser 0,
 * minimum 1; no global L.
 *
 * @example
 * coshObjective().value(Float64Array.of(0)); // 1
 */
export function coshObjective(): Objective {
  return {
    dimension: 1,
    value: (theta) => Math.cosh(theta[0]!),
    gradient(theta, out) {
      out[0] = Math.sinh(theta[0]!);
    },
    valueAndGradient(theta, out) {
      out[0] = Math.sinh(theta[0]!);
      return Math.cosh(theta[0]!);
    },
    hessian(theta, out) {
      out[0] = Math.cosh(theta[0]!);
    },
    constants: { strongConvexity: 1, pl: 1, minimisers: [[0]], minimum: 1 },
  };
}
