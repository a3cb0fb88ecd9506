import { create, derivativeDependencies, type MathJsInstance, type MathNode, parseDependencies } from "mathjs/number";
import { expressionError } from "./errors.js";
import type { BinaryOperator, Formula, FormulaBuilder } from "./formula.js";
import { CONSTANTS, FUNCTIONS } from "./names.js";

/** Deepest tree that is differentiated; a sum of any length counts as one level. */
export const MAXIMUM_DEPTH = 100;

let instance: MathJsInstance | undefined;

/** An instance of mathjs of our own, made when it is first needed: parser and derivative, nothing shared. */
function mathematics(): MathJsInstance {
  // the two are there; the types of mathjs call them optional
  const dependencies = { parseDependencies, derivativeDependencies } as Parameters<typeof create>[0];
  instance ??= create(dependencies) as MathJsInstance;
  return instance;
}

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map([
  ["add", "+"],
  ["subtract", "-"],
  ["multiply", "*"],
  ["divide", "/"],
  ["pow", "^"],
]);

// mathjs types a node by its class; these views name the fields that are read here
type View = { readonly type: string } & {
  readonly value?: unknown;
  readonly name?: unknown;
  readonly content?: MathNode;
  readonly fn?: unknown;
  readonly args?: readonly MathNode[];
};
const view = (node: MathNode): View => node as unknown as View;

function operatorNode(name: string, args: MathNode[]): MathNode {
  const { OperatorNode } = mathematics();
  const symbol = name === "unaryMinus" ? "-" : OPERATORS.get(name)!;
  return new OperatorNode(symbol as never, name as never, args);
}

/** The tree of a checked text; what mathjs itself cannot parse is refused with its reason. */
export function parseTree(text: string): MathNode {
  try {
    return mathematics().parse(text);
  } catch (error) {
    const { message, char } = error as { message: string; char?: number };
    const reason = error instanceof SyntaxError ? message.replace(/\s*\(char \d+\)$/, "") : "it is too deeply nested";
    throw expressionError(text, char ?? 1, `part of a formula (${reason})`);
  }
}

/** Copies a tree into the few kinds of nodes that are differentiated; everything else is refused. */
export function normaliseTree(text: string, root: MathNode): MathNode {
  const { ConstantNode, FunctionNode, SymbolNode } = mathematics();
  const refuse = (what: string): never => {
    throw expressionError(text, 1, `a formula of numbers, variables, + - * / ^ and known functions without ${what}`);
  };

  /** `a + b − c + …` as one sum, left to right as it is written. */
  function sumNode(node: MathNode, depth: number): MathNode {
    const terms: MathNode[] = [];
    let rest = view(node);
    let first = node;
    while (rest.type === "OperatorNode" && (rest.fn === "add" || rest.fn === "subtract")) {
      const term = copy(rest.args![1]!, depth + 1);
      terms.push(rest.fn === "add" ? term : operatorNode("unaryMinus", [term]));
      first = rest.args![0]!;
      rest = view(first);
    }
    terms.push(copy(first, depth + 1));
    return operatorNode("add", terms.reverse());
  }

  function callNode(name: string, args: readonly MathNode[], depth: number): MathNode {
    const arity = FUNCTIONS.get(name);
    if (arity === undefined || args.length < arity.minimum || args.length > arity.maximum) return refuse(`'${name}'`);
    const copies = args.map((arg) => copy(arg, depth + 1));
    if (name === "square" || name === "cube") copies.push(new ConstantNode(name === "square" ? 2 : 3));
    if (name === "square" || name === "cube" || name === "pow") return operatorNode("pow", copies);
    if (name === "log2") return new FunctionNode(new SymbolNode("log"), [...copies, new ConstantNode(2)]);
    return new FunctionNode(new SymbolNode(name === "ln" ? "log" : name), copies);
  }

  function copy(node: MathNode, depth: number): MathNode {
    if (depth > MAXIMUM_DEPTH) throw expressionError(text, 1, `a formula nested at most ${MAXIMUM_DEPTH} deep`);
    const { type, value, name, content, fn, args } = view(node);
    if (type === "ParenthesisNode") return copy(content!, depth);
    if (type === "ConstantNode" && typeof value === "number") return new ConstantNode(value);
    if (type === "SymbolNode" && typeof name === "string") {
      const constant = CONSTANTS.get(name);
      return constant === undefined ? new SymbolNode(name) : new ConstantNode(constant);
    }
    if (type === "FunctionNode" && typeof name === "string") return callNode(name, args!, depth);
    if (type !== "OperatorNode" || typeof fn !== "string") return refuse(type);
    if (fn === "unaryPlus") return copy(args![0]!, depth + 1);
    if (fn === "add" || fn === "subtract") return sumNode(node, depth);
    if (fn !== "unaryMinus" && !OPERATORS.has(fn)) return refuse(`the operator ${fn}`);
    return operatorNode(
      fn,
      args!.map((arg) => copy(arg, depth + 1)),
    );
  }

  return copy(root, 0);
}

