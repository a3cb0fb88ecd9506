import type { Objective } from "./objective.js";

/**
 * Rosenbrock's valley: `f(x, y) = 100(y − x²)² + (1 − x)²`.
 *
 * Minimiser (1, 1), minimum 0; neither a global L nor a global Polyak–Łojasiewicz constant exists.
 *
 * @see H. H. Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.
 * @example
 * rosenbrockObjective().value(Float64Array.of(-1.2, 1)); // 24.2
 */
export function rosenbrockObjective(): Objective {
  function valueAndGradient(theta: Float64Array, out: Float64Array): number {
    const x = theta[0]!;
    const valley = theta[1]! - x * x;
    const rest = 1 - x;
    out[0] = -400 * x * valley - 2 * rest;
    out[1] = 200 * valley;
    return 100 * valley * valley + rest * rest;
  }
  return {
    dimension: 2,
    value(theta) {
      const x = theta[0]!;
      const valley = theta[1]! - x * x;
      return 100 * valley * valley + (1 - x) * (1 - x);
    },
    gradient: valueAndGradient,
    valueAndGradient,
    hessian(theta, out) {
      const x = theta[0]!;
      out[0] = 1200 * x * x - 400 * theta[1]! + 2;
      out[1] = out[2] = -400 * x;
      out[3] = 200;
    },
    constants: { minimisers: [[1, 1]], minimum: 0, coercive: true },
  };
}
