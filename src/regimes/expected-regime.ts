import type { Regime } from "./regime.js";

/** Settings of Adam. */
export interface Momenta {
  /** Factors β1 and β2; in [0, 1). */
  readonly beta1: number;
  readonly beta2: number;
}

/**
 * Half way, on a log scale, from the example of one regime to that of the next: arXiv 2009.06125, figure 7, has b/a = 100, 1
 * and 1/100.
 */
const HALF_WAY = 10;

/**
 * The regime that arXiv 2009.06125 expects of full-batch Adam, by `b/a = (1 − β1)/(1 − β2)`, whatever the learning rate:
 * b ≫ a spikes, a ≈ b oscillates, a ≫ b diverges.
 *
 * The paper draws no lines. They are drawn here at b/a = 10 and 1/10, half way between its examples.
 *
 * @throws {RangeError} if a factor is not in [0, 1).
 * @see arXiv 2009.06125, section 4 and figure 7.
 * @example
 * expectedRegime({ beta1: 0.9, beta2: 0.999 }); // "spike"
 */
export function expectedRegime({ beta1, beta2 }: Momenta): Exclude<Regime, "converged" | "undecided"> {
  for (const [name, beta] of Object.entries({ beta1, beta2 })) {
    if (!(beta >= 0 && beta < 1)) {
      throw new RangeError(`Cannot expect a regime as ${name} must be in [0, 1): current value is ${beta}`);
    }
  }
  // differences from 1 are rounded: (0.9, 0.99) is on the line, and meant to be
  const ratio = (1 - beta1) / (1 - beta2);
  if (ratio >= HALF_WAY * (1 - 1e-9)) return "spike";
  return ratio <= (1 / HALF_WAY) * (1 + 1e-9) ? "divergence" : "oscillation";
}
