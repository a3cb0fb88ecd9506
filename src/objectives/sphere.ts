import { checkDimension } from "./check-parameter.js";
import type { Objective } from "./objective.js";
import { separableObjective } from "./separable.js";

/**
 * The simplest objective of any dimension: `f(x) = Σ xᵢ²`.
 *
 * L = μ = 2, minimiser 0, minimum 0.
 *
 * @param n number of parameters; default 2.
 * @throws {RangeError} if `n` is not a whole number ≥ 1.
 * @example
 * sphereObjective(3).value(Float64Array.of(1, 2, 3)); // 14
 */
export function sphereObjective(n = 2): Objective {
  checkDimension("sphere", n);
  return separableObjective(
    n,
    { value: (x) => x * x, derivative: (x) => 2 * x, secondDerivative: () => 2 },
    { smoothness: 2, strongConvexity: 2, pl: 2, minimisers: [new Array<number>(n).fill(0)], minimum: 0 },
  );
}
