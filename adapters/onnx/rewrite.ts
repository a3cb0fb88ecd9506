import { activationRules } from "./activations.js";
import { createGraph, type Graph, sameList, scalarValue, type Tensor } from "./graph.js";
import { type Model, neededTensors } from "./model.js";
import type { Peephole, Sight } from "./peephole.js";
import { productRules } from "./products.js";

/** x + (−y) is x − y. */
const subtract: Peephole = (tensor, { graph }) => {
  if (tensor.node?.op !== "Add") return null;
  const [x, y] = tensor.node.inputs as [Tensor, Tensor];
  if (y.node?.op === "Neg") return graph.emit("Sub", [x, y.node.inputs[0]!], tensor);
  return x.node?.op === "Neg" ? graph.emit("Sub", [y, x.node.inputs[0]!], tensor) : null;
};

/** A product of matrices takes a vector that is added to its rows, or to its columns, with it. */
const addBias: Peephole = (tensor, { graph, isUsedOnce }) => {
  if (tensor.node?.op !== "Add") return null;
  const [x, y] = tensor.node.inputs as [Tensor, Tensor];
  for (const [product, bias] of [
    [x, y],
    [y, x],
  ] as const) {
    const isPlain = product.node?.op === "Gemm" && product.node.inputs.length === 2 && isUsedOnce(product);
    const [m, n] = product.shape;
    if (isPlain && (sameList(bias.shape, [n]) || sameList(bias.shape, [m, 1]))) {
      const { inputs, attributes } = product.node!;
      return graph.emit("Gemm", [...inputs, bias], { type: tensor.type, shape: tensor.shape, attributes });
    }
  }
  return null;
};

/** max(0, x) has an operator of its own. */
const rectify: Peephole = (tensor, { graph }) => {
  if (tensor.node?.op !== "Max" || tensor.type !== "float32") return null;
  const [x, y] = tensor.node.inputs as [Tensor, Tensor];
  const other = scalarValue(x) === 0 ? y : scalarValue(y) === 0 ? x : null;
  return other === null ? null : graph.emit("Relu", [other], tensor);
};

const peepholes: readonly Peephole[] = [...activationRules, ...productRules, subtract, addBias, rectify];

/** The model with cheaper operations where some are known, and without what nothing depends on. */
export function rewriteModel({ inputs, outputs }: Model): Model {
  const graph = createGraph();
  const images = new Map<Tensor, Tensor>();
  const uses = new Map<Tensor, number>();
  const needed = neededTensors([...inputs, ...outputs]);
  const counts = countUses(needed, outputs);
  const sight: Sight = { graph, isUsedOnce: (tensor) => (uses.get(tensor) ?? 1) === 1 };
  for (const tensor of needed) {
    const copy = copyTensor(graph, tensor, images);
    const image = tensor.node === null ? copy : improve(copy, sight);
    images.set(tensor, image);
    uses.set(image, (uses.get(image) ?? 0) + (counts.get(tensor) ?? 0));
  }
  const imagesOf = (tensors: readonly Tensor[]) => tensors.map((tensor) => images.get(tensor)!);
  return { inputs: imagesOf(inputs), outputs: imagesOf(outputs) };
}

/** Rounds of improvements of one tensor: a guard, as what one peephole writes another may take apart. */
const ROUNDS = 8;

function improve(tensor: Tensor, sight: Sight): Tensor {
  let best = tensor;
  for (let round = 0; round < ROUNDS; round++) {
    const better = peepholes.map((peephole) => peephole(best, sight)).find((found) => found !== null && found !== best);
    if (!better) return best;
    best = better;
  }
  return best;
}

function copyTensor(graph: Graph, tensor: Tensor, images: ReadonlyMap<Tensor, Tensor>): Tensor {
  const { node, values, shape, type } = tensor;
  if (node !== null) {
    const inputs = node.inputs.map((input) => images.get(input)!);
    return graph.emit(node.op, inputs, { type, shape, attributes: node.attributes });
  }
  if (values === null) return graph.input(tensor);
  if (type === "int64") return graph.integers(Array.from(values as BigInt64Array, Number));
  return shape.length === 0 ? graph.scalar(Number(values[0]), type) : graph.constant(values, tensor);
}

function countUses(tensors: readonly Tensor[], outputs: readonly Tensor[]): Map<Tensor, number> {
  const counts = new Map<Tensor, number>();
  const count = (tensor: Tensor) => counts.set(tensor, (counts.get(tensor) ?? 0) + 1);
  for (const { node } of tensors) node?.inputs.forEach(count);
  outputs.forEach(count);
  return counts;
}
