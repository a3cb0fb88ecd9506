import { type Graph, reshapeTensor, sizeOf, type Tensor, transposeTensor } from "./graph.js";
import { flipTensor, viewAlong } from "./movement.js";
import type { Rule, Rules } from "./rule.js";
import { materializeView, transposeView, type View } from "./view.js";

type Pair = readonly [number, number];

/** How the tracer describes a convolution of [n, inputs, …] with [outputs, inputs, …]. */
export interface Convolution {
  readonly vmapDims: number;
  readonly strides: readonly number[];
  readonly padding: readonly Pair[];
  /** Distance of the elements of the first operand once zeros have been put between them. */
  readonly lhsDilation: readonly number[];
  readonly rhsDilation: readonly number[];
}

/**
 * A convolution, in one of three forms. Between elements that are spread out (the gradient of a convolution with strides by its
 * input): a transposed convolution. With a window larger than the result (the gradient by the window): products of matrices,
 * one for each place of the window. Else a convolution.
 */
const conv: Rule = ({ graph, inputs, params, shape, type }) => {
  const settings = params as unknown as Convolution;
  const [x, window] = inputs as [View, View];
  if (settings.vmapDims > 0) {
    throw new TypeError(
      "Cannot lower the objective to ONNX as a convolution must not be mapped over both operands: current value is conv",
    );
  }
  const order = shape.map((_, axis) => axis);
  const large = shape.slice(2).every((size, i) => size <= window.shape[i + 2]!) && sizeOf(window.shape.slice(2)) > 1;
  if (large) return byPlaces(graph, { x, window, settings, shape });
  const parts = { x: materializeView(graph, x), window: materializeView(graph, window), settings };
  const isSpread = settings.lhsDilation.some((step) => step > 1);
  const transposed = isSpread ? transposedConvolution(graph, { ...parts, shape }) : null;
  const tensor = transposed ?? plainConvolution(graph, { ...parts, shape, type });
  return viewAlong(graph, tensor, { shape, order });
};

interface Parts {
  readonly x: Tensor;
  readonly window: Tensor;
  readonly settings: Convolution;
  readonly shape: readonly number[];
}

function plainConvolution(graph: Graph, { x, window, settings, shape }: Parts & { type: string }): Tensor {
  const spread = spreadOut(graph, x, settings.lhsDilation);
  const crops = settings.padding.some(([before, after]) => before < 0 || after < 0);
  const input = crops ? padTensor(graph, spread, settings.padding) : spread;
  const pads = crops ? settings.padding.flat().map(() => 0) : transposePairs(settings.padding);
  const attributes = { strides: settings.strides, dilations: settings.rhsDilation, pads };
  return graph.emit("Conv", [input, window], { type: x.type, shape, attributes });
}

/** The form that undoes strides; null if what lies outside is not as it needs it. */
function transposedConvolution(graph: Graph, { x, window, settings, shape }: Parts): Tensor | null {
  const { strides, padding, lhsDilation, rhsDilation } = settings;
  const reach = rhsDilation.map((step, i) => (window.shape[i + 2]! - 1) * step);
  const before = padding.map(([count], i) => reach[i]! - count);
  const after = padding.map(([, count], i) => reach[i]! - count);
  const fits = before.every((count) => count >= 0) && after.every((count, i) => count > -lhsDilation[i]!);
  if (!fits || strides.some((step) => step > 1)) return null;
  const swapped = transposeTensor(graph, window, [1, 0, ...rhsDilation.map((_, i) => i + 2)]);
  const flipped = flipTensor(
    graph,
    swapped,
    rhsDilation.map((_, i) => i + 2),
  );
  return graph.emit("ConvTranspose", [x, flipped], {
    type: x.type,
    shape,
    attributes: {
      strides: lhsDilation,
      dilations: rhsDilation,
      pads: [...before, ...after.map((count) => Math.max(0, count))],
      output_padding: after.map((count) => Math.max(0, -count)),
    },
  });
}

/**
 * For each place of the result one product of matrices: what the window sees there, with the window. The sum runs over the
 * inputs, which both operands have first in memory, and over the window: the inputs are a batch of products, summed at last.
 */
