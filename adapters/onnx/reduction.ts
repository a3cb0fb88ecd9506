import { elementwise } from "./elementwise.js";
import { type Graph, reshapeTensor, sizeOf, type Tensor } from "./graph.js";
import { dropAxes, presentAxes, spreadScalar, type View } from "./view.js";

/** How elements are put together. */
export type Reduction = "Add" | "Mul" | "Min" | "Max";

const operators = { Add: "ReduceSum", Mul: "ReduceProd", Min: "ReduceMin", Max: "ReduceMax" } as const;
const neutral = { Add: 0, Mul: 1, Min: Number.POSITIVE_INFINITY, Max: Number.NEGATIVE_INFINITY } as const;

/** The array reduced along axes, which it loses. Along axes on which it does not vary a sum is a multiple and a product a power. */
export function reduceView(graph: Graph, view: View, { op, axes }: { op: Reduction; axes: readonly number[] }): View {
  const { type } = view.tensor;
  if (type === "bool") return reduceBoolean(graph, view, { op, axes });
  const shape = view.shape.filter((_, i) => !axes.includes(i));
  if (axes.some((axis) => view.shape[axis] === 0)) return spreadScalar(graph.scalar(neutral[op], type), shape);
  const count = axes.reduce((product, axis) => (view.axes[axis] === null ? product * view.shape[axis]! : product), 1);
  const reduced = reducePresent(graph, view, { op, axes });
  if (count === 1 || op === "Min" || op === "Max") return reduced;
  const factor = spreadScalar(graph.scalar(count, type), []);
  return elementwise(graph, op === "Add" ? "Mul" : "Pow", [reduced, factor], { type });
}

/**
 * Reduces axes of the tensor, from the last to the first run of neighbours. Runs are taken one by one, as the runtime divides
 * the sum over two of them among threads where there are fewer elements between them than threads.
 */
function reducePresent(graph: Graph, view: View, { op, axes }: { op: Reduction; axes: readonly number[] }): View {
  const left = presentAxes(view).filter((axis) => !axes.includes(axis));
  const gone = axes.flatMap((axis) => view.axes[axis] ?? []).sort((a, b) => b - a);
  let { tensor } = view;
  while (gone.length > 0) {
    const run = [gone.shift()!];
    while (gone[0] === run[0]! - 1) run.unshift(gone.shift()!);
    tensor = reduceRun(graph, tensor, { op, run });
  }
  const positions = view.axes.map((_, i) => (left.includes(i) ? left.indexOf(i) : null));
  return dropAxes({ tensor, shape: view.shape, axes: positions }, axes);
}

function reduceRun(graph: Graph, tensor: Tensor, { op, run }: { op: Reduction; run: readonly number[] }): Tensor {
  const { type } = tensor;
  const shape = tensor.shape.filter((_, axis) => !run.includes(axis));
  const isInside = run[0]! > 0 && run.at(-1)! < tensor.shape.length - 1;
  if (op !== "Add" || type !== "float32" || !isInside) {
    return graph.emit(operators[op], [tensor, graph.integers(run)], { type, shape, attributes: { keepdims: 0 } });
  }
  // Sums along axes inside also depend on threads in the runtime; products with a row of ones do not.
  const before = sizeOf(tensor.shape.slice(0, run[0]!));
  const length = sizeOf(run.map((axis) => tensor.shape[axis]!));
  const after = sizeOf(tensor.shape.slice(run.at(-1)! + 1));
  const one = graph.scalar(1, type);
  const ones = graph.emit("Expand", [one, graph.integers([1, length])], { type, shape: [1, length] });
  const matrices = reshapeTensor(graph, tensor, [before, length, after]);
  const sums = graph.emit("MatMul", [ones, matrices], { type, shape: [before, 1, after] });
  return reshapeTensor(graph, sums, shape);
}

/** For truth values a sum is "any" and a product "all". */
function reduceBoolean(graph: Graph, view: View, { op, axes }: { op: Reduction; axes: readonly number[] }): View {
  const numbers = elementwise(graph, "Cast", [view], {
    type: "int32",
    inputTypes: ["bool"],
    attributes: { to: "int32" },
  });
  const any = op === "Add" || op === "Max";
  const empty = axes.some((axis) => view.shape[axis] === 0);
  const shape = view.shape.filter((_, i) => !axes.includes(i));
  if (empty) return spreadScalar(graph.scalar(any ? 0 : 1, "bool"), shape);
  const reduced = reduceView(graph, numbers, { op: any ? "Max" : "Min", axes });
  return elementwise(graph, "Cast", [reduced], { type: "bool", inputTypes: ["int32"], attributes: { to: "bool" } });
}
