import type { Model } from "../models/index.js";
import { factorLU, solveLU } from "../numeric/index.js";
import type { Collocation } from "./collocation.js";
import type { MemoryLayout } from "./layout.js";
import type { MemoryTable, ReadOut } from "./memory-table.js";
import { createNode, type Node } from "./node.js";

/** A run of equal elements, solved together; buffers are row-major and grow with the number of elements. */
export interface Window {
  /** Start of the window and length of its elements, unit time. */
  time: number;
  length: number;
  /** One per memory, for the current length. */
  tables: readonly MemoryTable[];
  /** Collocation nodes per element. */
  readonly elementNodes: number;
  /** State at the window's start. */
  readonly start: Float64Array;
  /** `elements × s × stateSize`: the state at the collocation nodes. */
  y: Float64Array;
  /** `elements × s × signalSize`: what the memories remember. */
  signal: Float64Array;
  /** `(elements + 1) × memory states`; the first row is given, the others follow from the signals. */
  states: Float64Array;
  /** Memories at node times + advance, for the element swept last: `s × signalSize`. */
  readonly seen: Float64Array;
  /** Factors of each element's own Jacobian, `elements × (s·n)²`, and their pivots. */
  factors: Float64Array[];
  pivots: Int32Array[];
}

/** What one sweep needs besides the window. */
export interface Sweeper {
  /** Makes room for `elements` elements. */
  reserve(elements: number): void;
  /** Evaluates the signals of all elements, and carries the memory states along the window. */
  refresh(elements: number): void;
  /** Reads all memories by the signals as they are: what later elements contribute stays fixed during a sweep. */
  readMemories(elements: number): void;
  /**
   * Newton steps for element e with the past and itself fresh and the future fixed. Returns the size of the last two
   * steps relative to 1 + |y|; not finite where the equations are not.
   */
  relaxElement(e: number, elements: number, steps: number, tolerance: number): { last: number; total: number };
  /** Forms and factors the Jacobian of element e; false if it is singular or not finite. */
  linearize(e: number, elements: number): boolean;
  /** How far y at the nodes of element e moves, relative to 1 + |y|, if the memories there are off by `error`. */
  sensitivity(e: number, elements: number, error: Float64Array): number;
  /**
   * One full linearisation of the window: factors the Jacobian of all its equations by all its unknowns into `matrix`
   * (row-major, N = elements·s·n); false if it is singular or not finite.
   */
  linearizeWindow(elements: number, matrix: Float64Array, pivots: Int32Array): boolean;
  /** Writes the residual of all equations of the window into `out` (length N); the signals must be fresh. */
  writeWindowResidual(elements: number, out: Float64Array): void;
  readonly window: Window;
  readonly node: Node;
}

