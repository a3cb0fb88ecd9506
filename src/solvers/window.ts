import type { Collocation } from "./collocation.js";
import type { MemoryLayout, TermLayout } from "./layout.js";
import type { MemoryTable, ReadOut } from "./memory-table.js";

/** A run of elements that is solved together, and the memories along it; buffers are row-major and grow as needed. */
export interface Window {
  /** Start of each element, and the end of the last; unit time. */
  readonly breaks: number[];
  /** `tables[e][index]` for element e and memory `index`. */
  tables: readonly (readonly MemoryTable[])[];
  /** State at the window's start. */
  readonly start: Float64Array;
  /** `elements × s × stateSize`: the state at the collocation nodes. */
  y: Float64Array;
  /** `elements × s × signalSize`: what the memories remember. */
  signal: Float64Array;
  /** `(elements + 1) × memory states`; the first row is given, the others follow from the signals. */
  states: Float64Array;
  /** `s × signalSize`: by how much the signals will have changed at the nodes of `[end, end + advance]`; 0 holds them. */
  readonly change: Float64Array;
  /** Memories at the nodes' times + advance, of the element read last: `s × signalSize`. */
  readonly seen: Float64Array;
  /** Makes room for the mesh `breaks`, `tables`. */
  setMesh(breaks: readonly number[], tables: readonly (readonly MemoryTable[])[]): void;
  /** Carries the memory states through element e. */
  carry(e: number): void;
  /** Reads all memories by the signals as they are. What later elements contribute stays fixed until the next call. */
  readMemories(): void;
  /** Writes `seen` for element e: the memories as read, corrected by what has changed before and on the element. */
  see(e: number): void;
}

/** Creates an empty window. */
export function createWindow(method: Collocation, layout: MemoryLayout, stateSize: number): Window {
  const s = method.stages;
  const { signalSize: Q, stateSize: S, terms } = layout;
  let known = new Float64Array(0);
  let signalBefore = new Float64Array(0);
  let statesBefore = new Float64Array(S);

  const window: Window = {
    breaks: [0],
    tables: [],
    start: new Float64Array(stateSize),
    y: new Float64Array(0),
    signal: new Float64Array(0),
    states: new Float64Array(S),
    change: new Float64Array(s * Q),
    seen: new Float64Array(s * Q),

    setMesh(breaks, tables) {
      window.breaks.length = 0;
      window.breaks.push(...breaks);
      window.tables = tables;
      const elements = tables.length;
      if (window.y.length >= elements * s * stateSize) return;
      window.y = grow(window.y, elements * s * stateSize);
      window.signal = grow(window.signal, elements * s * Q);
      window.states = grow(window.states, (elements + 1) * S);
      known = grow(known, elements * s * Q);
      signalBefore = grow(signalBefore, elements * s * Q);
      statesBefore = grow(statesBefore, (elements + 1) * S);
    },

    carry(e) {
      for (let index = 0; index < terms.length; index++) carryTerm(terms[index]!, window.tables[e]![index]!, e);
    },

    readMemories() {
      const elements = window.tables.length;
      signalBefore.set(window.signal.subarray(0, elements * s * Q));
      statesBefore.set(window.states.subarray(0, (elements + 1) * S));
      for (let e = 0; e < elements; e++) {
        for (let index = 0; index < terms.length; index++) {
          const term = terms[index]!;
          const { reach, there, beyond } = window.tables[e]![index]!;
          for (let i = 0; i < s; i++) {
            for (let c = 0; c < term.size; c++) {
              let value = read(there, i, term, c, e + reach[i]!);
              if (beyond) {
                for (let k = 0; k < s; k++) value += beyond[i * s + k]! * window.change[k * Q + term.signal + c]!;
              }
              known[(e * s + i) * Q + term.signal + c] = value;
            }
          }
        }
      }
    },

    see(e) {
      for (let index = 0; index < terms.length; index++) {
        const { rank, size, signal, state } = terms[index]!;
        const { rows, weights } = window.tables[e]![index]!.own;
        for (let i = 0; i < s; i++) {
          for (let c = 0; c < size; c++) {
            let sum = known[(e * s + i) * Q + signal + c]!;
            for (let r = 0; r < rank; r++) {
              const at = e * S + state + r * size + c;
              sum += rows[i * rank + r]! * (window.states[at]! - statesBefore[at]!);
            }
            for (let k = 0; k < s; k++) {
              const at = (e * s + k) * Q + signal + c;
              sum += weights[i * s + k]! * (window.signal[at]! - signalBefore[at]!);
            }
            window.seen[i * Q + signal + c] = sum;
          }
        }
      }
    },
  };

  function carryTerm({ size, blocks, signal, state }: TermLayout, { transition, input }: MemoryTable, e: number): void {
    const from = e * S + state;
    let row = 0;
    for (let b = 0; b < blocks.length; b++) {
      const { order } = blocks[b]!;
      const matrix = transition[b]!;
      for (let o = 0; o < order; o++) {
        const r = row + o;
        for (let c = 0; c < size; c++) {
          let sum = 0;
          for (let p = 0; p < order; p++) sum += matrix[o * order + p]! * window.states[from + (row + p) * size + c]!;
          for (let k = 0; k < s; k++) sum += input[r * s + k]! * window.signal[(e * s + k) * Q + signal + c]!;
          window.states[from + S + r * size + c] = sum;
        }
      }
      row += order;
    }
  }

  function read({ rows, weights }: ReadOut, i: number, term: TermLayout, c: number, target: number): number {
    const { rank, size, signal, state } = term;
    let sum = 0;
    for (let r = 0; r < rank; r++) sum += rows[i * rank + r]! * window.states[target * S + state + r * size + c]!;
    for (let k = 0; k < s; k++) sum += weights[i * s + k]! * window.signal[(target * s + k) * Q + signal + c]!;
    return sum;
  }

  return window;
}

function grow(old: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(length, 2 * old.length));
  larger.set(old);
  return larger;
}
