import { addReadOut, differentiationMatrix, lagrangeBasis } from "../numeric/index.js";
import type { DenseMemory, DenseOutput } from "./trajectory.js";

/** Reads a dense output at any time in its range. */
export interface DenseSampler {
  /** First and last moment that is covered, unit time. */
  readonly start: number;
  readonly end: number;
  /** Writes the state at `time` into `out` (length stateSize). */
  state(time: number, out: Float64Array): void;
  /** Writes the derivative of the state at `time` into `out` (length stateSize). */
  derivative(time: number, out: Float64Array): void;
  /** Writes memory `index` at `time` into `out` (length size), by the exact integral of the remembered signal. */
  memory(index: number, time: number, out: Float64Array): void;
  /** Writes the signal that memory `index` remembers at `time` into `out` (length size). */
  signal(index: number, time: number, out: Float64Array): void;
}

/**
 * Creates a reader of a dense output: the solution by its polynomials, memories by
 * `cᵀ(exp(A x) states + ∫₀ˣ exp(A(x − s)) b signal(s) ds)` in the element where `time` falls, x from its start.
 *
 * Times before the start or after the end are read by the first or last element's formula.
 *
 * @example
 * const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.1 });
 * const { dense } = solve(model, { initial: [1], until: 2 });
 * createDenseSampler(dense!).start; // 0
 */
export function createDenseSampler(dense: DenseOutput): DenseSampler {
  const { breaks, nodes, stateSize, values } = dense;
  const solution = lagrangeBasis(nodes);
  const weights = new Float64Array(nodes.length);
  /** Made on first use: most readers never ask for a derivative. */
  let slopes: Float64Array | null = null;
  let current = 0;
  const locate = (time: number): number => {
    const last = breaks.length - 2;
    // most readings go forward in time: try this element and the next before searching
    for (let e = current; e <= Math.min(current + 1, last); e++) {
      if (time >= breaks[e]! && time <= breaks[e + 1]!) {
        current = e;
        return e;
      }
    }
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (breaks[middle]! <= time) low = middle;
      else high = middle - 1;
    }
    current = low;
    return low;
  };
  /** Signals are polynomials through the nodes without the left end. */
  const remembered = lagrangeBasis(nodes.subarray(1));
  const memories = dense.memory.map((memory) => createMemoryReader(memory, nodes.subarray(1)));
  return {
    start: breaks[0]!,
    end: breaks[breaks.length - 1]!,
    state(time, out) {
      const e = locate(time);
      if (time === breaks[e]) {
        // exactly what was solved for, the initial value among them
        for (let a = 0; a < stateSize; a++) out[a] = values[e * nodes.length * stateSize + a]!;
        return;
      }
      solution.evaluate((time - breaks[e]!) / (breaks[e + 1]! - breaks[e]!), weights);
      for (let a = 0; a < stateSize; a++) {
        // about the first value, so that what is constant stays exactly so
        const base = values[e * nodes.length * stateSize + a]!;
        let sum = 0;
        for (let k = 1; k < nodes.length; k++) {
          sum += weights[k]! * (values[(e * nodes.length + k) * stateSize + a]! - base);
        }
        out[a] = base + sum;
      }
    },
    derivative(time, out) {
      const e = locate(time);
      const length = breaks[e + 1]! - breaks[e]!;
      solution.evaluate((time - breaks[e]!) / length, weights);
      slopes ??= differentiationMatrix(nodes);
      const count = nodes.length;
      for (let a = 0; a < stateSize; a++) out[a] = 0;
      for (let k = 0; k < count; k++) {
        let factor = 0;
        for (let i = 0; i < count; i++) factor += weights[i]! * slopes[i * count + k]!;
        for (let a = 0; a < stateSize; a++) {
          const change = values[(e * count + k) * stateSize + a]! - values[e * count * stateSize + a]!;
          out[a]! += (factor * change) / length;
        }
      }
    },
    memory(index, time, out) {
      const e = locate(time);
      memories[index]!(e, breaks[e]!, breaks[e + 1]! - breaks[e]!, time, out);
    },
    signal(index, time, out) {
      const e = locate(time);
      const { signal, size } = dense.memory[index]!;
      const count = nodes.length - 1;
      const factors = remembered.evaluate((time - breaks[e]!) / (breaks[e + 1]! - breaks[e]!), weights);
      out.fill(0, 0, size);
      for (let k = 0; k < count; k++) {
        for (let a = 0; a < size; a++) out[a]! += factors[k]! * signal[(e * count + k) * size + a]!;
      }
    },
  };
}

type MemoryReader = (e: number, start: number, length: number, time: number, out: Float64Array) => void;

function createMemoryReader(memory: DenseMemory, nodes: Float64Array): MemoryReader {
  const { size, blocks, states, signal } = memory;
  const basis = lagrangeBasis(nodes);
  const s = nodes.length;
  const rank = blocks.reduce((sum, block) => sum + block.order, 0);
  const row = new Float64Array(rank);
  const weights = new Float64Array(s);
  return (e, start, length, time, out) => {
    const at = Math.max(0, time - start);
    weights.fill(0);
    addReadOut(blocks, { basis, length, upper: at, at }, { row, weights });
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let q = 0; q < rank; q++) sum += row[q]! * states[(e * rank + q) * size + a]!;
      for (let k = 0; k < s; k++) sum += weights[k]! * signal[(e * s + k) * size + a]!;
      out[a] = sum;
    }
  };
}
