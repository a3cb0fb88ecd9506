/** Momentum factors of Adam, each in [0, 1). */
export interface MomentumFactors {
  readonly beta1: number;
  readonly beta2: number;
}

export interface ScalarConditionOptions extends MomentumFactors {
  /**
   * Start of the moments looked at, in units of lr, finite and ≥ 0. Default 1: the shifted equation, which reads its
   * memories at t + lr; 0 means all x > 0: the unshifted equation.
   */
  readonly from?: number;
}

/** The scalar Lyapunov condition at one pair of factors; rates are in units of 1/lr. */
export interface ScalarCondition {
  /** `D̄ = sup D(x)`; +Infinity for `beta1 = 0 < beta2` from 0. */
  readonly supremum: number;
  /** The x where D̄ is attained, unit lr; Infinity, or the start 0 itself, where it is only approached. */
  readonly at: number;
  /** `2 (1 − beta1)`: what D̄ must stay below. */
  readonly bound: number;
  /** `δ = 1 − D̄/bound`, below 1. */
  readonly delta: number;
  /** Whether `D̄ < bound`, that is δ > 0. */
  readonly holds: boolean;
}

/**
 * How an exponential memory of factor β forgets, in units of 1/lr: `rate = 1 − β`, `decay = −ln β` (infinite for β = 0).
 * One of factor and rate is what was given, the other is rounded.
 */
export interface Forgetting {
  readonly factor: number;
  readonly rate: number;
  readonly decay: number;
}

/**
 * The scalar Lyapunov condition of Adam: the gain `A = η/(√v + ε(t))` of the equation must grow more slowly than the
 * first memory forgets.
 *
 * `D̄ = sup D(x) over x ≥ from`, `D̄ < 2 (1 − β1)`, `δ = 1 − D̄/(2 (1 − β1))`, with {@link gainGrowth} D. D has at most
 * one maximum, at the zero of a monotone function; for β1 ≥ β2 it only rises, to (1 − β2)/2. The condition fails exactly
 * where `1 − β2 ≥ 4 (1 − β1)`. δ is good to about 1e-15.
 *
 * β1 is `beta1`, β2 `beta2`, x is t/lr; `supremum` and `bound` are in units of 1/lr.
 *
 * @throws {RangeError} if a factor is outside [0, 1), or `from` is not finite or below 0.
 * @see arXiv 2411.09734, Definition 3; docs/theory/h1-lemma-4.md.
 * @example
 * scalarCondition({ beta1: 0.9, beta2: 0.999 }).delta; // 0.93854460
 * scalarCondition({ beta1: 0.99, beta2: 0.9 }).holds; // false
 */
export function scalarCondition({ beta1, beta2, from = 1 }: ScalarConditionOptions): ScalarCondition {
  const action = "check the scalar Lyapunov condition";
  const first = forgettingOf(beta1, { action, name: "beta1" });
  const second = forgettingOf(beta2, { action, name: "beta2" });
  if (!(from >= 0 && from < Infinity)) {
    throw new RangeError(`Cannot ${action} as from must be finite and ≥ 0: current value is ${from}`);
  }
  const memories = { first, second };
  const at = placeOfSupremum(memories, from);
  const supremum = growthAt(at, memories);
  const bound = 2 * first.rate;
  return { supremum, at, bound, delta: 1 - supremum / bound, holds: supremum < bound };
}

/**
 * The bound of the logarithmic growth of Adam's gain, `(ln A)' ≤ D(t/lr)/lr`:
 * `D(x) = (1 − β2)/2 + ½ ℓ2/(e^(ℓ2 x) − 1) − ℓ1/(e^(ℓ1 x) − 1)`, `ℓ = −ln β`; a factor 0 has no such term.
 *
 * x is t/lr > 0 (Infinity for the limit), β1 is `beta1`, β2 `beta2`; D is in units of 1/lr.
 *
 * @throws {RangeError} if x is not > 0 or a factor is outside [0, 1).
 * @see arXiv 2411.09734, Lemma 4, equation 41; docs/theory/h1-lemma-4.md.
 * @example
 * gainGrowth(1, { beta1: 0, beta2: 0 }); // 0.5
 */
