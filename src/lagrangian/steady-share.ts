import { checkFactor, checkKernel, type MemoryKernel } from "./adam-memories.js";

/** Options of {@link steadyNonReciprocalShare}. */
export interface SteadyShareOptions {
  /** First momentum factor, in [0, 1). Default 0.9. */
  readonly beta1?: number;
  /** Second momentum factor, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Whether memories are read at t + α (default) or at t. */
  readonly shifted?: boolean;
  /** Kernel of both memories. Default "second-order". */
  readonly kernel?: MemoryKernel;
}

/** The shares of both memories; between 0 and 1. */
export interface SteadyShare {
  readonly m: number;
  readonly v: number;
}

/**
 * The non-reciprocal share of a constant gradient with an infinite past, in closed form.
 *
 * Unshifted 1. Shifted, the weight of the ages above 2α: `e^(−2(1 − β))` for the exponential kernel; for the second-order one
 * `G(2)`, `G(x) = e^(−x)(cosh κx + sinh(κx)/κ)`, κ = √(2β − 1), for β ≥ ½ (`e^(−2)·3` at ½), and for β < ½, where the kernel
 * changes its sign, by |K|: `(G(2) + 2q/(1 − q))·(1 − q)/(1 + q)`, `G(x) = e^(−x)(cos ρx + sin(ρx)/ρ)`, ρ = √(1 − 2β),
 * q = e^(−π/ρ). The share does not depend on α.
 *
 * @throws {RangeError} if a factor is not in [0, 1).
 * @throws {TypeError} if kernel has another name.
 * @see docs/theory/nonlocal-lagrangian.md
 * @example
 * steadyNonReciprocalShare({ beta1: 0.5, kernel: "exponential" }).m; // 0.36787944117144233, 1/e
 */
export function steadyNonReciprocalShare(options: SteadyShareOptions = {}): SteadyShare {
  const { beta1 = 0.9, beta2 = 0.999, shifted = true, kernel = "second-order" } = options;
  checkFactor("beta1", beta1);
  checkFactor("beta2", beta2);
  checkKernel(kernel);
  const share = kernel === "exponential" ? (beta: number) => Math.exp(-2 * (1 - beta)) : secondOrderShare;
  return shifted ? { m: share(beta1), v: share(beta2) } : { m: 1, v: 1 };
}

function secondOrderShare(beta: number): number {
  const split = Math.sqrt(Math.abs(2 * beta - 1));
  const slope = (odd: (x: number) => number) => (split === 0 ? 2 : odd(2 * split) / split);
  if (beta >= 0.5) return Math.exp(-2) * (Math.cosh(2 * split) + slope(Math.sinh));
  // the first sign change, at x = π/ρ, is later than x = 2
  const signed = Math.exp(-2) * (Math.cos(2 * split) + slope(Math.sin));
  const fade = Math.exp(-Math.PI / split);
  return (signed * (1 - fade) + 2 * fade) / (1 + fade);
}
