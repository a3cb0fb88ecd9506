import { clampedBelow, logisticArgument, logisticOf, logisticSlope } from "./activations.js";
import { broadcastShapes } from "./elementwise.js";
import { type Graph, sameList, scalarValue, sizeOf, type Tensor } from "./graph.js";
import type { Peephole, Sight } from "./peephole.js";

/** coefficient · Π factors, zero where a mask says so. */
interface Factors {
  coefficient: number;
  readonly factors: Tensor[];
  readonly masks: { readonly condition: Tensor; readonly zeroIf: boolean }[];
}

/** Products of more than two things, with their numbers put together and signs pulled out of masks. */
const collect: Peephole = (tensor, sight) => {
  if (tensor.type !== "float32" || !isProduct(tensor)) return null;
  const found: Factors = { coefficient: 1, factors: [], masks: [] };
  gather(tensor, { found, sight, isTop: true });
  if (found.factors.length === 0) return null;
  cancelLogistic(sight.graph, found);
  dropClamps(sight.graph, found);
  return emitFactors(sight.graph, found, tensor);
};

function isProduct({ node }: Tensor): boolean {
  return node !== null && (node.op === "Mul" || node.op === "Neg" || maskOf(node) !== null);
}

function maskOf(node: NonNullable<Tensor["node"]>): { condition: Tensor; value: Tensor; zeroIf: boolean } | null {
  if (node.op !== "Where") return null;
  const [condition, x, y] = node.inputs as [Tensor, Tensor, Tensor];
  if (scalarValue(x) === 0) return { condition, value: y, zeroIf: true };
  return scalarValue(y) === 0 ? { condition, value: x, zeroIf: false } : null;
}

/** Takes products apart as far as nothing else needs what is inside, and no mask makes anything larger. */
function gather(tensor: Tensor, state: { found: Factors; sight: Sight; isTop: boolean }): void {
  const { found, sight, isTop } = state;
  const value = scalarValue(tensor);
  if (value !== null) {
    found.coefficient *= value;
    return;
  }
  const inner = { found, sight, isTop: false };
  const node = isTop || sight.isUsedOnce(tensor) ? tensor.node : null;
  const mask = node === null ? null : maskOf(node);
  if (node?.op === "Mul") {
    for (const input of node.inputs) gather(input, inner);
  } else if (tensor.node?.op === "Neg") {
    found.coefficient *= -1;
    gather(tensor.node.inputs[0]!, inner);
  } else if (mask !== null) {
    found.masks.push(mask);
    gather(mask.value, inner);
  } else {
    found.factors.push(tensor);
  }
}

/** With s = 1/(1 + e^(−z)) the product e^(−z)·s·s is the derivative of s, known by s alone. */
function cancelLogistic(graph: Graph, found: Factors): void {
  for (const exponential of [...found.factors]) {
    if (exponential.node?.op !== "Exp") continue;
    const one = graph.scalar(1, exponential.type);
    const denominator = graph.emit("Add", [exponential, one], exponential);
    const z = logisticArgument(denominator);
    if (z === null) continue;
    const value = logisticOf(graph, z);
    const squares = found.factors.filter((factor) => factor === value);
    const squared = graph.emit("Mul", [value, value], value);
    const place = found.factors.indexOf(squared);
    if (squares.length < 2 && place < 0) continue;
    remove(found.factors, exponential);
    if (place >= 0) remove(found.factors, squared);
    else for (let k = 0; k < 2; k++) remove(found.factors, value);
    const slope = logisticSlope(graph, value);
    found.factors.push(...slope.factors);
    found.coefficient *= slope.coefficient;
  }
}

/** Masks that set to zero a slope where it is negligible. */
function dropClamps(graph: Graph, { factors, masks }: Factors): void {
  for (const mask of [...masks]) {
    const z = mask.zeroIf ? clampedBelow(mask.condition) : null;
    if (z === null) continue;
    const slope = logisticSlope(graph, logisticOf(graph, z));
    if (slope.factors.every((factor) => factors.includes(factor))) remove(masks, mask);
  }
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

/** The smallest factors first, and the coefficient with the smallest. */
function emitFactors(graph: Graph, { coefficient, factors, masks }: Factors, { type, shape }: Tensor): Tensor {
  const multiply = (x: Tensor, y: Tensor) =>
    graph.emit("Mul", [x, y], { type, shape: broadcastShapes([x.shape, y.shape]) });
  const sorted = [...factors].sort((a, b) => sizeOf(a.shape) - sizeOf(b.shape) || a.id - b.id);
  let result = sorted[0]!;
  if (coefficient === -1) result = graph.emit("Neg", [result], result);
  else if (coefficient !== 1) result = multiply(result, graph.scalar(coefficient, type));
  for (const factor of sorted.slice(1)) result = multiply(result, factor);
  const zero = graph.scalar(0, type);
  for (const { condition, zeroIf } of masks) {
    const branches = zeroIf ? [zero, result] : [result, zero];
    const whole = broadcastShapes([condition.shape, result.shape]);
    result = graph.emit("Where", [condition, ...branches], { type, shape: whole });
  }
  return sameList(result.shape, shape)
    ? result
    : graph.emit("Expand", [result, graph.integers(shape)], { type, shape });
}

export const productRules: readonly Peephole[] = [collect];
