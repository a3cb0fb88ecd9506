import { type Graph, reshapeTensor, sameList, sizeOf, type Tensor, transposeTensor } from "./graph.js";

/**
 * An array of the program as a tensor of the graph seen through its axes. Each axis of the array is an axis of the tensor, or
 * null: the same along it, which is what axes of size 1 and of size 0 are, too. Each axis of the tensor is one of the array,
 * so a tensor behind a view has no axis of size 1 or 0.
 */
export interface View {
  readonly tensor: Tensor;
  readonly shape: readonly number[];
  readonly axes: readonly (number | null)[];
}

/** A tensor without axes of size 1, seen in a shape that may have some. */
export function viewTensor(tensor: Tensor, shape: readonly number[]): View {
  let next = 0;
  return { tensor, shape, axes: shape.map((size) => (size === 1 ? null : next++)) };
}

/** The shape of the tensor that stands for an array. */
export function withoutOnes(shape: readonly number[]): number[] {
  return shape.filter((size) => size !== 1);
}

/** The scalar everywhere. */
export function spreadScalar(tensor: Tensor, shape: readonly number[]): View {
  return { tensor, shape, axes: shape.map(() => null) };
}

export function transposeView(view: View, perm: readonly number[]): View {
  return {
    tensor: view.tensor,
    shape: perm.map((axis) => view.shape[axis]!),
    axes: perm.map((axis) => view.axes[axis]!),
  };
}

/** The view in a larger shape that has new axes at `inserted`; its axes of size 1 may become larger. */
export function broadcastView(view: View, shape: readonly number[], inserted: readonly number[]): View {
  const kept = shape.map((_, i) => i).filter((i) => !inserted.includes(i));
  const axes: (number | null)[] = shape.map(() => null);
  // Axes are counted from the last, as in every broadcast.
  view.axes.forEach((axis, i) => {
    axes[kept[kept.length - view.axes.length + i]!] = axis;
  });
  return { tensor: view.tensor, shape, axes };
}

/** The view without the axes given; they must be null in it. */
export function dropAxes(view: View, dropped: readonly number[]): View {
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, i) => !dropped.includes(i));
  return { tensor: view.tensor, shape: keep(view.shape), axes: keep(view.axes) };
}

/** Axes of the array that are axes of the tensor, in the order of the tensor. */
export function presentAxes(view: View): number[] {
  const order: number[] = [];
  view.axes.forEach((axis, i) => {
    if (axis !== null) order[axis] = i;
  });
  return order;
}

/** The tensor with the axes of the array in the order given; axes that are null in the view are left out. */
export function arrangeTensor(graph: Graph, view: View, order: readonly number[]): Tensor {
  const perm = order.map((axis) => view.axes[axis]!).filter((axis) => axis !== null);
  return transposeTensor(graph, view.tensor, perm);
}

/** The view with the axes given as axes of its tensor: what is the same along them is repeated. The tensor has the order of the array. */
export function expandView(graph: Graph, view: View, expanded: readonly number[]): View {
  const real = view.shape.map((size, i) => size !== 1 && (view.axes[i] !== null || expanded.includes(i)));
  const order = view.shape.map((_, i) => i);
  const arranged = arrangeTensor(graph, view, order);
  const shape = view.shape.filter((_, i) => real[i]);
  const narrow = order.filter((i) => real[i]).map((i) => (view.axes[i] === null ? 1 : view.shape[i]!));
  const tensor = sameList(narrow, shape)
    ? arranged
    : graph.emit("Expand", [reshapeTensor(graph, arranged, narrow), graph.integers(shape)], {
        type: arranged.type,
        shape,
      });
  let next = 0;
  return { tensor, shape: view.shape, axes: real.map((is) => (is ? next++ : null)) };
}

/** The array as a tensor, row-major, without axes of size 1. */
export function denseTensor(graph: Graph, view: View): Tensor {
  const all = view.shape.map((_, i) => i);
  return expandView(graph, view, all).tensor;
}

/** The array as a tensor of its own shape, row-major. */
export function materializeView(graph: Graph, view: View): Tensor {
  return reshapeTensor(graph, denseTensor(graph, view), view.shape);
}

/** Axes that become other axes in a reshape, as few as possible at a time: [6, 5] as [2, 3, 5] is [0] → [0, 1], [1] → [2]. */
interface Group {
  readonly from: number[];
  readonly to: number[];
}

export function reshapeView(graph: Graph, view: View, shape: readonly number[]): View {
  if (sizeOf(shape) === 0) return spreadScalar(anyElement(graph, view), shape);
  const groups = groupAxes(view.shape, shape);
  const changed = groups.filter(({ from, to }) => {
    const plain = from.length === 1 && to.length === 1;
    return !plain && from.some((axis) => view.axes[axis] !== null);
  });
  const source = changed.length === 0 ? view : adjacent(graph, view, changed);
  const axes: (number | null)[] = shape.map(() => null);
  const sizes: number[] = [];
  const done = new Set<Group>();
  for (const axis of presentAxes(source)) {
    const group = groups.find(({ from }) => from.includes(axis))!;
    if (done.has(group)) continue;
    done.add(group);
    for (const to of group.to) axes[to] = sizes.push(shape[to]!) - 1;
  }
  return { tensor: reshapeTensor(graph, source.tensor, sizes), shape, axes };
}

/** The view with the axes of each group next to each other and in order in its tensor. */
function adjacent(graph: Graph, view: View, groups: readonly Group[]): View {
  const order = presentAxes(view);
  const inPlace = groups.every(({ from }) => {
    const start = order.indexOf(from[0]!);
    return start >= 0 && from.every((axis, i) => order[start + i] === axis);
  });
  return inPlace
    ? view
    : expandView(
        graph,
        view,
        groups.flatMap(({ from }) => from),
      );
}

function groupAxes(from: readonly number[], to: readonly number[]): Group[] {
  const olds = from.map((_, i) => i).filter((i) => from[i] !== 1);
  const news = to.map((_, i) => i).filter((i) => to[i] !== 1);
  const groups: Group[] = [];
  let [i, j] = [0, 0];
  while (i < olds.length) {
    const group: Group = { from: [olds[i]!], to: [news[j]!] };
    let [left, right] = [from[olds[i++]!]!, to[news[j++]!]!];
    while (left !== right) {
      if (left < right) {
        left *= from[olds[i]!]!;
        group.from.push(olds[i++]!);
      } else {
        right *= to[news[j]!]!;
        group.to.push(news[j++]!);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** A scalar of the type of an array that has no elements, or of which none is looked at. */
function anyElement(graph: Graph, view: View): Tensor {
  return view.tensor.shape.length === 0 ? view.tensor : graph.scalar(0, view.tensor.type);
}
