/** Adam's bias corrections in continuous time. */
export interface BiasCorrection {
  /** `η(t) = √(1 − β2^(t/α))/(1 − β1^(t/α))`, t > 0. */
  gain(t: number): number;
  /** `√(1 − β2^(t/α))`, the factor of ε(t), t > 0. */
  rootOfSecond(t: number): number;
  /** Limits t → 0 of the corrected memories of a constant signal 1, λ/ℓ with ℓ = −ln β/α; 0 for β = 0. */
  readonly limits: { readonly first: number; readonly second: number };
}

/**
 * Bias corrections for learning rate `lr` and factors β in [0, 1), through expm1: no cancellation at small t.
 *
 * @see arXiv 2411.09734, Proposition 3.
 * @example
 * createBiasCorrection(0.1, 0.9, 0.999).gain(0.1); // √0.001 / 0.1
 */
export function createBiasCorrection(lr: number, beta1: number, beta2: number): BiasCorrection {
  const rate1 = -Math.log(beta1) / lr;
  const rate2 = -Math.log(beta2) / lr;
  const rootOfSecond = (t: number) => Math.sqrt(-Math.expm1(-rate2 * t));
  return {
    rootOfSecond,
    gain: (t) => rootOfSecond(t) / -Math.expm1(-rate1 * t),
    limits: { first: (1 - beta1) / lr / rate1, second: (1 - beta2) / lr / rate2 },
  };
}
