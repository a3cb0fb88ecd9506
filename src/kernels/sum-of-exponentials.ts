import { exponentialBlock } from "./exponential-block.js";
import type { Kernel } from "./kernel.js";

/** Options of {@link sumOfExponentialsKernel}. */
export interface SumOfExponentialsKernelOptions {
  /** Weights w_j, unit 1/time; finite and > 0, at least one. */
  readonly weights: ArrayLike<number>;
  /** Rates s_j, unit 1/time; finite and ≥ 0 (0 never forgets), as many as weights. */
  readonly rates: ArrayLike<number>;
}

/**
 * The memory of a discrete measure `ν = Σ w_j δ_{s_j}`: `K(age) = Σ_j w_j e^(−s_j age)`.
 *
 * Costs one state per term; every bounded completely monotone kernel is a limit of such sums.
 *
 * @throws {RangeError} if the lists are empty or of different length, a weight is not > 0 or a rate is not ≥ 0.
 * @see arXiv 2411.09734, Definition 1.
 * @example
 * sumOfExponentialsKernel({ weights: [1, 2], rates: [0, 5] }).weight(0); // 3
 */
export function sumOfExponentialsKernel({ weights, rates }: SumOfExponentialsKernelOptions): Kernel {
  const count = weights.length;
  if (!(count >= 1 && rates.length === count)) {
    throw new RangeError(
      `Cannot make a sum of exponentials as weights and rates must be non-empty and of the same length: current value is ${count} and ${rates.length}`,
    );
  }
  for (let j = 0; j < count; j++) {
    if (!(weights[j]! > 0 && weights[j]! < Infinity)) {
      throw new RangeError(
        `Cannot make a sum of exponentials as weights[${j}] must be finite and > 0: current value is ${weights[j]}`,
      );
    }
    if (!(rates[j]! >= 0 && rates[j]! < Infinity)) {
      throw new RangeError(
        `Cannot make a sum of exponentials as rates[${j}] must be finite and >= 0: current value is ${rates[j]}`,
      );
    }
  }
  const terms = Array.from({ length: count }, (_, j) => [weights[j]!, rates[j]!] as const);
  return {
    weight: (age) => terms.reduce((sum, [w, s]) => sum + w * Math.exp(-s * age), 0),
    realization: terms.map(([w, s]) => exponentialBlock(w, s)),
  };
}
