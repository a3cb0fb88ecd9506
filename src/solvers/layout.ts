import type { RealizationBlock } from "../kernels/index.js";
import type { Model } from "../models/index.js";

/** Where one memory lives in the flat buffers of a solver. */
export interface TermLayout {
  readonly name: string;
  readonly size: number;
  readonly blocks: readonly RealizationBlock[];
  /** Σ order over the blocks: states per component. */
  readonly rank: number;
  /** First entry among the Σ size signals. */
  readonly signal: number;
  /** First entry among the Σ rank·size states; inside: rows outermost, components innermost. */
  readonly state: number;
}

/** Offsets of all memories of a model, in its order, and their totals. */
export interface MemoryLayout {
  readonly terms: readonly TermLayout[];
  readonly signalSize: number;
  readonly stateSize: number;
}

/**
 * Lays out the realized memories of a model.
 *
 * @throws {TypeError} if a kernel has no realization: such a model is for the reference solver.
 */
export function layoutMemory(model: Model): MemoryLayout {
  const terms: TermLayout[] = [];
  let signal = 0;
  let state = 0;
  for (const { name, size, kernel } of model.memory) {
    const blocks = kernel.realization;
    if (!blocks) {
      throw new TypeError(
        `Cannot solve in linear time as the kernel of ${name} must have a realization (the reference solver needs none): current value is undefined`,
      );
    }
    const rank = blocks.reduce((sum, block) => sum + block.order, 0);
    terms.push({ name, size, blocks, rank, signal, state });
    signal += size;
    state += rank * size;
  }
  return { terms, signalSize: signal, stateSize: state };
}
