import { exponentialKernel, type Kernel, secondOrderKernel } from "../kernels/index.js";
import { type BiasCorrection, createBiasCorrection } from "../models/bias-correction.js";

/** How the past is weighted: the first-order equations' exponential, or the inertial equation's second-order kernel. */
export type MemoryKernel = "exponential" | "second-order";

/** Which causal force: the right-hand side of Adam's equations, as a functional of the path. */
export interface AdamForceOptions {
  /** Learning rate α, the unit of time and of the friction weight e^(2t/α); finite and > 0. */
  readonly lr: number;
  /** First momentum factor, in [0, 1). Default 0.9. */
  readonly beta1?: number;
  /** Second momentum factor, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of v, finite and ≥ 0. Default 1e-8. */
  readonly epsilon?: number;
  /** Whether memories are read at t + α, as in the paper (default), or at t. */
  readonly shifted?: boolean;
  /** Kernel of both memories. Default "second-order", the inertial equation's. */
  readonly kernel?: MemoryKernel;
}

/** The two memories of Adam's force and its bias corrections. */
export interface AdamMemories {
  readonly lr: number;
  readonly epsilon: number;
  /** How far ahead memories are read, unit time: α or 0. */
  readonly advance: number;
  readonly kernel1: Kernel;
  readonly kernel2: Kernel;
  readonly correction: BiasCorrection;
}

/** The kernel of weight λ e^(−λ age), λ = (1 − β)/α, or the second-order one of the same factor. */
export function createKernel(kernel: MemoryKernel, { lr, beta }: { lr: number; beta: number }): Kernel {
  return kernel === "exponential" ? exponentialKernel({ rate: (1 - beta) / lr }) : secondOrderKernel({ lr, beta });
}

/**
 * The age at which a kernel changes its sign, and every multiple of it; infinite where it never does.
 *
 * A second-order kernel has its zeros at multiples of πα/ρ, ρ = √(1 − 2β), for β < ½.
 */
export function halfPeriod(kernel: MemoryKernel, { lr, beta }: { lr: number; beta: number }): number {
  return kernel === "second-order" && beta < 0.5 ? (Math.PI * lr) / Math.sqrt(1 - 2 * beta) : Infinity;
}

/**
 * Checks the options of a causal force and makes its memories.
 *
 * @throws {RangeError} if lr, beta1, beta2 or epsilon is out of its range.
 * @throws {TypeError} if kernel has another name.
 */
export function createAdamMemories(options: AdamForceOptions): AdamMemories {
  const { lr, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, shifted = true, kernel = "second-order" } = options;
  checkRate(lr);
  checkFactor("beta1", beta1);
  checkFactor("beta2", beta2);
  checkKernel(kernel);
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`Cannot make a force as epsilon must be finite and >= 0: current value is ${epsilon}`);
  }
  const [kernel1, kernel2] = [createKernel(kernel, { lr, beta: beta1 }), createKernel(kernel, { lr, beta: beta2 })];
  const correction = createBiasCorrection({ lr, beta1, beta2, numerator: kernel1, denominator: kernel2 });
  return { lr, epsilon, advance: shifted ? lr : 0, kernel1, kernel2, correction };
}

/** @throws {RangeError} if the learning rate is not a finite number > 0. */
export function checkRate(lr: number): void {
  if (!(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot make a force as lr must be finite and > 0: current value is ${lr}`);
  }
}

/** @throws {RangeError} if a momentum factor is not in [0, 1). */
export function checkFactor(name: string, beta: number): void {
  if (!(beta >= 0 && beta < 1)) {
    throw new RangeError(`Cannot make a force as ${name} must be in [0, 1): current value is ${beta}`);
  }
}

/** @throws {TypeError} if it is not the name of a kernel. */
export function checkKernel(kernel: string): void {
  if (!(kernel === "exponential" || kernel === "second-order")) {
    throw new TypeError(
      `Cannot make a force as kernel must be "exponential" or "second-order": current value is ${kernel}`,
    );
  }
}
