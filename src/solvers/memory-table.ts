import { addResponse, exponential, type LagrangeBasis } from "../numeric/index.js";
import type { TermLayout } from "./layout.js";

/** A linear read-out of a memory: `rows[i·rank + r]` times the states plus `weights[i·s + k]` times the signal's nodes. */
export interface ReadOut {
  readonly rows: Float64Array;
  readonly weights: Float64Array;
}

/**
 * How one memory acts on a mesh of equal elements of length h, with s collocation nodes c_i each, read `advance` ahead.
 *
 * All integrals are exact for a signal that is a polynomial of degree s − 1 on each element.
 */
export interface MemoryTable {
  /** The element, counted from node i's own, in which c_i·h + advance lies. */
  readonly reach: Int32Array;
  /** Reads the memory at c_i·h + advance from the states and signal of the element in which that moment lies. */
  readonly there: ReadOut;
  /** What node i sees of its own element: states at its start, signal up to its end. */
  readonly own: ReadOut;
  /** closing[j]: reads the memory from the last element of a window, j after node i's, by its polynomial beyond its end. */
  readonly closing: readonly ReadOut[];
  /** Carries the states to the end of an element: block-diagonal `exp(A h)` by block, and weights `rank × s`. */
  readonly transition: readonly Float64Array[];
  readonly input: Float64Array;
  /** `∫₀^h weight`: the memory that a constant signal 1 leaves after one element. */
  readonly gain: number;
}

/** Tabulates one memory for elements of length `h`; O(reach · s · blocks). */
export function tabulateMemory(term: TermLayout, basis: LagrangeBasis, h: number, advance: number): MemoryTable {
  const nodes = basis.nodes;
  const s = nodes.length;
  const reach = new Int32Array(s);
  for (let i = 0; i < s; i++) {
    // a moment on an element's end belongs to that element, not to the next
    reach[i] = Math.max(0, Math.ceil(nodes[i]! + advance / h - 1e-12) - 1);
  }
  const read = (i: number, element: number, clip: boolean): [at: number, upper: number] => {
    const at = Math.max(0, nodes[i]! * h + advance - element * h);
    return [at, clip ? Math.min(at, h) : at];
  };
  const readOut = (locate: (i: number) => [at: number, upper: number], polynomials = basis): ReadOut => {
    const rows = new Float64Array(s * term.rank);
    const weights = new Float64Array(s * s);
    for (let i = 0; i < s; i++) {
      const [at, upper] = locate(i);
      const into = weights.subarray(i * s, (i + 1) * s);
      writeReadOut(term, { basis, length: h, upper: Math.min(upper, h), at }, rows.subarray(i * term.rank), into);
      if (upper > h) writeReadOut(term, { basis: polynomials, length: h, lower: h, upper, at }, rows.subarray(i * term.rank), into);
    }
    return { rows, weights };
  };
  const beyond = advance > 0.25 * h ? heldBasis(basis) : basis;
  const input = new Float64Array(term.rank * s);
  let row = 0;
  const transition = term.blocks.map((block) => {
    addResponse(block, { basis, length: h, upper: h, at: h }, input.subarray(row * s, (row + block.order) * s));
    row += block.order;
    return exponential(block, h, new Float64Array(block.order * block.order));
  });
  return {
    reach,
    there: readOut((i) => read(i, reach[i]!, true)),
    own: readOut((i) => read(i, 0, true)),
    closing: Array.from({ length: Math.max(...reach) + 1 }, (_, j) => readOut((i) => read(i, j, false), beyond)),
    transition,
    input,
    gain: memoryGain(term, input, s),
  };
}

/** The same polynomials inside an element, and their value at its end beyond it. */
function heldBasis(basis: LagrangeBasis): LagrangeBasis {
  return { nodes: basis.nodes, evaluate: (x, out) => basis.evaluate(Math.min(x, 1), out) };
}

/** Adds over all blocks the row cᵀ exp(A·at) and the weights cᵀ ∫ exp(A(at − s)) b ℓ_k ds. */
function writeReadOut(
  term: TermLayout,
  window: Parameters<typeof addResponse>[1],
  row: Float64Array,
  weights: Float64Array,
): void {
  const s = weights.length;
  let r = 0;
  for (const block of term.blocks) {
    const { order, c } = block;
    const matrix = exponential(block, window.at, new Float64Array(order * order));
    const response = new Float64Array(order * s);
    addResponse(block, window, response);
    for (let o = 0; o < order; o++) {
      row[r + o] = 0;
      for (let q = 0; q < order; q++) row[r + o]! += c[q]! * matrix[q * order + o]!;
      for (let k = 0; k < s; k++) weights[k]! += c[o]! * response[o * s + k]!;
    }
    r += order;
  }
}

function memoryGain(term: TermLayout, input: Float64Array, s: number): number {
  let gain = 0;
  let row = 0;
  for (const { order, c } of term.blocks) {
    for (let o = 0; o < order; o++) for (let k = 0; k < s; k++) gain += c[o]! * input[(row + o) * s + k]!;
    row += order;
  }
  return Math.abs(gain);
}
