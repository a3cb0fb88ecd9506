import { broadcastShapes, elementwise } from "./elementwise.js";
import { type Graph, reshapeTensor, sizeOf, type Tensor } from "./graph.js";
import { reduceView } from "./reduction.js";
import { arrangeTensor, broadcastView, dropAxes, presentAxes, spreadScalar, type View } from "./view.js";

/**
 * The sum of x·y along the last axis. What an axis is follows from the operands that vary along it: both – a batch; x alone – a
 * row of the left matrix; y alone – a column of the right one; and the last axis is summed. Nothing is broadcast, and a matrix
 * that lies transposed stays so.
 */
export function dotViews(graph: Graph, x: View, y: View): View {
  const shape = broadcastShapes([x.shape, y.shape]);
  const left = broadcastView(x, shape, []);
  const right = broadcastView(y, shape, []);
  const last = shape.length - 1;
  if (shape.includes(0)) return spreadScalar(graph.scalar(0, x.tensor.type), shape.slice(0, -1));
  if (left.axes[last] === null || right.axes[last] === null) return dotOfSums(graph, left, right);
  const varies = (view: View) => presentAxes(view).filter((axis) => axis !== last);
  const batch = varies(left).filter((axis) => right.axes[axis] !== null);
  const rows = varies(left).filter((axis) => !batch.includes(axis));
  const columns = varies(right).filter((axis) => !batch.includes(axis));
  if (batch.length === 0) return product(graph, { left, right, rows, columns });
  if (rows.length === 0 && columns.length === 0) {
    const { type } = left.tensor;
    return reduceView(graph, elementwise(graph, "Mul", [left, right], { type }), { op: "Add", axes: [last] });
  }
  return batchedProduct(graph, { left, right, batch, rows, columns });
}

/** Where one operand does not vary along the summed axis: the other is summed on its own. */
function dotOfSums(graph: Graph, left: View, right: View): View {
  const last = left.shape.length - 1;
  const { type } = left.tensor;
  const both = left.axes[last] === null && right.axes[last] === null;
  const [x, y] = [left, right].map((view) =>
    view.axes[last] === null ? dropAxes(view, [last]) : reduceView(graph, view, { op: "Add", axes: [last] }),
  );
  const result = elementwise(graph, "Mul", [x!, y!], { type });
  if (!both || left.shape[last] === 1) return result;
  return elementwise(graph, "Mul", [result, spreadScalar(graph.scalar(left.shape[last]!, type), [])], { type });
}

interface Product {
  readonly left: View;
  readonly right: View;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** One matrix product. Rows and columns may be several axes each, and none. */
function product(graph: Graph, parts: Product): View {
  const { left, right, rows, columns } = inTallOrder(parts);
  const a = matrixOf(graph, left, rows);
  const b = matrixOf(graph, right, columns);
  const sizeAlong = (axes: readonly number[]) => sizeOf(axes.map((axis) => left.shape[axis]!));
  const tensor = graph.emit("Gemm", [a.tensor, b.tensor], {
    type: left.tensor.type,
    shape: [sizeAlong(rows), sizeAlong(columns)],
    attributes: { transA: a.summedFirst ? 1 : 0, transB: b.summedFirst ? 0 : 1 },
  });
  return resultOf(graph, tensor, { shape: left.shape, order: [...rows, ...columns] });
}

/** Length of the pieces in which the runtime sums, in products that are not narrow. */
const PIECE = 128;

/**
 * The operands in an order in which the product does not depend on the number of threads. The runtime divides the longer side
 * of the result among threads; of a part with few columns it sums longer pieces at a time, unless the left matrix is
 * transposed or there is but one piece. So results have no more columns than rows: the transposed product has the same elements.
 */
function inTallOrder<P extends Product>(parts: P): P {
  const { left, right, rows, columns } = parts;
  const turned = { ...parts, left: right, right: left, rows: columns, columns: rows };
  const isLong = left.shape[left.shape.length - 1]! > PIECE;
  const isFixed = (view: View) => view.tensor.values !== null && !("batch" in parts);
  // A constant matrix on the right is packed once and for all, and then summed in pieces of one length.
  if (isFixed(right)) return parts;
  if (isFixed(left) && isLong && columns.length > 0) return turned;
  const [m, n] = [rows, columns].map((axes) => sizeOf(axes.map((axis) => left.shape[axis]!)));
  const last = left.shape.length - 1;
  const isTransposed = presentAxes(left)[0] === last;
  if (n! <= m! || m === 1 || isTransposed || !isLong) return parts;
  return turned;
}

/** The operand as a matrix whose one axis is summed, whichever it is; it is transposed only if the summed axis lies inside. */
function matrixOf(graph: Graph, view: View, axes: readonly number[]): { tensor: Tensor; summedFirst: boolean } {
  const last = view.shape.length - 1;
  const order = presentAxes(view);
  const summedFirst = order[0] === last && order.length > 1;
  const tensor = arrangeTensor(graph, view, summedFirst ? [last, ...axes] : [...axes, last]);
  const other = sizeOf(axes.map((axis) => view.shape[axis]!));
  const summed = view.shape[last]!;
  return { tensor: reshapeTensor(graph, tensor, summedFirst ? [summed, other] : [other, summed]), summedFirst };
}

/** Many matrix products; the runtime folds transpositions of the last two axes into them. */
function batchedProduct(graph: Graph, parts: Product & { batch: readonly number[] }): View {
  const { left, right, batch, rows, columns } = inTallOrder(parts);
  const { shape } = left;
  const last = shape.length - 1;
  const sizes = (axes: readonly number[]) => axes.map((axis) => shape[axis]!);
  const [many, m, n, k] = [sizes(batch), sizeOf(sizes(rows)), sizeOf(sizes(columns)), shape[last]!];
  const a = reshapeTensor(graph, arrangeTensor(graph, left, [...batch, ...rows, last]), [...many, m, k]);
  const b = reshapeTensor(graph, arrangeTensor(graph, right, [...batch, last, ...columns]), [...many, k, n]);
  const tensor = graph.emit("MatMul", [a, b], { type: left.tensor.type, shape: [...many, m, n] });
  return resultOf(graph, tensor, { shape, order: [...batch, ...rows, ...columns] });
}

/** A product's tensor as a view of the result, which has all axes but the last. */
function resultOf(
  graph: Graph,
  tensor: Tensor,
  { shape, order }: { shape: readonly number[]; order: readonly number[] },
): View {
  const shaped = reshapeTensor(
    graph,
    tensor,
    order.map((axis) => shape[axis]!),
  );
  const axes = shape.slice(0, -1).map((_, axis) => (order.includes(axis) ? order.indexOf(axis) : null));
  return { tensor: shaped, shape: shape.slice(0, -1), axes };
}
