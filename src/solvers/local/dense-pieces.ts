import type { DenseOutput } from "../../trajectory/index.js";

/** Collects the polynomials of accepted steps into a dense output that starts at time 0. */
export interface DensePieces {
  /** Appends a step that ends at `end`: its values at all nodes, row-major nodes × state; they are copied. */
  append(end: number, values: Float64Array): void;
  /** Appends a straight line from `from` to `to`. */
  appendLine(end: number, from: Float64Array, to: Float64Array): void;
  build(): DenseOutput;
}

/** Creates an empty collector of steps that are held by their values at `nodes`. */
export function createDensePieces(nodes: Float64Array, stateSize: number): DensePieces {
  const breaks = [0];
  const pieces: Float64Array[] = [];
  const append = (end: number, values: Float64Array): void => {
    breaks.push(end);
    pieces.push(values.slice());
  };
  return {
    append,
    appendLine(end, from, to) {
      const values = new Float64Array(nodes.length * stateSize);
      nodes.forEach((x, k) => {
        for (let i = 0; i < stateSize; i++) {
          values[k * stateSize + i] = x === 1 ? to[i]! : from[i]! + x * (to[i]! - from[i]!);
        }
      });
      append(end, values);
    },
    build() {
      const size = nodes.length * stateSize;
      const values = new Float64Array(pieces.length * size);
      pieces.forEach((piece, e) => {
        values.set(piece, e * size);
      });
      return { breaks: Float64Array.from(breaks), nodes: nodes.slice(), stateSize, values, memory: [] };
    },
  };
}
