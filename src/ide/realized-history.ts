import { addResponse, exponential, type LagrangeBasis, type LinearSystem, zeros } from "../numeric/index.js";
import { linearCoupling, writeSignals } from "./coupling.js";
import type { History } from "./history.js";
import type { Pieces } from "./pieces.js";
import type { System } from "./system.js";

/** What the memory of one kernel does over an element of one length. */
interface MemoryTable {
  /** `p × states`: what the memory at a node takes from the states at the left end. */
  readonly rows: Float64Array;
  /** `p × p`: and from the signal in the element. */
  readonly weights: Float64Array;
  /** `e^(A·h)` of each block. */
  readonly advance: readonly Float64Array[];
  /** `p × states`: what the signal at a node adds to the states at the right end. */
  readonly inputs: Float64Array;
}

/**
 * Memories carried from element to element by the realization of their kernels, O(N): limits start and x only.
 *
 * Integrals of a polynomial signal against a realization are exact to rounding, however fast it forgets.
 */
export function realizedHistory(system: System, pieces: Pieces): History {
  const { rule } = pieces;
  const { m, q, size } = system;
  const { p } = rule;
  const kernels = system.convolution!.map(({ realization }) => realization as readonly LinearSystem[]);
  // one kernel may serve all components
  const kernelOf = (component: number) => (size === 1 ? 0 : component);
  const states = Array.from({ length: m }, (_, k) => zeros(countStates(kernels[kernelOf(k)]!)));
  let length = 0;
  let tables: readonly MemoryTable[] = [];

  return {
    kind: "realization",
    missed: () => 0,
    open({ h }, past) {
      if (h !== length) tables = kernels.map((blocks) => createTable(blocks, { h, basis: rule }));
      length = h;
      const W = zeros(p * p * size);
      for (let i = 0; i < p; i++) {
        for (let c = 0; c < q; c++) {
          const { rows } = tables[kernelOf(c)]!;
          const state = states[c]!;
          let sum = 0;
          for (let r = 0; r < state.length; r++) sum += rows[i * state.length + r]! * state[r]!;
          past[i * q + c] = sum;
        }
        for (let j = 0; j < p; j++) {
          for (let k = 0; k < size; k++) W[(i * p + j) * size + k] = tables[k]!.weights[i * p + j]!;
        }
      }
      return linearCoupling(system, p, W);
    },
    accept() {
      const signal = zeros(p * m);
      writeSignals(system, pieces.values.at(-1)!, signal);
      for (let c = 0; c < m; c++) {
        advanceStates(states[c]!, tables[kernelOf(c)]!, (j) => signal[j * m + c]!);
      }
    },
  };
}

function countStates(blocks: readonly LinearSystem[]): number {
  return blocks.reduce((sum, { order }) => sum + order, 0);
}

function createTable(
  blocks: readonly LinearSystem[],
  { h, basis }: { readonly h: number; readonly basis: LagrangeBasis },
): MemoryTable {
  const { nodes } = basis;
  const p = nodes.length;
  const size = countStates(blocks);
  const rows = zeros(p * size);
  const weights = zeros(p * p);
  const inputs = zeros(p * size);
  let at = 0;
  for (const block of blocks) {
    const { order, c } = block;
    const matrix = zeros(order * order);
    for (let i = 0; i < p; i++) {
      const age = nodes[i]! * h;
      const response = zeros(order * p);
      addResponse(block, { basis, length: h, upper: age, at: age }, response);
      exponential(block, age, matrix);
      for (let o = 0; o < order; o++) {
        for (let r = 0; r < order; r++) rows[i * size + at + o]! += c[r]! * matrix[r * order + o]!;
        for (let j = 0; j < p; j++) {
          weights[i * p + j]! += c[o]! * response[o * p + j]!;
          // the last node is the right end
          if (i === p - 1) inputs[j * size + at + o] = response[o * p + j]!;
        }
      }
    }
    at += order;
  }
  return {
    rows,
    weights,
    inputs,
    advance: blocks.map((block) => exponential(block, h, zeros(block.order ** 2))),
  };
}

/** Carries the states of one memory over an element. */
function advanceStates(state: Float64Array, { advance, inputs }: MemoryTable, signal: (j: number) => number): void {
  const old = state.slice();
  const size = state.length;
  let at = 0;
  for (const matrix of advance) {
    const order = Math.sqrt(matrix.length);
    for (let o = 0; o < order; o++) {
      let sum = 0;
      for (let r = 0; r < order; r++) sum += matrix[o * order + r]! * old[at + r]!;
      for (let j = 0; j * size < inputs.length; j++) sum += inputs[j * size + at + o]! * signal(j);
      state[at + o] = sum;
    }
    at += order;
  }
}
