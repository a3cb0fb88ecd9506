/** Operators of two operands. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "^";

/** A node of an expression; equal nodes are one object, so that `===` compares subexpressions. */
export type Formula =
  | { readonly id: number; readonly kind: "constant"; readonly value: number }
  | { readonly id: number; readonly kind: "variable"; readonly index: number }
  | { readonly id: number; readonly kind: "call"; readonly name: string; readonly argument: Formula }
  | {
      readonly id: number;
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly id: number; readonly kind: "sum"; readonly terms: readonly Formula[] };

type Call = readonly [name: string, evaluate: (x: number) => number];

const BUILT_IN: readonly Call[] = (
  [
    ...(["exp", "log", "log10", "log2", "sqrt", "abs", "sign", "sin", "cos", "tan", "asin", "acos", "atan"] as const),
    ...(["sinh", "cosh", "tanh", "asinh", "acosh", "atanh"] as const),
  ] as const
).map((name) => [name, Math[name]]);

/** The functions of one real variable; `negative` is the unary minus. `sign(0) = 0`, the derivative of |u| used here. */
export const CALLS: ReadonlyMap<string, (x: number) => number> = new Map([
  ...BUILT_IN,
  ["negative", (x) => -x] satisfies Call,
  ["sec", (x) => 1 / Math.cos(x)] satisfies Call,
  ["csc", (x) => 1 / Math.sin(x)] satisfies Call,
  ["cot", (x) => 1 / Math.tan(x)] satisfies Call,
  ["sech", (x) => 1 / Math.cosh(x)] satisfies Call,
  ["csch", (x) => 1 / Math.sinh(x)] satisfies Call,
  ["coth", (x) => 1 / Math.tanh(x)] satisfies Call,
]);

/** `left operator right` for numbers. */
export function applyOperator(operator: BinaryOperator, left: number, right: number): number {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (operator === "/") return left / right;
  return left ** right;
}

/** Builds formulas; what two formulas of one builder share is one object. */
export interface FormulaBuilder {
  constant(value: number): Formula;
  variable(index: number): Formula;
  call(name: string, argument: Formula): Formula;
  binary(operator: BinaryOperator, left: Formula, right: Formula): Formula;
  sum(terms: readonly Formula[]): Formula;
}

/** A formula without its id. */
type Draft = Formula extends infer F ? (F extends Formula ? Omit<F, "id"> : never) : never;

function isConstant(formula: Formula, value: number): boolean {
  return formula.kind === "constant" && formula.value === value;
}

/** What a product, quotient, … is by a rule that holds wherever all its parts are finite; null if no rule applies. */
function simplified(builder: FormulaBuilder, operator: BinaryOperator, left: Formula, right: Formula): Formula | null {
  const isAbs = left.kind === "call" && left.name === "abs" && left.argument === right;
  if (operator === "+") {
    if (isConstant(left, 0)) return right;
    return isConstant(right, 0) ? left : null;
  }
  if (operator === "-") {
    if (isConstant(right, 0)) return left;
    return isConstant(left, 0) ? builder.call("negative", right) : null;
  }
  if (operator === "*") {
    if (isConstant(left, 0) || isConstant(right, 1)) return left;
    return isConstant(right, 0) || isConstant(left, 1) ? right : null;
  }
  if (operator === "/") {
    if (isConstant(left, 0) || isConstant(right, 1)) return left;
    return isAbs ? builder.call("sign", right) : null;
  }
  if (isConstant(right, 0)) return builder.constant(1);
  return isConstant(right, 1) ? left : null;
}

/**
 * A builder that folds constants and drops what derivatives are full of: 0·u, 1·u, u + 0, u¹, u⁰, 0/u.
 *
 * Nothing is reordered, so that an expression is evaluated as it was written; 0·u is 0 also where u is infinite.
 */
export function createFormulaBuilder(): FormulaBuilder {
  const nodes = new Map<string, Formula>();
  function intern(key: string, draft: Draft): Formula {
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const formula = { ...draft, id: nodes.size } as Formula;
    nodes.set(key, formula);
    return formula;
  }

  const builder: FormulaBuilder = {
    constant: (value) => intern(`c${Object.is(value, -0) ? "-0" : value}`, { kind: "constant", value }),
    variable: (index) => intern(`v${index}`, { kind: "variable", index }),
    call(name, argument) {
      if (argument.kind === "constant") return builder.constant(CALLS.get(name)!(argument.value));
      if (name === "negative" && argument.kind === "call" && argument.name === "negative") return argument.argument;
      return intern(`${name} ${argument.id}`, { kind: "call", name, argument });
    },
    binary(operator, left, right) {
      if (left.kind === "constant" && right.kind === "constant") {
        return builder.constant(applyOperator(operator, left.value, right.value));
      }
      const simpler = simplified(builder, operator, left, right);
      return simpler ?? intern(`${left.id}${operator}${right.id}`, { kind: "binary", operator, left, right });
    },
    sum(all) {
      const terms = all.filter((term) => !isConstant(term, 0));
      if (terms.length === 0) return builder.constant(0);
      if (terms.length === 1) return terms[0]!;
      if (terms.length === 2) return builder.binary("+", terms[0]!, terms[1]!);
      return intern(`sum ${terms.map((term) => term.id).join(" ")}`, { kind: "sum", terms });
    },
  };
  return builder;
}
