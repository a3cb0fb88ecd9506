import { checkDimension, checkParameter } from "./check-parameter.js";
import type { Objective } from "./objective.js";
import { separableObjective } from "./separable.js";

/**
 * An ellipsoid of given condition number κ: `f(x) = ½ Σ κ^(i/(n−1)) xᵢ²`, i = 0 … n − 1.
 *
 * L = κ, μ = 1, minimiser 0, minimum 0.
 *
 * @param n number of parameters, ≥ 2; default 2.
 * @param condition condition number κ ≥ 1, finite; default 100.
 * @throws {RangeError} if `n` or `condition` is out of its range.
 * @example
 * illConditionedObjective(2, 100).value(Float64Array.of(1, 1)); // 50.5
 */
export function illConditionedObjective(n = 2, condition = 100): Objective {
  checkDimension("illConditioned", n, 2);
  checkParameter(
    condition >= 1 && condition < Number.POSITIVE_INFINITY,
    "illConditioned",
    "condition",
    "a finite number >= 1",
    condition,
  );
  const curvature = Float64Array.from({ length: n }, (_, i) => condition ** (i / (n - 1)));
  return separableObjective(
    n,
    {
      value: (x, i) => 0.5 * curvature[i]! * x * x,
      derivative: (x, i) => curvature[i]! * x,
      secondDerivative: (_x, i) => curvature[i]!,
    },
    { smoothness: condition, strongConvexity: 1, pl: 1, minimisers: [new Array<number>(n).fill(0)], minimum: 0 },
  );
}
