import { bisect } from "../numeric/index.js";

/**
 * What Adam does on `xᵏ`: I converges linearly; II has the convergent state, but leaves it; III has none. II and III
 * oscillate, and nothing jumps between them.
 */
export type MonomialRegime = "I" | "II" | "III";

/** Adam on `f = c·xᵏ` with even k ≥ 4; RMSProp has beta1 = 0. */
export interface MonomialSettings {
  readonly exponent: number;
  /** In [0, 1). */
  readonly beta1: number;
  /** In [0, 1). */
  readonly beta2: number;
}

/** How far settings are from the lines between the regimes. */
export interface MonomialMargins {
  /** > 0 where the convergent state exists. */
  readonly existence: number;
  /** > 0 where the multipliers of the convergent state, if they are complex, are in the unit circle. */
  readonly spiral: number;
  /** > 0 where no multiplier of the convergent state is at −1 or beyond. */
  readonly flip: number;
}

function checkExponent(exponent: number): void {
  if (!(Number.isInteger(exponent) && exponent >= 4 && exponent % 2 === 0)) {
    throw new RangeError(
      `Cannot tell the regimes of a monomial as exponent must be an even whole number ≥ 4: current value is ${exponent}`,
    );
  }
}

function checkFactor(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(
      `Cannot tell the regimes of a monomial as ${name} must be in [0, 1): current value is ${value}`,
    );
  }
}

/** The ratio ρ = β2^(1/(2(k − 2))) of consecutive iterates in linear convergence. */
function ratioOf(exponent: number, beta2: number): number {
  return beta2 ** (1 / (2 * (exponent - 2)));
}

/** The β1 on the line where a multiplier is −1: `ρ^(k−1)·(k − 2 − kρ)/(k − (k − 2)ρ)`. */
function flipFactor(k: number, rho: number): number {
  return (rho ** (k - 1) * (k - 2 - k * rho)) / (k - (k - 2) * rho);
}

/**
 * How far settings are from the lines between the regimes; each margin is a difference of factors β1, 0 on its line.
 *
 * With `ρ = β2^(1/(2(k − 2)))`: existence `ρ^(k−1) − β1`, spiral `ρ^k − β1`, flip
 * `β1 − ρ^(k−1)(k − 2 − kρ)/(k − (k − 2)ρ)`, the same as `(k − 2)c < 2 + β1 ρ^(1−k)(2 + kc)` for `c = 1/ρ − 1`.
 *
 * @throws {RangeError} if the exponent is not even and ≥ 4, or a factor is not in [0, 1).
 * @see docs/theory/regime-map-ground-truth.md; arXiv 2603.09581.
 * @example
 * monomialMargins({ exponent: 4, beta1: 0.5, beta2: 0.75 }).spiral; // 0.25
 */
export function monomialMargins({ exponent, beta1, beta2 }: MonomialSettings): MonomialMargins {
  checkExponent(exponent);
  checkFactor("beta1", beta1);
  checkFactor("beta2", beta2);
  const rho = ratioOf(exponent, beta2);
  return {
    existence: rho ** (exponent - 1) - beta1,
    // ρ^k as a power of β2: exactly β2 for k = 4
    spiral: beta2 ** (exponent / (2 * (exponent - 2))) - beta1,
    flip: beta1 - flipFactor(exponent, rho),
  };
}

/**
 * The regime of Adam on `c·xᵏ` at ε = 0, after the bias corrections have died out; it depends on no learning rate.
 *
 * @throws {RangeError} if the exponent is not even and ≥ 4, or a factor is not in [0, 1).
 * @see docs/theory/regime-map-ground-truth.md; arXiv 2603.09581.
 * @example
 * monomialRegime({ exponent: 4, beta1: 0.9, beta2: 0.93 }); // "I"
 */
export function monomialRegime(settings: MonomialSettings): MonomialRegime {
  const { existence, spiral, flip } = monomialMargins(settings);
  if (!(existence > 0)) return "III";
  return spiral > 0 && flip > 0 ? "I" : "II";
}

/**
 * The slope of ln f per step in linear convergence: `k·ln ρ = k ln β2/(2(k − 2))`.
 *
 * @throws {RangeError} if the exponent is not even and ≥ 4, or beta2 is not in [0, 1).
 * @see docs/theory/regime-map-ground-truth.md; arXiv 2603.09581.
 * @example
 * monomialSlope({ exponent: 4, beta2: 0.93 }).toFixed(4); // "-0.0726"
 */
export function monomialSlope({ exponent, beta2 }: Omit<MonomialSettings, "beta1">): number {
  checkExponent(exponent);
  checkFactor("beta2", beta2);
  return (exponent * Math.log(beta2)) / (2 * (exponent - 2));
}

/** The lines between the regimes over a grid of β1, as values of β2. */
export interface MonomialBoundaries {
  readonly beta1: Float64Array;
  /** Above it I, below it II: the larger of the spiral and the flip line. */
  readonly stability: Float64Array;
  /** Above it II, below it III. */
  readonly existence: Float64Array;
}

/** The largest β2 on the flip line for a β1, 0 if there is none. */
function flipLine(k: number, beta1: number): number {
  const end = 1 - 2 / k;
  // flipFactor has its maximum where ρ² − 2hρ + 1 = 0
  const h = 1 + 4 / (k * (k - 2));
  const top = h - Math.sqrt(h * h - 1);
  if (!(flipFactor(k, top) > beta1)) return 0;
  return bisect((rho) => flipFactor(k, rho) > beta1, { inside: top, outside: end }) ** (2 * (k - 2));
}

/**
 * The lines between the regimes, for drawing: stability `β2 = β1^(2(k−2)/k)`, for k = 4 the diagonal, and existence
 * `β2 = β1^(2(k−2)/(k−1))`.
 *
 * At β1 below 0.0081 (k = 4; 0.0102 for large k) stability is the flip line, which bends back: a sliver of I lies below it.
 *
 * @throws {RangeError} if the exponent is not even and ≥ 4, or a factor is not in [0, 1).
 * @see docs/theory/regime-map-ground-truth.md; arXiv 2603.09581.
 * @example
 * monomialBoundaries({ exponent: 4, beta1: [0.25, 0.5] }).stability; // Float64Array [0.25, 0.5]
 */
export function monomialBoundaries(options: {
  readonly exponent: number;
  readonly beta1: ArrayLike<number>;
}): MonomialBoundaries {
  const { exponent: k } = options;
  checkExponent(k);
  const beta1 = Float64Array.from(options.beta1);
  for (const factor of beta1) checkFactor("beta1", factor);
  return {
    beta1,
    stability: beta1.map((factor) => Math.max(factor ** ((2 * (k - 2)) / k), flipLine(k, factor))),
    existence: beta1.map((factor) => factor ** ((2 * (k - 2)) / (k - 1))),
  };
}
