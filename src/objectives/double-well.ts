import type { Objective } from "./objective.js";

/**
 * The nonconvex example of arXiv 2411.09734: `f(x) = ¼(x² − 1)²`.
 *
 * Minimisers ±1, minimum 0, a maximum at 0. `f''(x) = 3x² − 1` is unbounded, so there is no global L.
 *
 * @see arXiv 2411.09734, figures 8–15.
 * @example
 * doubleWellObjective().value(Float64Array.of(0)); // 0.25
 */
export function doubleWellObjective(): Objective {
  return {
    dimension: 1,
    value(theta) {
      const r = theta[0]! * theta[0]! - 1;
      return 0.25 * r * r;
    },
    gradient(theta, out) {
      const x = theta[0]!;
      out[0] = x * (x * x - 1);
    },
    valueAndGradient(theta, out) {
      const x = theta[0]!;
      const r = x * x - 1;
      out[0] = x * r;
      return 0.25 * r * r;
    },
    hessian(theta, out) {
      out[0] = 3 * theta[0]! * theta[0]! - 1;
    },
    constants: { minimisers: [[-1], [1]], minimum: 0, coercive: true },
  };
}
