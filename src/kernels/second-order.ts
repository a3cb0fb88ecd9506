import type { Kernel, RealizationBlock } from "./kernel.js";

/** Options of {@link secondOrderKernel}. */
export interface SecondOrderKernelOptions {
  /** Learning rate α, the unit of time; must be finite and > 0. */
  readonly lr: number;
  /** Momentum factor β in [0, 1). */
  readonly beta: number;
}

/**
 * The memory with inertia of the second-order models: Green's function of `(α²/2)m″ + αm′ + (1 − β)m = (1 − β)·signal`.
 *
 * With λ = (1 − β)/α and x = age/α:
 * `K(age) = λ·(2/κ) e^(−x) sinh(κx)` for β > ½, κ = √(2β − 1); `K = λ·2x e^(−x)` for β = ½;
 * `K = λ·(2/ρ) e^(−x) sin(ρx)` for β < ½, ρ = √(1 − 2β), which changes its sign every πα/ρ.
 * The weights integrate to 1 and start from 0: a moment counts most one to four α after it, not at once.
 *
 * @throws {RangeError} if lr is not a finite number > 0 or beta is not in [0, 1).
 * @see arXiv 2602.09101, Proposition 1.
 * @example
 * secondOrderKernel({ lr: 1, beta: 0.5 }).weight(1); // 1/e = 0.36787944117144233
 */
export function secondOrderKernel({ lr, beta }: SecondOrderKernelOptions): Kernel {
  if (!(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot make a second-order kernel as lr must be finite and > 0: current value is ${lr}`);
  }
  if (!(beta >= 0 && beta < 1)) {
    throw new RangeError(`Cannot make a second-order kernel as beta must be in [0, 1): current value is ${beta}`);
  }
  const rate = (1 - beta) / lr;
  // 2β − 1 is exact near ½, where it matters
  const split = Math.sqrt(Math.abs(2 * beta - 1));
  const shape = split === 0 ? critical : beta > 0.5 ? overdamped : oscillating;
  const weight = (age: number) => (age < Infinity ? rate * shape(age / lr, { beta, split }) : 0);
  return { weight, realization: [secondOrderBlock(rate, lr)] };
}

interface Shape {
  readonly beta: number;
  /** κ or ρ: how far apart the two modes are, in 1/α. */
  readonly split: number;
}

/** sinh would overflow, and a difference of exponentials cancel, where the slow mode is (1 − κ) = 2(1 − β)/(1 + κ). */
const overdamped = (x: number, { beta, split }: Shape): number =>
  (-Math.exp((-2 * (1 - beta) * x) / (1 + split)) * Math.expm1(-2 * split * x)) / split;
const critical = (x: number): number => 2 * x * Math.exp(-x);
const oscillating = (x: number, { split }: Shape): number => (2 * Math.exp(-x) * Math.sin(split * x)) / split;

/** States m and α·m′; both eigenvalues and their product come out of these entries without cancellation. */
function secondOrderBlock(rate: number, lr: number): RealizationBlock {
  return {
    order: 2,
    A: Float64Array.of(0, 1 / lr, -2 * rate, -2 / lr),
    b: Float64Array.of(0, 2 * rate),
    c: Float64Array.of(1, 0),
  };
}
