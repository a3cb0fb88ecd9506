import { elementwise } from "./elementwise.js";
import { type ElementType, scalarValue } from "./graph.js";
import type { ArrayType } from "./jaxpr.js";
import type { Call, Rule, Rules } from "./rule.js";
import { broadcastView, spreadScalar, type View } from "./view.js";

/** Whether an array is this number everywhere, and known to be when the graph is built. */
export function isUniform(view: View, value: number): boolean {
  return scalarValue(view.tensor) === value;
}

function simple(op: string, attributes: Record<string, number> = {}): Rule {
  return ({ graph, inputs, type }) => elementwise(graph, op, inputs, { type, attributes });
}

/** The operation, for truth values the one that stands for it. */
function logicalOr(op: string, logical: string): Rule {
  return ({ graph, inputs, type }) => elementwise(graph, type === "bool" ? logical : op, inputs, { type });
}

/** The input in the shape and type of the output. */
function kept({ graph, shape, type }: Call, view: View): View {
  const same = broadcastView(view, shape, []);
  return same.tensor.type === type ? same : elementwise(graph, "Cast", [same], castOptions(same, type));
}

function castOptions(view: View, type: ElementType) {
  return { type, inputTypes: [view.tensor.type], attributes: { to: type } } as const;
}

/** Zeros that differentiation brings in are left out: adding them and multiplying by them is not done, whatever the other term is. */
const add: Rule = (call) => {
  const [x, y] = call.inputs as [View, View];
  if (isUniform(x, 0)) return kept(call, y);
  if (isUniform(y, 0)) return kept(call, x);
  return logicalOr("Add", "Or")(call);
};

const multiply: Rule = (call) => {
  const [x, y] = call.inputs as [View, View];
  const { graph, shape, type } = call;
  if (isUniform(x, 0) || isUniform(y, 0)) return spreadScalar(graph.scalar(0, type), shape);
  if (isUniform(x, 1)) return kept(call, y);
  if (isUniform(y, 1)) return kept(call, x);
  if (isUniform(x, -1)) return elementwise(graph, "Neg", [kept(call, y)], { type });
  if (isUniform(y, -1)) return elementwise(graph, "Neg", [kept(call, x)], { type });
  return logicalOr("Mul", "And")(call);
};

const negate: Rule = (call) => (isUniform(call.inputs[0]!, 0) ? kept(call, call.inputs[0]!) : simple("Neg")(call));

/** Quotient without its fraction. */
const integerDivide: Rule = ({ graph, inputs, type }) => {
  const quotient = elementwise(graph, "Div", inputs, { type });
  if (type !== "float32" && type !== "float64") return quotient;
  const negative = elementwise(graph, "Less", [quotient, spreadScalar(graph.scalar(0, type), [])], {
    type: "bool",
    inputTypes: [type, type],
  });
  const rounded = ["Ceil", "Floor"].map((op) => elementwise(graph, op, [quotient], { type }));
  return elementwise(graph, "Where", [negative, ...rounded], { type, inputTypes: ["bool"] });
};

const compareOperators: Readonly<Record<string, string>> = {
  less: "Less",
  less_equal: "LessOrEqual",
  equal: "Equal",
  not_equal: "Equal",
};

const compare: Rule = ({ graph, inputs, inputTypes, params }) => {
  const op = String(params.op);
  const common = commonType(inputTypes);
  const found = elementwise(graph, compareOperators[op]!, inputs, { type: "bool", inputTypes: [common, common] });
  return op === "not_equal" ? elementwise(graph, "Not", [found], { type: "bool" }) : found;
};

const typeOrder: readonly ElementType[] = ["bool", "uint32", "int32", "float32", "float64"];

/** The type in which two inputs are compared; truth values are compared as integers. */
function commonType([x, y]: readonly ArrayType[]): ElementType {
  const strong = x!.weakType === y!.weakType ? [x!, y!] : [x!.weakType ? y! : x!];
  const place = Math.max(...strong.map(({ dtype }) => typeOrder.indexOf(dtype as ElementType)));
  const type = typeOrder[place] ?? "float32";
  return type === "bool" ? "int32" : type;
}

const choose: Rule = (call) => {
  const [condition, x, y] = call.inputs as [View, View, View];
  const { graph, shape, type } = call;
  if (isUniform(x, 0) && isUniform(y, 0)) return spreadScalar(graph.scalar(0, type), shape);
  if (isUniform(condition, 1)) return kept(call, x);
  if (isUniform(condition, 0)) return kept(call, y);
  return elementwise(graph, "Where", [condition, x, y], { type, inputTypes: ["bool", type, type] });
};

const cast: Rule = (call) => kept(call, call.inputs[0]!);

/** By way of float64: the runtime's float32 logarithms differ in the last digit by where in an array they stand. */
const logarithm: Rule = ({ graph, inputs, type }) => {
  const precise = elementwise(graph, "Log", inputs, { type: "float64" });
  return type === "float64" ? precise : elementwise(graph, "Cast", [precise], castOptions(precise, type));
};

const bitOperators: Readonly<Record<string, string>> = { and: "And", or: "Or", xor: "Xor" };

const bitCombine: Rule = ({ graph, inputs, params, type }) => {
  const logical = bitOperators[String(params.op)]!;
  return elementwise(graph, type === "bool" ? logical : `Bitwise${logical}`, inputs, { type });
};

/** Operations on elements. */
export const arithmeticRules: Rules = {
  add,
  mul: multiply,
  neg: negate,
  idiv: integerDivide,
  mod: simple("Mod", { fmod: 1 }),
  min: logicalOr("Min", "And"),
  max: logicalOr("Max", "Or"),
  reciprocal: simple("Reciprocal"),
  floor: simple("Floor"),
  ceil: simple("Ceil"),
  sin: simple("Sin"),
  cos: simple("Cos"),
  asin: simple("Asin"),
  atan: simple("Atan"),
  exp: simple("Exp"),
  log: logarithm,
  erf: simple("Erf"),
  sqrt: simple("Sqrt"),
  compare,
  where: choose,
  cast,
  bit_combine: bitCombine,
  stop_gradient: ({ inputs }) => inputs[0]!,
};
