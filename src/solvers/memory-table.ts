import { addReadOut, addResponse, exponential, type LagrangeBasis } from "../numeric/index.js";
import type { MemoryLayout, TermLayout } from "./layout.js";

/** A linear read-out of a memory: `rows[i·rank + r]` times the states plus `weights[i·s + k]` times the signal's nodes. */
export interface ReadOut {
  readonly rows: Float64Array;
  readonly weights: Float64Array;
}

/**
 * How one memory acts on one element of a mesh, with s collocation nodes c_i, when it is read `advance` ahead.
 *
 * All integrals are exact for signals that are polynomials of degree s − 1 on each element.
 */
export interface MemoryTable {
  /** The element, counted from this one, in whose terms the memory at node i's time + advance is read. */
  readonly reach: Int32Array;
  /** Reads it from the states and the signal of that element; past the window's end by the last element. */
  readonly there: ReadOut;
  /**
   * What node i sees of the time past the window's end, by how the signal differs there from the one that is held: weights
   * `s × s` of the differences at the nodes of `[end, end + advance]`; null where nothing is held.
   */
  readonly beyond: Float64Array | null;
  /** What node i sees of its own element: the states at its start and the signal on it. */
  readonly own: ReadOut;
  /** Carries the states to the element's end: `exp(A h)` by block, and weights `rank × s` of the signal. */
  readonly transition: readonly Float64Array[];
  readonly input: Float64Array;
  /** `∫₀^h weight`: the memory that a constant signal 1 leaves after the element. */
  readonly gain: number;
}

/** Tables of windows whose elements have the given lengths. */
export interface Tabulator {
  /** `tables[e][index]` for element e and memory `index`; elements that see the same mesh ahead share theirs. */
  tabulate(lengths: readonly number[]): readonly (readonly MemoryTable[])[];
  /** How many elements have been tabulated anew. */
  readonly misses: number;
}

/** Beyond this ratio of advance to length a polynomial is not continued past the window's end; its last value is held. */
const CONTINUED = 0.25;

/** Creates a tabulator that remembers what it has computed. */
export function createTabulator(layout: MemoryLayout, basis: LagrangeBasis, advance: number): Tabulator {
  const known = new Map<string, readonly MemoryTable[]>();
  let last: { lengths: readonly number[]; tables: readonly (readonly MemoryTable[])[] } = { lengths: [], tables: [] };
  let misses = 0;
  return {
    get misses() {
      return misses;
    },
    tabulate(lengths) {
      if (lengths.length === last.lengths.length && lengths.every((h, e) => h === last.lengths[e])) return last.tables;
      const h = lengths[0]!;
      const isUniform = lengths.every((length) => length === h);
      const seen = Math.ceil(advance / h) + 1;
      const tables = lengths.map((_, e) => {
        // in a uniform mesh only the distance from the end counts
        const left = lengths.length - 1 - e;
        const ahead = isUniform ? null : meshAhead(lengths, e, advance);
        const key = ahead?.join() ?? `${h}*${Math.min(left, seen)}`;
        let tables = known.get(key);
        if (!tables) {
          misses++;
          const mesh = ahead ?? meshAhead(lengths, e, advance);
          tables = layout.terms.map((term) => tabulateElement(term, basis, mesh, advance));
          if (known.size > 2000) known.clear();
          known.set(key, tables);
        }
        return tables;
      });
      last = { lengths: lengths.slice(), tables };
      return tables;
    },
  };
}

/** Lengths of element e and of those after it into which it reads; a closing 0 marks the end of the window. */
function meshAhead(lengths: readonly number[], e: number, advance: number): number[] {
  const ahead = [lengths[e]!];
  let covered = 0;
  for (let next = e + 1; covered < advance * (1 - 1e-12); next++) {
    if (next === lengths.length) {
      ahead.push(0);
      break;
    }
    ahead.push(lengths[next]!);
    covered += lengths[next]!;
  }
  return ahead;
}

function tabulateElement(
  term: TermLayout,
  basis: LagrangeBasis,
  ahead: readonly number[],
  advance: number,
): MemoryTable {
  const nodes = basis.nodes;
  const s = nodes.length;
  const h = ahead[0]!;
  const ends = ahead[ahead.length - 1] === 0;
  const last = ends ? ahead.length - 2 : ahead.length - 1;
  const isHeld = ends && advance > CONTINUED * ahead[last]!;
  const closing = isHeld ? heldBasis(basis) : basis;
  const beyond = isHeld ? createReadOut(s, term.rank) : null;
  const reach = new Int32Array(s);
  const there = createReadOut(s, term.rank);
  const own = createReadOut(s, term.rank);
  const rowOf = ({ rows, weights }: ReadOut, i: number) => ({
    row: rows.subarray(i * term.rank, (i + 1) * term.rank),
    weights: weights.subarray(i * s, (i + 1) * s),
  });
  for (let i = 0; i < s; i++) {
    let element = 0;
    let at = nodes[i]! * h + advance;
    // a moment on an element's end belongs to that element, not to the next
    while (element < last && at > ahead[element]! * (1 + 1e-12)) at -= ahead[element++]!;
    reach[i] = element;
    const length = ahead[element]!;
    const into = rowOf(there, i);
    addReadOut(term.blocks, { basis, length, upper: Math.min(at, length), at }, into);
    if (at > length) addReadOut(term.blocks, { basis: closing, length, lower: length, upper: at, at }, into);
    if (beyond && at > length * (1 + 1e-12)) {
      addReadOut(term.blocks, { basis, length: advance, upper: at - length, at: at - length }, rowOf(beyond, i));
    }
    const ours = rowOf(own, i);
    if (element === 0) {
      ours.row.set(into.row);
      ours.weights.set(into.weights);
    } else {
      addReadOut(term.blocks, { basis, length: h, upper: h, at: nodes[i]! * h + advance }, ours);
    }
  }
  const input = new Float64Array(term.rank * s);
  let row = 0;
  const transition = term.blocks.map((block) => {
    addResponse(block, { basis, length: h, upper: h, at: h }, input.subarray(row * s, (row + block.order) * s));
    row += block.order;
    return exponential(block, h, new Float64Array(block.order * block.order));
  });
  return { reach, there, beyond: beyond?.weights ?? null, own, transition, input, gain: memoryGain(term, input, s) };
}

const createReadOut = (s: number, rank: number): ReadOut => ({
  rows: new Float64Array(s * rank),
  weights: new Float64Array(s * s),
});

/** The same polynomials inside an element, and their value at its end beyond it. */
function heldBasis(basis: LagrangeBasis): LagrangeBasis {
  return { nodes: basis.nodes, evaluate: (x, out) => basis.evaluate(Math.min(x, 1), out) };
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