/** Creates the buffers and operations of a window over which `model` is collocated. */
export function createSweeper(model: Model, layout: MemoryLayout, method: Collocation): Sweeper {
  const n = model.stateSize;
  const s = method.stages;
  const { signalSize: Q, stateSize: S, terms } = layout;
  const node = createNode(model, layout);
  const size = s * n;
  const window: Window = {
    time: 0,
    length: 0,
    tables: [],
    elementNodes: s,
    start: new Float64Array(n),
    y: new Float64Array(0),
    signal: new Float64Array(0),
    states: new Float64Array(S),
    seen: new Float64Array(s * Q),
    factors: [],
    pivots: [],
  };
  let known = new Float64Array(0);
  let signalBefore = new Float64Array(0);
  let statesBefore = new Float64Array(S);
  const slope = new Float64Array(size);
  const residual = new Float64Array(size);
  const blocks = { state: new Float64Array(s * n * n), memory: new Float64Array(s * n * Q), signal: new Float64Array(s * Q * n) };
  const coupling = new Float64Array(s * s * n * n);

  const grow = (old: Float64Array, length: number): Float64Array<ArrayBuffer> => {
    const larger = new Float64Array(length);
    larger.set(old.subarray(0, Math.min(length, old.length)));
    return larger;
  };

  function reserve(elements: number): void {
    if (window.y.length >= elements * size) return;
    window.y = grow(window.y, elements * size);
    window.signal = grow(window.signal, elements * s * Q);
    window.states = grow(window.states, (elements + 1) * S);
    known = grow(known, elements * s * Q);
    signalBefore = grow(signalBefore, elements * s * Q);
    statesBefore = grow(statesBefore, (elements + 1) * S);
    while (window.factors.length < elements) {
      window.factors.push(new Float64Array(size * size));
      window.pivots.push(new Int32Array(size));
    }
  }

  function signalOf(e: number): void {
    for (let i = e * s; i < (e + 1) * s; i++) {
      node.load(window.y, i * n);
      node.evaluateSignal();
      for (let q = 0; q < Q; q++) window.signal[i * Q + q] = node.signal[q]!;
    }
  }

  function carry(e: number): void {
    for (let index = 0; index < terms.length; index++) {
      const { size: width, blocks: list, rank, signal, state } = terms[index]!;
      const { transition, input } = window.tables[index]!;
      const from = e * S + state;
      const to = from + S;
      let r = 0;
      for (let b = 0; b < list.length; b++) {
        const { order } = list[b]!;
        const matrix = transition[b]!;
        for (let o = 0; o < order; o++, r++) {
          for (let c = 0; c < width; c++) {
            let sum = 0;
            for (let p = 0; p < order; p++) sum += matrix[o * order + p]! * window.states[from + (r - o + p) * width + c]!;
            for (let k = 0; k < s; k++) sum += input[r * s + k]! * window.signal[(e * s + k) * Q + signal + c]!;
            window.states[to + r * width + c] = sum;
          }
        }
      }
      if (r !== rank) throw new Error("memory layout does not fit its table");
    }
  }

  function refresh(elements: number): void {
    for (let e = 0; e < elements; e++) {
      signalOf(e);
      carry(e);
    }
  }

  function readMemories(elements: number): void {
    signalBefore.set(window.signal.subarray(0, elements * s * Q));
    statesBefore.set(window.states.subarray(0, (elements + 1) * S));
    for (let index = 0; index < terms.length; index++) {
      const term = terms[index]!;
      const table = window.tables[index]!;
      for (let e = 0; e < elements; e++) {
        for (let i = 0; i < s; i++) {
          const last = elements - 1 - e;
          const inside = table.reach[i]! <= last;
          const readOut = inside ? table.there : table.closing[last]!;
          const target = e + (inside ? table.reach[i]! : last);
          for (let c = 0; c < term.size; c++) {
            known[(e * s + i) * Q + term.signal + c] = readAt(readOut, i, term, c, target);
          }
        }
      }
    }
  }

  function readAt(readOut: ReadOut, i: number, term: MemoryLayout["terms"][number], c: number, target: number): number {
    let sum = 0;
    for (let r = 0; r < term.rank; r++) {
      sum += readOut.rows[i * term.rank + r]! * window.states[target * S + term.state + r * term.size + c]!;
    }
    for (let k = 0; k < s; k++) {
      sum += readOut.weights[i * s + k]! * window.signal[(target * s + k) * Q + term.signal + c]!;
    }
    return sum;
  }

  const ownReadOut = (table: MemoryTable, e: number, elements: number) =>
    e === elements - 1 ? table.closing[0]! : table.own;

  /** seen = known + what has changed since: the states at the element's start and the element's own signal. */
  function updateSeen(e: number, elements: number): void {
    for (let index = 0; index < terms.length; index++) {
      const { rank, size: width, signal, state } = terms[index]!;
      const { rows, weights } = ownReadOut(window.tables[index]!, e, elements);
      for (let i = 0; i < s; i++) {
        for (let c = 0; c < width; c++) {
          let sum = known[(e * s + i) * Q + signal + c]!;
          for (let r = 0; r < rank; r++) {
            const at = e * S + state + r * width + c;
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
  }

  function loadNode(e: number, i: number): void {
    node.time = window.time + (e + method.nodes[i]!) * window.length;
    node.load(window.y, (e * s + i) * n);
    node.loadMemory(window.seen, i * Q);
  }

  function writeResidual(e: number): void {
    for (let i = 0; i < s; i++) {
      loadNode(e, i);
      node.evaluateField();
      for (let a = 0; a < n; a++) slope[i * n + a] = node.slope[a]!;
    }
    const before = (e * s - 1) * n;
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        let sum = 0;
        for (let j = 0; j < s; j++) sum += method.A[i * s + j]! * slope[j * n + a]!;
        const from = e === 0 ? window.start[a]! : window.y[before + a]!;
        residual[i * n + a] = from + window.length * sum - window.y[(e * s + i) * n + a]!;
      }
    }
  }

  function relaxElement(e: number, elements: number, steps: number, tolerance: number) {
    let last = Infinity;
    let total = 0;
    for (let step = 0; step < steps; step++) {
      updateSeen(e, elements);
      writeResidual(e);
      solveLU(window.factors[e]!, window.pivots[e]!, residual);
      let change = 0;
      for (let i = 0; i < size; i++) {
        const at = e * size + i;
        const value = window.y[at]! + residual[i]!;
        const relative = Math.abs(residual[i]!) / (1 + Math.abs(value));
        window.y[at] = value;
        if (!(relative <= change)) change = relative;
      }
      signalOf(e);
      total = Math.max(total, change);
      last = change;
      if (!(change < Infinity)) return { last: Number.NaN, total: Number.NaN };
      if (change <= tolerance) break;
    }
    carry(e);
    return { last, total };
  }

  function linearize(e: number, elements: number): boolean {
    updateSeen(e, elements);
    for (let i = 0; i < s; i++) {
      loadNode(e, i);
      if (!node.linearize(blocks, i)) return false;
    }
    couple(e, elements);
    const J = window.factors[e]!;
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        for (let k = 0; k < s; k++) {
          for (let b = 0; b < n; b++) {
            let sum = 0;
            for (let j = 0; j < s; j++) sum += method.A[i * s + j]! * coupling[((j * s + k) * n + a) * n + b]!;
            J[(i * n + a) * size + k * n + b] = (i === k && a === b ? 1 : 0) - window.length * sum;
          }
        }
      }
    }
    return factorLU(J, window.pivots[e]!);
  }

  /** coupling[j, k] = derivative of the field at node j by y at node k, through the element's own memory. */
  function couple(e: number, elements: number): void {
    for (let j = 0; j < s; j++) {
      for (let k = 0; k < s; k++) {
        for (let a = 0; a < n; a++) {
          for (let b = 0; b < n; b++) {
            let sum = j === k ? blocks.state[(j * n + a) * n + b]! : 0;
            for (let index = 0; index < terms.length; index++) {
              const { size: width, signal } = terms[index]!;
              const weight = ownReadOut(window.tables[index]!, e, elements).weights[j * s + k]!;
              if (weight === 0) continue;
              for (let c = signal; c < signal + width; c++) {
                sum += weight * blocks.memory[(j * n + a) * Q + c]! * blocks.signal[(k * Q + c) * n + b]!;
              }
            }
            coupling[((j * s + k) * n + a) * n + b] = sum;
          }
        }
      }
    }
  }

  function sensitivity(e: number, elements: number, error: Float64Array): number {
    updateSeen(e, elements);
    const change = new Float64Array(size);
    for (let i = 0; i < s; i++) {
      loadNode(e, i);
      node.evaluateField();
      for (let a = 0; a < n; a++) change[i * n + a] = -node.slope[a]!;
      for (let q = 0; q < Q; q++) node.addToMemory(q, error[q]!);
      node.evaluateField();
      for (let a = 0; a < n; a++) change[i * n + a]! += node.slope[a]!;
    }
    const moved = new Float64Array(size);
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        for (let j = 0; j < s; j++) moved[i * n + a]! += window.length * method.A[i * s + j]! * change[j * n + a]!;
      }
    }
    solveLU(window.factors[e]!, window.pivots[e]!, moved);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const relative = Math.abs(moved[i]!) / (1 + Math.abs(window.y[e * size + i]!));
      if (!(relative <= largest)) largest = relative;
    }
    return largest;
  }

  function writeWindowResidual(elements: number, out: Float64Array): void {
    for (let e = 0; e < elements; e++) {
      updateSeen(e, elements);
      writeResidual(e);
      for (let i = 0; i < size; i++) out[e * size + i] = residual[i]!;
    }
  }

  function linearizeWindow(elements: number, matrix: Float64Array, pivots: Int32Array): boolean {
    const N = elements * size;
    const all = {
      state: new Float64Array(elements * s * n * n),
      memory: new Float64Array(elements * s * n * Q),
      signal: new Float64Array(elements * s * Q * n),
    };
    for (let e = 0; e < elements; e++) {
      updateSeen(e, elements);
      for (let i = 0; i < s; i++) {
        loadNode(e, i);
        if (!node.linearize(all, e * s + i)) return false;
      }
    }
    const influence = terms.map((term, index) => influences(term, window.tables[index]!, elements, s));
    const nodes = elements * s;
    const block = new Float64Array(s * n * n);
    matrix.fill(0);
    for (let e = 0; e < elements; e++) {
      for (let to = 0; to < nodes; to++) {
        // derivative of the field at all nodes of element e by y at node `to`
        for (let j = 0; j < s; j++) {
          const from = e * s + j;
          for (let a = 0; a < n; a++) {
            for (let b = 0; b < n; b++) {
              let sum = from === to ? all.state[(from * n + a) * n + b]! : 0;
              for (let index = 0; index < terms.length; index++) {
                const weight = influence[index]![from * nodes + to]!;
                if (weight === 0) continue;
                const { size: width, signal } = terms[index]!;
                for (let c = signal; c < signal + width; c++) {
                  sum += weight * all.memory[(from * n + a) * Q + c]! * all.signal[(to * Q + c) * n + b]!;
                }
              }
              block[(j * n + a) * n + b] = sum;
            }
          }
        }
        for (let i = 0; i < s; i++) {
          for (let a = 0; a < n; a++) {
            for (let b = 0; b < n; b++) {
              let sum = 0;
              for (let j = 0; j < s; j++) sum += method.A[i * s + j]! * block[(j * n + a) * n + b]!;
              matrix[((e * s + i) * n + a) * N + to * n + b] = -window.length * sum;
            }
          }
        }
      }
      for (let i = 0; i < size; i++) {
        matrix[(e * size + i) * N + e * size + i]! += 1;
        if (e > 0) matrix[(e * size + i) * N + (e * s - 1) * n + (i % n)]! -= 1;
      }
    }
    return factorLU(matrix, pivots);
  }

  return { window, node, linearizeWindow, writeWindowResidual, reserve, refresh, readMemories, relaxElement, linearize, sensitivity };
}

