import { zeros } from "../numeric/index.js";
import type { Rule } from "./rule.js";

/** A continuous piecewise polynomial: on element e it has the values `left[e]` at its left end and `values[e]` at the nodes. */
export interface Pieces {
  readonly rule: Rule;
  readonly n: number;
  /** The ends of the elements: one more than there are elements. */
  readonly breaks: number[];
  /** For each element, `n` values at its left end. */
  readonly left: Float64Array[];
  /** For each element, row-major `p × n` values at its nodes. */
  readonly values: Float64Array[];
  /** For each element, the derivative at its nodes. */
  readonly rates: Float64Array[];
}

/** No elements yet. */
export function createPieces(rule: Rule, n: number, start: number): Pieces {
  return { rule, n, breaks: [start], left: [], values: [], rates: [] };
}

/** Adds an element up to `to` with derivatives U and values Y at its nodes; returns the value at its right end. */
export function addElement(
  { rule, n, breaks, left, values, rates }: Pieces,
  to: number,
  { y, Y, U }: { readonly y: Float64Array; readonly Y: Float64Array; readonly U: Float64Array },
): Float64Array {
  const h = to - breaks.at(-1)!;
  const right = y.slice();
  for (let j = 0; j < rule.p; j++) for (let a = 0; a < n; a++) right[a]! += h * rule.b[j]! * U[j * n + a]!;
  breaks.push(to);
  left.push(y);
  values.push(Y.slice());
  rates.push(U.slice());
  return right;
}

/** The element that holds x; ends belong to the element on their left, but for the first. */
export function findElement(breaks: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = breaks.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (breaks[middle + 1]! >= x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Reads pieces at any x; beyond the ends the outer polynomials go on. */
export interface PieceReader {
  /** Writes y(x). */
  value(x: number, out: Float64Array): void;
  /** Writes y'(x). */
  rate(x: number, out: Float64Array): void;
  /** Writes y(x) of element e. */
  valueIn(e: number, x: number, out: Float64Array): void;
}

/** A reader with buffers of its own. */
export function createReader({ rule, n, breaks, left, values, rates }: Pieces): PieceReader {
  const basis = zeros(rule.p + 1);
  const place = (e: number, x: number) => (x - breaks[e]!) / (breaks[e + 1]! - breaks[e]!);
  /** Adds the nodes' part of a polynomial; `first` is where they begin in the basis. */
  const combine = (nodal: Float64Array, first: number, out: Float64Array) => {
    for (let j = 0; j < rule.p; j++) {
      for (let a = 0; a < n; a++) out[a]! += basis[first + j]! * nodal[j * n + a]!;
    }
  };
  const valueIn = (e: number, x: number, out: Float64Array) => {
    rule.evaluateWithStart(place(e, x), basis);
    for (let a = 0; a < n; a++) out[a] = basis[0]! * left[e]![a]!;
    combine(values[e]!, 1, out);
  };
  return {
    valueIn,
    value: (x, out) => valueIn(findElement(breaks, x), x, out),
    rate(x, out) {
      const e = findElement(breaks, x);
      rule.evaluate(place(e, x), basis);
      out.fill(0, 0, n);
      combine(rates[e]!, 0, out);
    },
  };
}

/** sup |y| over the nodes. */
export function supOf({ left, values }: Pieces): number {
  let sup = 0;
  for (const list of [left, values]) {
    for (const data of list) for (let i = 0; i < data.length; i++) sup = Math.max(sup, Math.abs(data[i]!));
  }
  return sup;
}

/** `count` points in each element: denser to its ends, as nodes are, but never at a node. */
export function samplePoints(breaks: ArrayLike<number>, count: number): Float64Array {
  return Float64Array.from({ length: (breaks.length - 1) * count }, (_, k) => {
    const e = Math.floor(k / count);
    const share = Math.sin((Math.PI * ((k % count) + 0.4)) / (2 * count)) ** 2;
    return breaks[e]! + share * (breaks[e + 1]! - breaks[e]!);
  });
}

/** sup |a − b| relative to max(1, sup |a|), at a few points of every element of a. */
export function distance(a: Pieces, b: Pieces): number {
  const [first, second] = [createReader(a), createReader(b)];
  const [one, two] = [zeros(a.n), zeros(a.n)];
  let sup = 0;
  for (const x of samplePoints(a.breaks, 5)) {
    first.value(x, one);
    second.value(x, two);
    for (let i = 0; i < a.n; i++) sup = Math.max(sup, Math.abs(one[i]! - two[i]!));
  }
  return sup / Math.max(1, supOf(a));
}
