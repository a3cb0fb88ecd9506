import { exponential } from "../numeric/index.js";
import type { RealizationBlock } from "./kernel.js";

/** The weight that a realization gives an age: `Σ cᵀ exp(A·age) b` over its blocks. */
export function realizedWeight(realization: readonly RealizationBlock[], age: number): number {
  let sum = 0;
  for (const block of realization) {
    const { order, b, c } = block;
    const matrix = exponential(block, age, new Float64Array(order * order));
    for (let i = 0; i < order; i++) {
      for (let j = 0; j < order; j++) sum += c[i]! * matrix[i * order + j]! * b[j]!;
    }
  }
  return sum;
}
