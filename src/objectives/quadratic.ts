import type { Objective } from "./objective.js";

/**
 * The convex example of arXiv 2411.09734: `f(x) = (x − 4)²`.
 *
 * L = μ = 2, minimiser 4, minimum 0.
 *
 * @see arXiv 2411.09734, figures 1–7.
 * @example
 * quadraticObjective().value(Float64Array.of(1)); // 9
 */
export function quadraticObjective(): Objective {
  return {
    dimension: 1,
    value(theta) {
      const r = theta[0]! - 4;
      return r * r;
    },
    gradient(theta, out) {
      out[0] = 2 * (theta[0]! - 4);
    },
    valueAndGradient(theta, out) {
      const r = theta[0]! - 4;
      out[0] = 2 * r;
      return r * r;
    },
    hessian(_theta, out) {
      out[0] = 2;
    },
    hessianVector(_theta, direction, out) {
      out[0] = 2 * direction[0]!;
    },
    constants: { smoothness: 2, strongConvexity: 2, pl: 2, minimisers: [[4]], minimum: 0 },
  };
}
