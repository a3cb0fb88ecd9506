import type { Kernel, RealizationBlock } from "./kernel.js";

export interface CustomKernelOptions {
  /** Weight of a moment `age ≥ 0` in the past, unit 1/time; must return a number. */
  readonly weight: (age: number) => number;
  /** Linear systems with `weight(age) = Σ cᵀ exp(A·age) b`; without it only the reference solver can be used. */
  readonly realization?: readonly RealizationBlock[];
}

/**
 * A user's own kernel.
 *
 * @throws {TypeError} if `weight` is not a function, or a block's arrays do not fit its order.
 * @throws {RangeError} if `weight(1)` is not a number.
 * @example
 * customKernel({ weight: (age) => 1 / (1 + age) ** 2 }).weight(1); // 0.25
 */
export function customKernel({ weight, realization }: CustomKernelOptions): Kernel {
  if (typeof weight !== "function") {
    throw new TypeError(`Cannot make a kernel as weight must be a function: current value is ${typeof weight}`);
  }
  const sample: unknown = weight(1);
  if (typeof sample !== "number" || Number.isNaN(sample)) {
    throw new RangeError(`Cannot make a kernel as weight(1) must be a number: current value is ${sample}`);
  }
  for (const [j, block] of (realization ?? []).entries()) {
    const { order } = block;
    const fits = (order === 1 || order === 2) && block.A.length === order * order;
    if (!(fits && block.b.length === order && block.c.length === order)) {
      throw new TypeError(
        `Cannot make a kernel as realization[${j}] must have A of order², b and c of order entries: current value is order ${order}, ${block.A.length}, ${block.b.length} and ${block.c.length}`,
      );
    }
  }
  return realization ? { weight, realization } : { weight };
}
