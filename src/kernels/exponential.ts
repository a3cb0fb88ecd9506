import { exponentialBlock } from "./exponential-block.js";
import type { Kernel } from "./kernel.js";

/** Options of {@link exponentialKernel}. */
export interface ExponentialKernelOptions {
  /** Forgetting rate λ, unit 1/time; must be finite and > 0. */
  readonly rate: number;
}

/**
 * Exponentially fading memory, `K(age) = λ e^(−λ age)`.
 *
 * The weights integrate to 1, so the memory of a constant signal tends to that signal.
 *
 * @throws {RangeError} if `rate` is not a finite number > 0.
 * @see arXiv 2411.09734, Lemma 1, with λ = (1 − β)/α.
 * @example
 * exponentialKernel({ rate: 2 }).weight(0); // 2
 */
export function exponentialKernel({ rate }: ExponentialKernelOptions): Kernel {
  if (!(rate > 0 && rate < Infinity)) {
    throw new RangeError(`Cannot make an exponential kernel as rate must be finite and > 0: current value is ${rate}`);
  }
  return { weight: (age) => rate * Math.exp(-rate * age), realization: [exponentialBlock(rate, rate)] };
}
