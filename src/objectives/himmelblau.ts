import type { Objective } from "./objective.js";

/**
 * Himmelblau's function, four equal minima: `f(x, y) = (x² + y − 11)² + (x + y² − 7)²`.
 *
 * The minimum is 0; one minimiser is (3, 2), the other three are given to the last digit. No global L.
 *
 * @see D. M. Himmelblau, "Applied nonlinear programming", 1972.
 * @example
 * himmelblauObjective().value(Float64Array.of(3, 2)); // 0
 */
export function himmelblauObjective(): Objective {
  function valueAndGradient(theta: Float64Array, out: Float64Array): number {
    const x = theta[0]!;
    const y = theta[1]!;
    const p = x * x + y - 11;
    const q = x + y * y - 7;
    out[0] = 4 * x * p + 2 * q;
    out[1] = 2 * p + 4 * y * q;
    return p * p + q * q;
  }
  const scratch = new Float64Array(2);
  return {
    dimension: 2,
    value: (theta) => valueAndGradient(theta, scratch),
    gradient: valueAndGradient,
    valueAndGradient,
    hessian(theta, out) {
      const x = theta[0]!;
      const y = theta[1]!;
      out[0] = 12 * x * x + 4 * y - 42;
      out[1] = out[2] = 4 * (x + y);
      out[3] = 12 * y * y + 4 * x - 26;
    },
    constants: {
      minimisers: [
        [3, 2],
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.2831859912861696],
        [3.5844283403304917, -1.8481265269644036],
      ],
      minimum: 0,
      coercive: true,
    },
  };
}
