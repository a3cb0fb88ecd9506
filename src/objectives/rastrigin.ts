import { checkDimension } from "./check-parameter.js";
import type { Objective } from "./objective.js";
import { separableObjective } from "./separable.js";

/**
 * Rastrigin's function, a parabola under a regular grid of local minima: `f(x) = 10n + Σ(xᵢ² − 10 cos 2πxᵢ)`.
 *
 * L = 2 + 40π², minimiser 0, minimum 0. Evaluated as `Σ(xᵢ² + 20 sin² πxᵢ)`, which does not cancel near 0.
 *
 * @param n number of parameters; default 2.
 * @throws {RangeError} if `n` is not a whole number ≥ 1.
 * @see L. A. Rastrigin, "Systems of extremal control", 1974.
 * @example
 * rastriginObjective(2).value(Float64Array.of(0, 0)); // 0
 */
export function rastriginObjective(n = 2): Objective {
  checkDimension("rastrigin", n);
  return separableObjective(
    n,
    {
      value(x) {
        const s = Math.sin(Math.PI * x);
        return x * x + 20 * s * s;
      },
      derivative: (x) => 2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x),
      secondDerivative: (x) => 2 + 40 * Math.PI * Math.PI * Math.cos(2 * Math.PI * x),
    },
    { smoothness: 2 + 40 * Math.PI * Math.PI, minimisers: [new Array<number>(n).fill(0)], minimum: 0, coercive: true },
  );
}
