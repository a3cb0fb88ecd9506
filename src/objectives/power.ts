import { checkParameter } from "./check-parameter.js";
import type { Objective, ObjectiveConstants } from "./objective.js";
import { wholePower } from "./whole-power.js";

function constantsOf(k: number): ObjectiveConstants {
  if (k === 2) return { smoothness: 1, strongConvexity: 1, pl: 1, minimisers: [[0]], minimum: 0 };
  return { minimisers: [[0]], minimum: 0, coercive: true };
}

/**
 * A degenerate minimum: `f(x) = xᵏ/k` with even k.
 *
 * Minimiser 0, minimum 0. For k > 2 the curvature vanishes at 0 and grows without bound: there is no L, no μ.
 *
 * @param k even whole number from 2 to 1000; default 4.
 * @throws {RangeError} if `k` is not such a number; for odd k the function has no minimum.
 * @see arXiv 2603.09581.
 * @example
 * powerObjective(4).value(Float64Array.of(2)); // 4
 */
export function powerObjective(k = 4): Objective {
  checkParameter(k >= 2 && k <= 1000 && k % 2 === 0, "power", "k", "an even whole number from 2 to 1000", k);
  return {
    dimension: 1,
    value: (theta) => (wholePower(theta[0]!, k - 1) * theta[0]!) / k,
    gradient(theta, out) {
      out[0] = wholePower(theta[0]!, k - 1);
    },
    valueAndGradient(theta, out) {
      const x = theta[0]!;
      const gradient = wholePower(x, k - 1);
      out[0] = gradient;
      return (gradient * x) / k;
    },
    hessian(theta, out) {
      out[0] = (k - 1) * wholePower(theta[0]!, k - 2);
    },
    constants: constantsOf(k),
    monomial: { coefficient: 1 / k, exponent: k },
  };
}