const symbolsOfTree = new WeakMap<MathNode, ReadonlySet<string>>();

/** Names of all symbols in a tree. */
function symbolsOf(tree: MathNode): ReadonlySet<string> {
  const known = symbolsOfTree.get(tree);
  if (known !== undefined) return known;
  const names = new Set<string>();
  tree.traverse((node) => {
    if (view(node).type === "SymbolNode") names.add(String(view(node).name));
  });
  symbolsOfTree.set(tree, names);
  return names;
}

/**
 * The partial derivative of a normalised tree, unsimplified.
 *
 * Terms of a sum that do not hold the variable are left out, or long sums of many variables would take quadratic time.
 */
export function derivativeTree(tree: MathNode, variable: string): MathNode {
  const { derivative, ConstantNode, SymbolNode } = mathematics();
  if (!symbolsOf(tree).has(variable)) return new ConstantNode(0);
  const { type, fn, args } = view(tree);
  if (type === "OperatorNode" && fn === "add") {
    const terms = args!.filter((term) => symbolsOf(term).has(variable));
    const derivatives = terms.map((term) => derivativeTree(term, variable));
    return derivatives.length === 1 ? derivatives[0]! : operatorNode("add", derivatives);
  }
  return derivative(tree, new SymbolNode(variable) as unknown as string, { simplify: false });
}

/**
 * Replaces every |u|/u by a symbol, since it is constant wherever it has a derivative.
 *
 * @param symbols receives what each new symbol stands for.
 */
export function freezeSigns(tree: MathNode, symbols: Map<string, MathNode>): MathNode {
  const { SymbolNode } = mathematics();
  return tree.transform((node) => {
    const { type, fn, args } = view(node);
    if (type !== "OperatorNode" || fn !== "divide") return node;
    const numerator = view(args![0]!);
    const isAbs = numerator.type === "FunctionNode" && String(numerator.name) === "abs";
    if (!isAbs || numerator.args![0]!.toString() !== args![1]!.toString()) return node;
    // no variable of an expression contains a space
    const name = `sign ${symbols.size}`;
    symbols.set(name, node);
    return new SymbolNode(name);
  });
}

/** The formula of a tree; `symbols` says what its symbols mean. */
export function treeFormula(tree: MathNode, builder: FormulaBuilder, symbols: ReadonlyMap<string, Formula>): Formula {
  function convert(node: MathNode): Formula {
    const { type, value, name, content, fn, args } = view(node);
    if (type === "ParenthesisNode") return convert(content!);
    if (type === "ConstantNode") return builder.constant(Number(value));
    if (type === "SymbolNode") return symbols.get(String(name))!;
    const parts = args!.map(convert);
    if (type === "FunctionNode") {
      if (name !== "log" || parts.length === 1) return builder.call(String(name), parts[0]!);
      const base = parts[1]!;
      if (base.kind === "constant" && base.value === 2) return builder.call("log2", parts[0]!);
      if (base.kind === "constant" && base.value === 10) return builder.call("log10", parts[0]!);
      return builder.binary("/", builder.call("log", parts[0]!), builder.call("log", base));
    }
    if (fn === "add" && parts.length > 2) return builder.sum(parts);
    if (parts.length === 1) return fn === "unaryMinus" ? builder.call("negative", parts[0]!) : parts[0]!;
    const operator = OPERATORS.get(String(fn))!;
    return parts.reduce((left, right) => builder.binary(operator, left, right));
  }
  return convert(tree);
}
