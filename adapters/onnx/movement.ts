import { type Graph, reshapeTensor, type Tensor } from "./graph.js";
import type { Call, Rule, Rules } from "./rule.js";
import {
  broadcastView,
  expandView,
  presentAxes,
  reshapeView,
  spreadScalar,
  transposeView,
  type View,
  withoutOnes,
} from "./view.js";

/** A tensor with the axes `order` of an array of this shape; those of size 1 are taken from the tensor. */
export function viewAlong(
  graph: Graph,
  tensor: Tensor,
  { shape, order }: { shape: readonly number[]; order: readonly number[] },
): View {
  const left = order.filter((axis) => shape[axis] !== 1);
  const reshaped = reshapeTensor(graph, tensor, withoutOnes(tensor.shape));
  return { tensor: reshaped, shape, axes: shape.map((_, axis) => (left.includes(axis) ? left.indexOf(axis) : null)) };
}

type Pairs = readonly (readonly [number, number])[];

const shrink: Rule = ({ graph, inputs, params, shape }) =>
  sliceView(graph, inputs[0]!, { slice: params.slice as Pairs, shape });

function sliceView(graph: Graph, view: View, { slice, shape }: { slice: Pairs; shape: readonly number[] }): View {
  if (shape.includes(0)) return spreadScalar(graph.scalar(0, view.tensor.type), shape);
  const order = presentAxes(view);
  const cut = order.filter((axis) => shape[axis] !== view.shape[axis]);
  if (cut.length === 0) return { ...view, shape };
  const bounds = [0, 1].map((side) => graph.integers(cut.map((axis) => slice[axis]![side as 0 | 1])));
  const tensor = graph.emit("Slice", [view.tensor, ...bounds, graph.integers(cut.map((axis) => view.axes[axis]!))], {
    type: view.tensor.type,
    shape: order.map((axis) => shape[axis]!),
  });
  return viewAlong(graph, tensor, { shape, order });
}

const pad: Rule = ({ graph, inputs, params, shape, type }) => {
  const width = params.width as Pairs;
  if (inputs[0]!.shape.includes(0)) return spreadScalar(graph.scalar(0, type), shape);
  const padded = shape.map((_, i) => i).filter((i) => width[i]!.some((count) => count !== 0));
  const view = padded.some((axis) => inputs[0]!.axes[axis] === null)
    ? expandView(graph, inputs[0]!, padded)
    : inputs[0]!;
  // Axes of size 1 that are padded become axes of the tensor.
  const order = presentAxes(view);
  const all = order.concat(padded.filter((axis) => !order.includes(axis)));
  const tensor = reshapeTensor(
    graph,
    view.tensor,
    all.map((axis) => view.shape[axis]!),
  );
  const counts = [0, 1].flatMap((side) => all.map((axis) => width[axis]![side as 0 | 1]));
  const result = graph.emit("Pad", [tensor, graph.integers(counts)], { type, shape: all.map((axis) => shape[axis]!) });
  return viewAlong(graph, result, { shape, order: all });
};

const flip: Rule = ({ graph, inputs, params, shape }) => {
  const view = inputs[0]!;
  const axes = (params.axis as readonly number[]).flatMap((axis) => view.axes[axis] ?? []);
  return axes.length === 0 ? view : { tensor: flipTensor(graph, view.tensor, axes), shape, axes: view.axes };
};

/** The tensor with axes in the opposite direction; twice is not at all. */
export function flipTensor(graph: Graph, tensor: Tensor, axes: readonly number[]): Tensor {
  const sorted = [...axes].sort((a, b) => a - b);
  const inputs = [-1, Number.MIN_SAFE_INTEGER, 0, -1].map((value, i) =>
    graph.integers(i === 2 ? sorted : sorted.map(() => value)),
  );
  const before = tensor.node;
  if (before?.op === "Slice" && inputs.every((input, i) => before.inputs[i + 1] === input)) return before.inputs[0]!;
  return graph.emit("Slice", [tensor, ...inputs], { type: tensor.type, shape: tensor.shape });
}

const concatenate: Rule = ({ graph, inputs, params, shape, type }) => {
  const axis = params.axis as number;
  const filled = inputs.filter((view) => !view.shape.includes(0));
  if (filled.length === 0) return spreadScalar(graph.scalar(0, type), shape);
  const order = shape.map((_, i) => i).filter((i) => i === axis || filled.some((view) => view.axes[i] !== null));
  const parts = filled.map((view) => {
    const { tensor } = expandView(graph, view, order);
    return reshapeTensor(
      graph,
      tensor,
      order.map((i) => view.shape[i]!),
    );
  });
  const tensor = graph.emit("Concat", parts, {
    type,
    shape: order.map((i) => shape[i]!),
    attributes: { axis: order.indexOf(axis) },
  });
  return viewAlong(graph, tensor, { shape, order });
};

const split: Rule = ({ graph, inputs, params }: Call) => {
  const { axis, sizes } = params as { axis: number; sizes: readonly number[] };
  let start = 0;
  return sizes.map((size) => {
    const view = inputs[0]!;
    const slice = view.shape.map((length, i) => (i === axis ? [start, start + size] : [0, length]) as [number, number]);
    start += size;
    return sliceView(graph, view, { slice, shape: slice.map(([from, to]) => to - from) });
  });
};

/** Operations that move elements; most of them only change how a tensor is seen. */
export const movementRules: Rules = {
  transpose: ({ inputs, params }) => transposeView(inputs[0]!, params.perm as readonly number[]),
  broadcast: ({ inputs, params, shape }) => broadcastView(inputs[0]!, shape, params.axis as readonly number[]),
  reshape: ({ graph, inputs, shape }) => reshapeView(graph, inputs[0]!, shape),
  shrink,
  pad,
  flip,
  concatenate,
  split,
};
