import type { Kernel } from "../kernels/index.js";

/** What bias corrections multiply a step by, in continuous time. */
export interface Gains {
  /** `η(t) = √(1 − e^(−ℓ₂t))/(1 − e^(−ℓ₁t))`, of Adam `√(1 − β2^(t/α))/(1 − β1^(t/α))`, t > 0. */
  gain(t: number): number;
  /** `√(1 − e^(−ℓ₂t))`, of Adam `√(1 − β2^(t/α))`, the factor of ε(t), t > 0. */
  rootOfSecond(t: number): number;
}

/** Adam's bias corrections in continuous time. */
export interface BiasCorrection extends Gains {
  /** Limits t → 0 of numerator and denominator memory of a constant signal 1, both corrected. */
  readonly limits: { readonly first: number; readonly second: number };
}

interface BiasCorrectionSettings {
  /** Learning rate α, finite and > 0. */
  readonly lr: number;
  /** Factors in [0, 1). */
  readonly beta1: number;
  readonly beta2: number;
  /** Kernel of the numerator; null where it is the bare gradient. */
  readonly numerator: Kernel | null;
  readonly denominator: Kernel;
}

/**
 * Bias corrections for learning rate `lr` and factors β in [0, 1), through expm1: no cancellation at small t.
 *
 * @see arXiv 2411.09734, Proposition 3.
 * @example
 * const kernel = exponentialKernel({ rate: 1 });
 * const settings = { lr: 0.1, beta1: 0.9, beta2: 0.999, numerator: kernel, denominator: kernel };
 * createBiasCorrection(settings).gain(0.1); // √0.001 / 0.1
 */
export function createBiasCorrection(settings: BiasCorrectionSettings): BiasCorrection {
  const { lr, beta1, beta2, numerator, denominator } = settings;
  // ℓ = −ln β/α, infinite for β = 0; not the λ = (1 − β)/α of the kernels
  const logRate1 = -Math.log(beta1) / lr;
  const logRate2 = -Math.log(beta2) / lr;
  return {
    ...createGains({ rate1: logRate1, rate2: logRate2 }),
    limits: {
      // a bare gradient meets no correction only for β1 = 0, the one case that has a limit
      first: numerator === null ? 1 : correctedStart(numerator, logRate1),
      second: correctedStart(denominator, logRate2),
    },
  };
}

/**
 * Gains of corrections with rates ℓ > 0, unit 1/time, through expm1: no cancellation at small t.
 *
 * Adam has ℓ = −ln β/α, infinite for β = 0; its flow has its forgetting rates b and a.
 *
 * @see arXiv 2411.09734, Proposition 3; arXiv 2009.06125, equation 8.
 * @example
 * createGains({ rate1: -Math.log(0.9) / 0.1, rate2: -Math.log(0.999) / 0.1 }).gain(0.1); // √0.001 / 0.1
 */
export function createGains({ rate1, rate2 }: { readonly rate1: number; readonly rate2: number }): Gains {
  const rootOfSecond = (t: number) => Math.sqrt(-Math.expm1(-rate2 * t));
  return { rootOfSecond, gain: (t) => rootOfSecond(t) / -Math.expm1(-rate1 * t) };
}

/** An age that is 0 beside any time scale, and whose powers with exponents in (−1, 1) are still ordinary numbers. */
const YOUNGEST_AGE = 1e-300;

/**
 * The limit t → 0 of `∫₀ᵗ K / (1 − β^(t/α))`, which is `K(0)/ℓ`: for a bounded kernel the memory starts like `K(0)·t`, and
 * the correction like `ℓ·t`.
 *
 * A kernel that is singular like `age^(−γ)` has the memory `t·K(t)/(1 − γ)` and no finite limit; it is read at the youngest
 * age, so that in a quotient of two such memories the stronger singularity wins, and equal ones leave their ratio.
 */
function correctedStart(kernel: Kernel, logRate: number): number {
  const atZero = kernel.weight(0);
  if (Number.isFinite(atZero)) return atZero / logRate;
  const young = kernel.weight(YOUNGEST_AGE);
  const exponent = Math.log2(young / kernel.weight(2 * YOUNGEST_AGE));
  return young / (1 - exponent) / logRate;
}
