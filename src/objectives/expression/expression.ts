import type { Objective } from "../objective.js";
import { compileFormulas, type Program } from "./compile.js";
import { expressionError } from "./errors.js";
import { createFormulaBuilder, type Formula } from "./formula.js";
import { monomialOf } from "./monomial.js";
import { reservedReason } from "./names.js";
import { scanVariables } from "./scan.js";
import { derivativeTree, freezeSigns, normaliseTree, parseTree, treeFormula } from "./tree.js";
import { compareNames } from "./variable-order.js";

/** Options of {@link expressionObjective}. */
export interface ExpressionOptions {
  /**
   * The parameters in their order; must contain every variable of the expression, may contain more (directions in which
   * the objective is flat). Default: the variables in natural alphabetical order.
   */
  readonly variables?: readonly string[];
}

/** An objective that was written as a formula. */
export interface ExpressionObjective extends Objective {
  /** What each parameter is called; `theta[k]` is `variables[k]`. */
  readonly variables: readonly string[];
}

function checkVariables(variables: readonly string[]): void {
  variables.forEach((name, k) => {
    const valid = typeof name === "string" && /^[A-Za-z_\u0370-\u03ff][\w\u0370-\u03ff]*$/.test(name);
    const reason = valid ? reservedReason(name) : "it is not a name";
    if (reason !== null) {
      throw new RangeError(
        `Cannot read the expression as variables must be free names, ${reason}: current value is ${String(name)}`,
      );
    }
    if (variables.indexOf(name) !== k) {
      throw new RangeError(
        `Cannot read the expression as variables must differ: current value is ${variables.join(",")}`,
      );
    }
  });
}

/** The parameters in their order: as declared, or the used ones in natural order. */
function orderVariables(text: string, declared: readonly string[] | undefined): readonly string[] {
  if (declared !== undefined) checkVariables(declared);
  const used = scanVariables(text, new Set(declared));
  if (text.trim() === "") throw expressionError(text, 1, "a formula, the text is empty");
  const missing = declared === undefined ? [] : used.filter((name) => !declared.includes(name));
  if (missing.length > 0) {
    throw new RangeError(
      `Cannot read the expression as variables must contain ${missing.join(", ")}: current value is ${declared!.join(",")}`,
    );
  }
  return [...(declared ?? used.sort(compareNames))];
}

/** Runs a program whose outputs fill `out` from position 0. */
function fillFrom(program: Program, first: number): (x: Float64Array, out: Float64Array) => void {
  const outputs = program.outputs.slice(first);
  return (x, out) => {
    program.prepare(x);
    for (let k = 0; k < outputs.length; k++) out[k] = outputs[k]!(x);
  };
}

/**
 * An objective from a formula in its variables, such as `"100*(y-x^2)^2+(1-x)^2"`.
 *
 * Numbers, variables, `+ - * / ^`, parentheses, `pi`, `e` and the functions exp, ln, log(u), log(u, base), log10, log2,
 * sqrt, abs, square, cube, pow, the trigonometric and hyperbolic functions and their inverses. `2x` and `(x-1)(x+1)` are
 * products and bind tighter than `/`: `x/2y` is `x/(2y)`. One-letter names are variables, except `e` and `i`.
 * Gradient and Hessian are exact derivatives; the derivative of `abs` at 0 is taken as 0. The text is checked and compiled
 * to closures; it is never evaluated as code. θ[k] is the k-th variable in natural alphabetical order (x, y, z; x1, x2,
 * …, x10) or in the order of `variables`. The Hessian is derived when it is first asked for.
 *
 * @throws {SyntaxError} an `ExpressionError` with position and reason, if the text is not such a formula.
 * @throws {RangeError} if `variables` lacks one of the variables, repeats one or holds a reserved name.
 * @example
 * expressionObjective("(x-4)^2").value(Float64Array.of(1)); // 9
 */
export function expressionObjective(
  text: string,
  { variables: declared }: ExpressionOptions = {},
): ExpressionObjective {
  if (typeof text !== "string") {
    throw new TypeError(`Cannot read the expression as text must be a string: current value is ${String(text)}`);
  }
  const variables = orderVariables(text, declared);
  const tree = normaliseTree(text, parseTree(text));
  if (variables.length === 0) throw expressionError(text, 1, "a formula with at least one variable such as x");
  const builder = createFormulaBuilder();
  const symbols = new Map<string, Formula>(variables.map((name, index) => [name, builder.variable(index)]));
  const formula = treeFormula(tree, builder, symbols);
  const gradientTrees = variables.map((name) => derivativeTree(tree, name));
  const gradientFormulas = gradientTrees.map((gradientTree) => treeFormula(gradientTree, builder, symbols));

  const valueProgram = compileFormulas([formula]);
  const evaluate = valueProgram.outputs[0]!;
  const both = compileFormulas([formula, ...gradientFormulas]);
  const evaluateBoth = both.outputs[0]!;
  const components = both.outputs.slice(1);

  function hessianFormulas(): Formula[] {
    const signs = new Map<string, ReturnType<typeof derivativeTree>>();
    const frozen = gradientTrees.map((gradientTree) => freezeSigns(gradientTree, signs));
    const meaning = new Map(symbols);
    for (const [name, sign] of signs) meaning.set(name, treeFormula(sign, builder, meaning));
    return frozen.flatMap((gradientTree, i) =>
      variables.map((name, j) =>
        j > i ? builder.constant(0) : treeFormula(derivativeTree(gradientTree, name), builder, meaning),
      ),
    );
  }
  const monomial = variables.length === 1 ? monomialOf(formula) : null;
  let fillLower: ((x: Float64Array, out: Float64Array) => void) | undefined;

  return {
    dimension: variables.length,
    variables,
    ...(monomial && { monomial }),
    value(theta) {
      valueProgram.prepare(theta);
      return evaluate(theta);
    },
    gradient: fillFrom(compileFormulas(gradientFormulas), 0),
    valueAndGradient(theta, out) {
      both.prepare(theta);
      for (let k = 0; k < components.length; k++) out[k] = components[k]!(theta);
      return evaluateBoth(theta);
    },
    hessian(theta, out) {
      fillLower ??= fillFrom(compileFormulas(hessianFormulas()), 0);
      fillLower(theta, out);
      const n = variables.length;
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) out[i * n + j] = out[j * n + i]!;
    },
  };
}
