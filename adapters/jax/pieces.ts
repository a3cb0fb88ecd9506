import type { numpy as np } from "@jax-js/jax";
import type { Samples } from "../../src/networks/index.js";
import type { DataBlock, Measure } from "./program.js";

/** Inputs [n, …] and targets [n, outputs] as blocks. */
export function sampleBlocks({ count, inputs, inputShape, targets, outputs }: Samples): [DataBlock, DataBlock] {
  return [
    { shape: [count, ...inputShape], values: inputs },
    { shape: [count, outputs], values: targets },
  ];
}

/** Samples in pieces of at most `most`, the blocks of each piece one after the other. */
export interface Pieces {
  readonly counts: readonly number[];
  readonly data: readonly DataBlock[];
}

/** A mean over samples. */
export type SampleMean = (parameters: np.Array[], inputs: np.Array, targets: np.Array) => np.Array;

/** Cuts samples into pieces; the numbers are not copied. */
export function cutSamples(samples: Samples, most: number): Pieces {
  const { count, inputs, targets, outputs } = samples;
  const width = inputs.length / count;
  const pieces = Array.from({ length: Math.ceil(count / most) }, (_, piece) => {
    const start = piece * most;
    const end = Math.min(start + most, count);
    return {
      ...samples,
      count: end - start,
      inputs: inputs.subarray(start * width, end * width),
      targets: targets.subarray(start * outputs, end * outputs),
    };
  });
  return { counts: pieces.map(({ count }) => count), data: pieces.flatMap(sampleBlocks) };
}

export interface PieceOptions {
  readonly pieces: Pieces;
  readonly mean: SampleMean;
}

/** A measure that sees each piece on its own: the mean over all samples. */
export function measureInPieces(name: string, { pieces, mean }: PieceOptions): Measure {
  const { counts, data } = pieces;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    name,
    data,
    value: (parameters, arrays) =>
      counts
        .map((count, piece) => {
          const shared = parameters.map((block) => block.ref);
          return mean(shared, arrays[2 * piece]!, arrays[2 * piece + 1]!).mul(count / total);
        })
        .reduce((sum, part) => sum.add(part)),
  };
}
