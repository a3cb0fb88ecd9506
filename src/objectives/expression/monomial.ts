import type { Monomial } from "../objective.js";
import { applyOperator, type Formula } from "./formula.js";

/** Largest exponent that is looked for. */
const MAXIMUM_EXPONENT = 1000;

/** `coefficient·x^exponent` with a whole exponent ≥ 0; constants have exponent 0, and 0 has any. */
type Power = Monomial;

/** A power with numbers that can be used, or null. */
function checked(coefficient: number, exponent: number): Power | null {
  return Number.isFinite(coefficient) && exponent <= MAXIMUM_EXPONENT ? { coefficient, exponent } : null;
}

function added(left: Power, right: Power): Power | null {
  if (left.coefficient === 0) return right;
  if (right.coefficient === 0) return left;
  return left.exponent === right.exponent ? checked(left.coefficient + right.coefficient, left.exponent) : null;
}

function negated({ coefficient, exponent }: Power): Power {
  return { coefficient: -coefficient, exponent };
}

/** A whole power; what has underflowed on the way is not the coefficient any more. */
function raised({ coefficient, exponent }: Power, to: Formula): Power | null {
  if (to.kind !== "constant" || !(Number.isInteger(to.value) && to.value >= 1)) return null;
  const power = coefficient ** to.value;
  return power === 0 && coefficient !== 0 ? null : checked(power, exponent * to.value);
}

function combined(formula: Extract<Formula, { kind: "binary" }>): Power | null {
  const { operator } = formula;
  const left = powerOf(formula.left);
  if (left === null) return null;
  if (operator === "^") return raised(left, formula.right);
  const right = powerOf(formula.right);
  if (right === null) return null;
  if (operator === "+") return added(left, right);
  if (operator === "-") return added(left, negated(right));
  // x²/x is not a power at 0
  if (operator === "/" && right.exponent > 0) return null;
  const coefficient = applyOperator(operator, left.coefficient, right.coefficient);
  if (coefficient === 0 && left.coefficient !== 0 && right.coefficient !== 0) return null;
  return checked(coefficient, left.exponent + right.exponent);
}

function powerOf(formula: Formula): Power | null {
  if (formula.kind === "constant") return checked(formula.value, 0);
  if (formula.kind === "variable") return { coefficient: 1, exponent: 1 };
  if (formula.kind === "binary") return combined(formula);
  if (formula.kind === "call") {
    const argument = formula.name === "negative" ? powerOf(formula.argument) : null;
    return argument && negated(argument);
  }
  const terms = formula.terms.map(powerOf);
  return terms.reduce((sum, term) => sum && term && added(sum, term), { coefficient: 0, exponent: 0 });
}

/**
 * The formula in one variable as `coefficient·x^exponent` with a whole exponent ≥ 1, or null if it is not seen to be one.
 *
 * Only the structure is looked at: products, quotients by constants, whole powers, sums of equal powers. The coefficient
 * is computed in the order in which the formula is evaluated.
 */
export function monomialOf(formula: Formula): Monomial | null {
  const power = powerOf(formula);
  return power !== null && power.exponent >= 1 && power.coefficient !== 0 ? power : null;
}
