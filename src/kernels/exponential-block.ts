import type { RealizationBlock } from "./kernel.js";

/** The block of `weight·e^(−rate·age)`: one state with state' = −rate·state + weight·signal. */
export function exponentialBlock(weight: number, rate: number): RealizationBlock {
  return { order: 1, A: Float64Array.of(-rate), b: Float64Array.of(weight), c: Float64Array.of(1) };
}
