import type { IntegroDifferentialSolution, Value, ValueOf } from "../../src/ide/index.js";

/** The real entries of a value: a complex number has two. */
export function entriesOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "object" && value !== null && "re" in value && "im" in value) {
    return [Number(value.re), Number(value.im)];
  }
  return Array.from(value as ArrayLike<unknown>).flatMap(entriesOf);
}

/** Moments of [from, to], both ends among them. */
export function grid(from: number, to: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => (i === count ? to : from + ((to - from) * i) / count));
}

/** sup |a − b| over all entries. */
export function gap(a: unknown, b: unknown): number {
  const [first, second] = [entriesOf(a), entriesOf(b)];
  if (first.length !== second.length) return Number.POSITIVE_INFINITY;
  return first.reduce((sup, value, k) => Math.max(sup, Math.abs(value - second[k]!)), 0);
}

type Exact<V extends Value> = (x: number) => ValueOf<V>;

/** sup |Δy| relative to max(1, sup |y|), at 200 equal parts of what is solved and between the ends of its elements. */
export function errorOf<V extends Value>(solution: IntegroDifferentialSolution<ValueOf<V>>, exact: Exact<V>): number {
  const { x, at, reached } = solution;
  const inside = x.length > 2000 ? [] : Array.from(x.subarray(1), (end, e) => 0.37 * x[e]! + 0.63 * end);
  const points = [...grid(x[0]!, reached, 200), ...inside];
  let [error, size] = [0, 1];
  for (const point of points) {
    const truth = exact(point);
    error = Math.max(error, gap(at(point), truth));
    size = Math.max(size, ...entriesOf(truth).map(Math.abs));
  }
  return error / size;
}
