import { type Graph, scalarValue, type Tensor } from "./graph.js";
import type { Peephole } from "./peephole.js";

/** The other input of a symmetric operation that has this number as one of its two inputs. */
export function besideScalar(tensor: Tensor, op: string, value: number): Tensor | null {
  if (tensor.node?.op !== op) return null;
  const [x, y] = tensor.node.inputs as [Tensor, Tensor];
  if (scalarValue(x) === value) return y;
  return scalarValue(y) === value ? x : null;
}

/** Below it the logistic function is 0 in float32 beside numbers of the order of 1. */
const NEGLIGIBLE = -20;

/** max(z, c) as z where the logistic function cannot tell them apart. */
function unclamped(tensor: Tensor): Tensor {
  if (tensor.node?.op !== "Max") return tensor;
  const [x, y] = tensor.node.inputs as [Tensor, Tensor];
  if ((scalarValue(x) ?? 0) <= NEGLIGIBLE) return y;
  return (scalarValue(y) ?? 0) <= NEGLIGIBLE ? x : tensor;
}

/** z of 1 + e^(−z). */
export function logisticArgument(denominator: Tensor): Tensor | null {
  const exponential = besideScalar(denominator, "Add", 1);
  const negative = exponential?.node?.op === "Exp" ? exponential.node.inputs[0]! : null;
  return negative?.node?.op === "Neg" ? negative.node.inputs[0]! : null;
}

const logistic: Peephole = (tensor, { graph }) => {
  const isFloat = tensor.node?.op === "Reciprocal" && tensor.type === "float32";
  const z = isFloat ? logisticArgument(tensor.node.inputs[0]!) : null;
  return z === null ? null : logisticOf(graph, z);
};

/** 1/(1 + e^(−z)); of an argument 2x it is (1 + tanh x)/2, and so is written. */
export function logisticOf(graph: Graph, z: Tensor): Tensor {
  const argument = unclamped(z);
  const half = besideScalar(argument, "Mul", 2);
  if (half === null) return graph.emit("Sigmoid", [argument], z);
  const [factor, tangent] = [graph.scalar(0.5, z.type), graph.emit("Tanh", [half], z)];
  return graph.emit("Add", [graph.emit("Mul", [tangent, factor], z), factor], z);
}

/** z of a condition that says where z is so small that the logistic function cannot tell. */
export function clampedBelow(condition: Tensor): Tensor | null {
  if (condition.node?.op !== "Less") return null;
  const [z, bound] = condition.node.inputs as [Tensor, Tensor];
  return (scalarValue(bound) ?? 0) <= NEGLIGIBLE ? z : null;
}

/** 2·(1 + tanh x)/2 − 1. */
const tangent: Peephole = (tensor) => {
  const doubled = besideScalar(tensor, "Add", -1);
  const mean = doubled === null ? null : besideScalar(doubled, "Mul", 2);
  return mean === null ? null : tangentOfMean(mean);
};

/** tanh x of (1 + tanh x)/2. */
export function tangentOfMean(mean: Tensor): Tensor | null {
  const half = besideScalar(mean, "Add", 0.5);
  const found = half === null ? null : besideScalar(half, "Mul", 0.5);
  return found?.node?.op === "Tanh" ? found : null;
}

/** Derivative of the logistic function by its value s: s·(1 − s), or (1 − tanh²)/4 where s is (1 + tanh)/2. */
export function logisticSlope(graph: Graph, value: Tensor): { factors: Tensor[]; coefficient: number } {
  const one = graph.scalar(1, value.type);
  const hyperbolic = tangentOfMean(value);
  if (hyperbolic === null) return { factors: [value, graph.emit("Sub", [one, value], value)], coefficient: 1 };
  const square = graph.emit("Mul", [hyperbolic, hyperbolic], value);
  return { factors: [graph.emit("Sub", [one, square], value)], coefficient: 0.25 };
}

/** Activations that the tracer has written out, as the operators that they are. */
export const activationRules: readonly Peephole[] = [logistic, tangent];
