import type { Kernel, RealizationBlock } from "./kernel.js";
import { realizedWeight } from "./realized-weight.js";

/** Ages at which a realization is held against its weight; absolute, as no rate of it can be trusted before. */
const CHECKED_AGES = [0.01, 0.1, 1, 10];
/** Far above the rounding of an exponential, and below what a figure or a comparison of two runs shows. */
const RELATIVE_ERROR = 1e-6;
/** In shares of the largest weight checked: a weight that passes through 0 has no relative error there. */
const ERROR_AT_ZEROS = 1e-12;

/** Options of {@link customKernel}. */
export interface CustomKernelOptions {
  /** Weight of a moment `age ≥ 0` in the past, unit 1/time; must return a number. */
  readonly weight: (age: number) => number;
  /** Linear systems with `weight(age) = Σ cᵀ exp(A·age) b`; without it only the reference solver can be used. */
  readonly realization?: readonly RealizationBlock[];
}

/**
 * A user's own kernel.
 *
 * A realization must give the weight to 1e-6 of it, checked at ages 0.01, 0.1, 1 and 10 where the weight is finite.
 *
 * @throws {RangeError} if `weight(1)` or an entry of a block is not a number, or the realization contradicts `weight`.
 * @throws {TypeError} if `weight` is not a function, or a block's arrays do not fit its order.
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
  if (!realization) return { weight };
  realization.forEach(checkBlock);
  checkAgreement(weight, realization);
  return { weight, realization };
}

function checkBlock(block: RealizationBlock, j: number): void {
  const { order } = block;
  const fits = (order === 1 || order === 2) && block.A.length === order * order;
  if (!(fits && block.b.length === order && block.c.length === order)) {
    throw new TypeError(
      `Cannot make a kernel as realization[${j}] must have A of order², b and c of order entries: current value is order ${order}, ${block.A.length}, ${block.b.length} and ${block.c.length}`,
    );
  }
  for (const name of ["A", "b", "c"] as const) {
    const wrong = block[name].find((value) => !Number.isFinite(value));
    if (wrong !== undefined) {
      throw new RangeError(
        `Cannot make a kernel as every entry of realization[${j}].${name} must be finite: current value is ${wrong}`,
      );
    }
  }
}

function checkAgreement(weight: Kernel["weight"], realization: readonly RealizationBlock[]): void {
  const checked = CHECKED_AGES.map((age) => [age, weight(age)] as const).filter(([, given]) => Number.isFinite(given));
  const largest = checked.reduce((size, [, given]) => Math.max(size, Math.abs(given)), 0);
  for (const [age, given] of checked) {
    const realized = realizedWeight(realization, age);
    if (!(Math.abs(realized - given) <= RELATIVE_ERROR * Math.abs(given) + ERROR_AT_ZEROS * largest)) {
      throw new RangeError(
        `Cannot make a kernel as its realization at age ${age} must be its weight ${given}, to ${RELATIVE_ERROR} of it: current value is ${realized}`,
      );
    }
  }
}
