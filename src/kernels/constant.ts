import { exponentialBlock } from "./exponential-block.js";
import type { Kernel } from "./kernel.js";

/** Options of {@link constantKernel}. */
export interface ConstantKernelOptions {
  /** Weight of every moment of the past, unit 1/time; finite and > 0. */
  readonly weight: number;
}

/**
 * A memory that never fades, `K(age) = w`: AdaGrad's, with w = 1/α.
 *
 * @throws {RangeError} if `weight` is not a finite number > 0.
 * @see arXiv 2411.09734, Definition 1 with ν = w·δ₀.
 * @example
 * constantKernel({ weight: 10 }).weight(3); // 10
 */
export function constantKernel({ weight }: ConstantKernelOptions): Kernel {
  if (!(weight > 0 && weight < Infinity)) {
    throw new RangeError(`Cannot make a constant kernel as weight must be finite and > 0: current value is ${weight}`);
  }
  return { weight: () => weight, realization: [exponentialBlock(weight, 0)] };
}