function byPlaces(
  graph: Graph,
  { x, window, settings, shape }: { x: View; window: View; settings: Convolution; shape: readonly number[] },
): View {
  const inner = settings.strides.map((_, i) => i + 2);
  const inputFirst = (view: View) => materializeView(graph, transposeView(view, [1, 0, ...inner]));
  const padded = padTensor(graph, spreadOut(graph, inputFirst(x), settings.lhsDilation), settings.padding);
  const [count, rows] = padded.shape as [number, number];
  const columns = window.shape[0]!;
  const seen = sizeOf(window.shape.slice(2));
  const weights = reshapeTensor(graph, inputFirst(window), [count, columns, seen]);
  const products = placesOf(shape.slice(2)).map((place) => {
    const starts = place.map((position, i) => position * settings.strides[i]!);
    const part = sliceTensor(graph, padded, { starts, steps: settings.rhsDilation, counts: window.shape.slice(2) });
    const sums = sumOfProducts(graph, reshapeTensor(graph, part, [count, rows, seen]), weights);
    return reshapeTensor(graph, sums, [rows, columns, 1]);
  });
  const joined = { type: x.tensor.type, shape: [rows, columns, products.length], attributes: { axis: 2 } };
  const tensor = products.length === 1 ? products[0]! : graph.emit("Concat", products, joined);
  const order = shape.map((_, axis) => axis);
  return viewAlong(graph, reshapeTensor(graph, tensor, shape), { shape, order });
}

/** Σ over the first axis of a·bᵀ; the taller matrix stands on the left, so that the result does not depend on threads. */
function sumOfProducts(graph: Graph, a: Tensor, b: Tensor): Tensor {
  const [count, m] = a.shape as [number, number];
  const n = b.shape[1]!;
  if (n > m) return transposeTensor(graph, sumOfProducts(graph, b, a), [1, 0]);
  const each = graph.emit("MatMul", [a, transposeTensor(graph, b, [0, 2, 1])], { type: a.type, shape: [count, m, n] });
  const attributes = { keepdims: 0 };
  return graph.emit("ReduceSum", [each, graph.integers([0])], { type: a.type, shape: [m, n], attributes });
}

/** All places of a grid, the last coordinate fastest. */
function placesOf(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (places, size) => places.flatMap((place) => Array.from({ length: size }, (_, k) => [...place, k])),
    [[]],
  );
}

interface Grid {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly counts: readonly number[];
}

/** Elements at equal distances along the inner axes. */
function sliceTensor(graph: Graph, tensor: Tensor, { starts, steps, counts }: Grid): Tensor {
  const ends = starts.map((start, i) => start + (counts[i]! - 1) * steps[i]! + 1);
  const shape = [...tensor.shape.slice(0, 2), ...counts];
  const axes = starts.map((_, i) => i + 2);
  if (ends.every((end, i) => starts[i] === 0 && steps[i] === 1 && end === tensor.shape[i + 2])) return tensor;
  const inputs = [starts, ends, axes, steps].map((list) => graph.integers(list));
  return graph.emit("Slice", [tensor, ...inputs], { type: tensor.type, shape });
}

/** The tensor with zeros around its inner axes; negative numbers cut. */
function padTensor(graph: Graph, tensor: Tensor, padding: readonly Pair[]): Tensor {
  if (padding.every(([before, after]) => before === 0 && after === 0)) return tensor;
  const shape = tensor.shape.map((size, i) => size + (padding[i - 2]?.[0] ?? 0) + (padding[i - 2]?.[1] ?? 0));
  const counts = transposePairs([[0, 0], [0, 0], ...padding]);
  return graph.emit("Pad", [tensor, graph.integers(counts)], { type: tensor.type, shape });
}

/** The tensor with zeros between its elements along the inner axes. */
function spreadOut(graph: Graph, tensor: Tensor, steps: readonly number[]): Tensor {
  if (steps.every((step) => step === 1)) return tensor;
  const outer = tensor.shape.slice(0, 2);
  const sizes = tensor.shape.slice(2);
  const apart = reshapeTensor(graph, tensor, [...outer, ...sizes.flatMap((size) => [size, 1])]);
  const after = [0, 0, ...steps.flatMap((step) => [0, step - 1])];
  const filled = graph.emit("Pad", [apart, graph.integers([...after.map(() => 0), ...after])], {
    type: tensor.type,
    shape: [...outer, ...sizes.flatMap((size, i) => [size, steps[i]!])],
  });
  const together = reshapeTensor(graph, filled, [...outer, ...sizes.map((size, i) => size * steps[i]!)]);
  const counts = sizes.map((size, i) => (size - 1) * steps[i]! + 1);
  return sliceTensor(graph, together, { starts: steps.map(() => 0), steps: steps.map(() => 1), counts });
}

function transposePairs(pairs: readonly Pair[]): number[] {
  return [...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)];
}

export const convolutionRules: Rules = { conv };