export function gainGrowth(x: number, { beta1, beta2 }: MomentumFactors): number {
  const action = "bound the growth of Adam's gain";
  if (!(x > 0)) throw new RangeError(`Cannot ${action} as x must be > 0: current value is ${x}`);
  const first = forgettingOf(beta1, { action, name: "beta1" });
  const second = forgettingOf(beta2, { action, name: "beta2" });
  return growthAt(x, { first, second });
}

/** δ of two memories for the shifted equation, all x ≥ 1. */
export function scalarDelta(first: Forgetting, second: Forgetting): number {
  const memories = { first, second };
  return 1 - growthAt(placeOfSupremum(memories, 1), memories) / (2 * first.rate);
}

/** How the memory of factor β forgets. */
export function forgettingOf(beta: number, { action, name }: { action: string; name: string }): Forgetting {
  if (!(beta >= 0 && beta < 1)) {
    throw new RangeError(`Cannot ${action} as ${name} must be in [0, 1): current value is ${beta}`);
  }
  return { factor: beta, rate: 1 - beta, decay: -Math.log(beta) };
}

interface Memories {
  readonly first: Forgetting;
  readonly second: Forgetting;
}

function growthAt(x: number, { first, second }: Memories): number {
  // from 0 on a second correction that no first one meets is unbounded
  if (x === 0) return first.decay === Infinity && second.decay < Infinity ? Infinity : second.rate / 2;
  return second.rate / 2 + (0.5 * bernoulli(second.decay * x) - bernoulli(first.decay * x)) / x;
}

/** z/(e^z − 1), from 1 at 0 to 0 at Infinity. */
function bernoulli(z: number): number {
  if (z === 0) return 1;
  return z < 745 ? z / Math.expm1(z) : 0;
}

/** The x ≥ from at which D is largest; Infinity where D rises for ever. */
function placeOfSupremum({ first, second }: Memories, from: number): number {
  // β2 − β1, exact where the two are close
  const difference = first.factor < 0.5 ? second.factor - first.factor : first.rate - second.rate;
  if (!(difference > 0)) return first.decay === Infinity ? from : Infinity;
  if (first.decay === Infinity) return from;
  const ratio = second.decay / first.decay;
  const gap = ratio > 0.5 ? Math.log1p(difference / first.factor) / first.decay : 1 - ratio;
  return Math.max(from, (2 * stationaryPoint(ratio, gap)) / first.decay);
}

/**
 * The zero of `F(y) = ln sinh(r y) − ln sinh(y) − ln r + ½ ln 2`, where D' = 0 for y = ℓ1 x/2, r = ℓ2/ℓ1 < 1, gap = 1 − r.
 *
 * F falls from ½ ln 2 and is concave: from any start Newton's method is right of the zero after one step, and then moves
 * towards it. The start joins the limits r → 0 (1.38) and r → 1 (½ ln 2/gap).
 */
function stationaryPoint(ratio: number, gap: number): number {
  let y = (0.5 * Math.LN2) / gap + 1.04;
  for (let k = 0; k < 60; k++) {
    const slow = ratio * y;
    // sinh(r y)/(r sinh y) = e^(−gap·y) · y·share/whole, without overflow or cancellation
    const whole = -Math.expm1(-2 * y);
    const share = slow === 0 ? 2 : -Math.expm1(-2 * slow) / slow;
    const value = 0.5 * Math.LN2 - gap * y + Math.log((y * share) / whole);
    const slope = -gap + (2 * Math.exp(-2 * slow)) / (y * share) - (2 * Math.exp(-2 * y)) / whole;
    const step = value / slope;
    y -= step;
    // D is flat there and the convergence quadratic
    if (Math.abs(step) <= 1e-8 * y) break;
  }
  return y;
}
