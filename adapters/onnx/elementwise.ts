import {
  type Attributes,
  castTensor,
  type ElementType,
  type Graph,
  reshapeTensor,
  sizeOf,
  type Tensor,
} from "./graph.js";
import { arrangeTensor, broadcastView, presentAxes, type View } from "./view.js";

/** What an operation on elements gives and what it is given. */
export interface ElementwiseOptions {
  readonly type: ElementType;
  /** Type of each input; `type` where not given. */
  readonly inputTypes?: readonly ElementType[];
  readonly attributes?: Attributes;
}

/**
 * Emits an operation on elements. It runs on what differs only: along axes on which no input varies the result does not vary
 * either. The result has the layout of the largest input, and what is smaller is transposed where it must be.
 */
export function elementwise(
  graph: Graph,
  op: string,
  views: readonly View[],
  { type, inputTypes = [], attributes = {} }: ElementwiseOptions,
): View {
  const shape = broadcastShapes(views.map((view) => view.shape));
  const aligned = views.map((view) => broadcastView(view, shape, []));
  const order = layoutOf(aligned);
  const inputs = aligned.map((view, i) => {
    const tensor = fitTensor(graph, view, order);
    return castTensor(graph, tensor, inputTypes[i] ?? type);
  });
  const tensor = graph.emit(op, inputs, { type, shape: order.map((axis) => shape[axis]!), attributes });
  const axes: (number | null)[] = shape.map(() => null);
  order.forEach((axis, i) => {
    axes[axis] = i;
  });
  return { tensor, shape, axes };
}

/** The tensor of a view for an operation whose result has the axes `order`: axes of size 1 stand where it has none. */
export function fitTensor(graph: Graph, view: View, order: readonly number[]): Tensor {
  const arranged = arrangeTensor(graph, view, order);
  const first = order.findIndex((axis) => view.axes[axis] !== null);
  if (first < 0) return arranged;
  const shape = order.slice(first).map((axis) => (view.axes[axis] === null ? 1 : view.shape[axis]!));
  return reshapeTensor(graph, arranged, shape);
}

/** Axes of the result in the order of the largest input's tensor; each axis it lacks stands before the first later one. */
function layoutOf(views: readonly View[]): number[] {
  const largest = views.reduce((a, b) => (sizeOf(b.tensor.shape) > sizeOf(a.tensor.shape) ? b : a));
  const order = presentAxes(largest);
  largest.shape.forEach((_, axis) => {
    if (order.includes(axis) || views.every((view) => view.axes[axis] === null)) return;
    const before = order.findIndex((other) => other > axis);
    order.splice(before < 0 ? order.length : before, 0, axis);
  });
  return order;
}

/** The shape of an operation's result by the rules of NumPy. */
export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, i) =>
    shapes.reduce((size, shape) => {
      const own = shape[shape.length - rank + i] ?? 1;
      return own === 1 ? size : own;
    }, 1),
  );
}
