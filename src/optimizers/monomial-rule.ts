import type { Monomial } from "../objectives/objective.js";
import { wholePower } from "../objectives/whole-power.js";
import { even, powerOfTwo, root, type Scaled, scaled, sum, times } from "./scaled-number.js";
import { ratio } from "./scaling.js";

/**
 * What adagrad, rmsprop and adam have in common: `m ← keep1·m + gain1·g`, `v ← keep2·v + gain2·g²`,
 * `x ← x − size·m/(√v/root2 + ε)`, g = slope·x^(exponent − 1). Without a first moment keep1 = 0, gain1 = 1.
 */
export interface MonomialRule {
  readonly exponent: number;
  readonly slope: Scaled;
  readonly keep1: number;
  readonly gain1: number;
  readonly keep2: number;
  readonly gain2: number;
  /** ln of the factors whose powers are corrected for, −∞ without bias correction. */
  readonly log1: number;
  readonly log2: number;
  readonly lr: Scaled;
  readonly epsilon: Scaled;
}

/** Position and memories, each with its own exponent; that of v is even. */
export interface MonomialState {
  readonly x: Scaled;
  readonly m: Scaled;
  readonly v: Scaled;
}

/** The bias corrections of one update: `size` is lr's value over that of m, `root2` the root of that of v. */
export interface Corrections {
  readonly size: number;
  readonly root2: number;
}

/** `coefficient·exponent`, rounded to the whole number s if the coefficient is what s/exponent rounds to: 1 for x⁴⁹/49. */
export function slopeOf({ coefficient, exponent }: Monomial): Scaled {
  const { value, exponent: shift } = scaled(coefficient);
  const whole = Math.round(coefficient * exponent);
  return whole / exponent === coefficient ? scaled(whole) : scaled(value * exponent, shift);
}

/** `slope·x^(exponent − 1)`. */
function gradientAt({ slope, exponent }: MonomialRule, x: Scaled): Scaled {
  const power = exponent - 1;
  return scaled(slope.value * wholePower(x.value, power), slope.exponent + power * x.exponent);
}

/** One update, whatever the sizes: all exponents are chosen anew. */
export function updateMonomial(
  rule: MonomialRule,
  { x, m, v }: MonomialState,
  { size, root2 }: Corrections,
): MonomialState {
  const g = gradientAt(rule, x);
  const nextM = sum(times(rule.keep1, m), times(rule.gain1, g));
  const square = scaled(g.value * g.value, 2 * g.exponent);
  const nextV = sum(times(rule.keep2, v), times(rule.gain2, square));
  const rootV = root(nextV);
  const denominator = sum(scaled(rootV.value / root2, rootV.exponent), rule.epsilon);
  const quotient = scaled(ratio(nextM.value, denominator.value), nextM.exponent - denominator.exponent);
  const step = times(-size, { value: quotient.value, exponent: quotient.exponent + rule.lr.exponent });
  return { x: sum(x, step), m: nextM, v: even(nextV) };
}

/** Powers of two that align the values of a state for updates with plain numbers, while the exponents stay. */
export interface Alignment {
  /** Of g for m. */
  readonly first: number;
  /** Of g² for v. */
  readonly second: number;
  /** Of √v in the denominator. */
  readonly root: number;
  /** ε in the denominator. */
  readonly epsilon: number;
  /** Of the update for x. */
  readonly update: number;
}

/** The alignment of a state. */
export function alignmentOf(rule: MonomialRule, { x, m, v }: MonomialState): Alignment {
  const gradient = rule.slope.exponent + (rule.exponent - 1) * x.exponent;
  const half = v.exponent / 2;
  const denominator = rule.epsilon.value === 0 ? half : Math.max(half, rule.epsilon.exponent);
  return {
    first: powerOfTwo(gradient - m.exponent),
    second: powerOfTwo(2 * gradient - v.exponent),
    root: powerOfTwo(half - denominator),
    epsilon: rule.epsilon.value * powerOfTwo(rule.epsilon.exponent - denominator),
    update: powerOfTwo(m.exponent - denominator - x.exponent + rule.lr.exponent),
  };
}