/** influence[from·nodes + to]: how the memory seen at node `from` changes with the signal at node `to`. */
function influences(term: MemoryLayout["terms"][number], table: MemoryTable, elements: number, s: number): Float64Array {
  const { rank, blocks } = term;
  const nodes = elements * s;
  const out = new Float64Array(nodes * nodes);
  // chain[d]: states at the end of an element, d elements later, by the signal at its nodes
  const chain = [table.input];
  for (let d = 1; d < elements; d++) {
    const next = new Float64Array(rank * s);
    let r = 0;
    for (const [index, { order }] of blocks.entries()) {
      for (let o = 0; o < order; o++) {
        for (let k = 0; k < s; k++) {
          let sum = 0;
          for (let p = 0; p < order; p++) sum += table.transition[index]![o * order + p]! * chain[d - 1]![(r + p) * s + k]!;
          next[(r + o) * s + k] = sum;
        }
      }
      r += order;
    }
    chain.push(next);
  }
  for (let e = 0; e < elements; e++) {
    for (let i = 0; i < s; i++) {
      const last = elements - 1 - e;
      const inside = table.reach[i]! <= last;
      const readOut = inside ? table.there : table.closing[last]!;
      const target = e + (inside ? table.reach[i]! : last);
      const row = (e * s + i) * nodes;
      for (let k = 0; k < s; k++) out[row + target * s + k] = readOut.weights[i * s + k]!;
      for (let source = 0; source < target; source++) {
        const carried = chain[target - source - 1]!;
        for (let k = 0; k < s; k++) {
          let sum = 0;
          for (let r = 0; r < rank; r++) sum += readOut.rows[i * rank + r]! * carried[r * s + k]!;
          out[row + source * s + k] = sum;
        }
      }
    }
  }
  return out;
}
