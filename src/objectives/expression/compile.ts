import { type BinaryOperator, CALLS, type Formula } from "./formula.js";

/** A compiled formula: its value at `x`. */
export type Evaluate = (x: Float64Array) => number;

/** Compiled formulas: call `prepare(x)`, then any of the `outputs` at the same x. */
export interface Program {
  /** Evaluates the subexpressions that the outputs share. */
  prepare(x: Float64Array): void;
  readonly outputs: readonly Evaluate[];
}

/** Operands of a formula. */
function partsOf(formula: Formula): readonly Formula[] {
  if (formula.kind === "call") return [formula.argument];
  if (formula.kind === "binary") return [formula.left, formula.right];
  return formula.kind === "sum" ? formula.terms : [];
}

function constantPower(base: Evaluate, exponent: number): Evaluate {
  if (exponent === 2) {
    return (x) => {
      const u = base(x);
      return u * u;
    };
  }
  if (exponent === 3) {
    return (x) => {
      const u = base(x);
      return u * u * u;
    };
  }
  if (exponent === 4) {
    return (x) => {
      const u = base(x);
      const square = u * u;
      return square * square;
    };
  }
  if (exponent === -1) return (x) => 1 / base(x);
  if (exponent === 0.5) return (x) => Math.sqrt(base(x));
  return (x) => base(x) ** exponent;
}

/** `variable operator constant`. */
function variableConstant(operator: BinaryOperator, index: number, right: number): Evaluate {
  if (operator === "+") return (x) => x[index]! + right;
  if (operator === "-") return (x) => x[index]! - right;
  if (operator === "*") return (x) => x[index]! * right;
  if (operator === "/") return (x) => x[index]! / right;
  return constantPower((x) => x[index]!, right);
}

/** `general operator constant`. */
function generalConstant(operator: BinaryOperator, left: Evaluate, right: number): Evaluate {
  if (operator === "+") return (x) => left(x) + right;
  if (operator === "-") return (x) => left(x) - right;
  if (operator === "*") return (x) => left(x) * right;
  if (operator === "/") return (x) => left(x) / right;
  return constantPower(left, right);
}

/** `constant operator general`. */
function constantGeneral(operator: BinaryOperator, left: number, right: Evaluate): Evaluate {
  if (operator === "+") return (x) => left + right(x);
  if (operator === "-") return (x) => left - right(x);
  if (operator === "*") return (x) => left * right(x);
  if (operator === "/") return (x) => left / right(x);
  return (x) => left ** right(x);
}

function generalGeneral(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === "+") return (x) => left(x) + right(x);
  if (operator === "-") return (x) => left(x) - right(x);
  if (operator === "*") return (x) => left(x) * right(x);
  if (operator === "/") return (x) => left(x) / right(x);
  return (x) => left(x) ** right(x);
}

function compileNode(formula: Formula, compile: (part: Formula) => Evaluate): Evaluate {
  if (formula.kind === "constant") {
    const { value } = formula;
    return () => value;
  }
  if (formula.kind === "variable") {
    const { index } = formula;
    return (x) => x[index]!;
  }
  if (formula.kind === "call") {
    const call = CALLS.get(formula.name)!;
    const argument = compile(formula.argument);
    return (x) => call(argument(x));
  }
  if (formula.kind === "sum") {
    const terms = formula.terms.map(compile);
    return (x) => {
      let sum = 0;
      for (let k = 0; k < terms.length; k++) sum += terms[k]!(x);
      return sum;
    };
  }
  const { operator, left, right } = formula;
  if (left.kind === "variable" && right.kind === "constant") {
    return variableConstant(operator, left.index, right.value);
  }
  if (right.kind === "constant") return generalConstant(operator, compile(left), right.value);
  if (left.kind === "constant") return constantGeneral(operator, left.value, compile(right));
  return generalGeneral(operator, compile(left), compile(right));
}

/** How many operands or outputs refer to each formula. */
function countUses(roots: readonly Formula[]): Map<Formula, number> {
  const uses = new Map<Formula, number>();
  const visit = (formula: Formula): void => {
    const before = uses.get(formula) ?? 0;
    uses.set(formula, before + 1);
    if (before === 0) partsOf(formula).forEach(visit);
  };
  roots.forEach(visit);
  return uses;
}

/**
 * Turns formulas into closures over the parameter vector; no code is generated.
 *
 * What is used more than once is evaluated once, by `prepare`, into a buffer of the program.
 */
export function compileFormulas(roots: readonly Formula[]): Program {
  const uses = countUses(roots);
  const compiled = new Map<Formula, Evaluate>();
  const steps: Evaluate[] = [];
  let shared = new Float64Array(0);

  function compile(formula: Formula): Evaluate {
    const known = compiled.get(formula);
    if (known !== undefined) return known;
    let evaluate = compileNode(formula, compile);
    if (uses.get(formula)! > 1 && partsOf(formula).length > 0) {
      // operands were compiled first, so steps are in an order in which each finds what it needs
      const slot = steps.push(evaluate) - 1;
      evaluate = () => shared[slot]!;
    }
    compiled.set(formula, evaluate);
    return evaluate;
  }

  const outputs = roots.map(compile);
  shared = new Float64Array(steps.length);
  function prepare(x: Float64Array): void {
    for (let slot = 0; slot < steps.length; slot++) shared[slot] = steps[slot]!(x);
  }
  return { prepare, outputs };
}
