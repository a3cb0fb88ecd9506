import { zeros } from "../numeric/index.js";
import { addElement, createPieces, type Pieces } from "./pieces.js";
import type { Rule } from "./rule.js";

/** All elements of an interval at once, with the integration matrix over them. */
export interface GlobalGrid {
  readonly rule: Rule;
  readonly breaks: readonly number[];
  /** The nodes, element by element. */
  readonly xs: Float64Array;
  /** Row-major `N × N`: from derivatives at the nodes to the increase of y since the start. */
  readonly A: Float64Array;
}

/** The grid of a rule on some elements. */
export function createGrid(rule: Rule, breaks: readonly number[]): GlobalGrid {
  const { p } = rule;
  const elements = breaks.length - 1;
  const N = elements * p;
  const xs = zeros(N);
  const A = zeros(N * N);
  for (let e = 0; e < elements; e++) {
    const h = breaks[e + 1]! - breaks[e]!;
    for (let i = 0; i < p; i++) {
      const row = e * p + i;
      xs[row] = breaks[e]! + h * rule.nodes[i]!;
      for (let d = 0; d < e; d++) {
        for (let j = 0; j < p; j++) A[row * N + d * p + j] = (breaks[d + 1]! - breaks[d]!) * rule.b[j]!;
      }
      for (let j = 0; j < p; j++) A[row * N + e * p + j] = h * rule.A[i * p + j]!;
    }
  }
  return { rule, breaks, xs, A };
}

/** Pieces with derivatives U (`N × n`) and values Y at the nodes of a grid. */
export function toPieces(
  { rule, breaks }: GlobalGrid,
  { U, Y, initial }: { readonly U: Float64Array; readonly Y: Float64Array; readonly initial: Float64Array },
): Pieces {
  const block = rule.p * initial.length;
  const pieces = createPieces(rule, initial.length, breaks[0]!);
  let y = initial;
  for (let e = 0; e + 1 < breaks.length; e++) {
    const [from, to] = [e * block, (e + 1) * block];
    y = addElement(pieces, breaks[e + 1]!, { y, Y: Y.subarray(from, to), U: U.subarray(from, to) });
  }
  return pieces;
}
