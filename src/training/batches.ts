import { streams } from "../networks/index.js";
import { createRandom } from "../numeric/index.js";

/** What batches are taken from. */
export interface BatchOptions {
  readonly samples: number;
  /** Samples of a batch, 1 … `samples`. */
  readonly batchSize: number;
  /** Whole number from 0 to 2⁵³ − 1. */
  readonly seed: number;
}

/** Says which samples a step is on. */
export interface Batches {
  /** Batches of a pass through the samples. */
  readonly perEpoch: number;
  /** The samples of step k; a view that holds until the next call. */
  at(step: number): Int32Array;
}

/**
 * The batches of a run: a new random order of the samples for each pass, cut into batches of equal size; the samples that are
 * left when no whole batch remains are left out of that pass.
 *
 * Step k takes batch k mod ⌊samples/batchSize⌋ of its pass, whose order is a function of the seed and the number of the pass
 * alone, so that a run can go on from any step.
 *
 * @throws {RangeError} if `batchSize` is no integer from 1 to `samples`, or `seed` is out of range.
 * @see Fisher and Yates, as in Knuth, The Art of Computer Programming 2, algorithm 3.4.2P.
 * @example
 * createBatches({ samples: 10, batchSize: 4, seed: 1 }).perEpoch; // 2
 */
export function createBatches({ samples, batchSize, seed }: BatchOptions): Batches {
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= samples)) {
    throw new RangeError(
      `Cannot take batches as batchSize must be an integer from 1 to ${samples}: current value is ${batchSize}`,
    );
  }
  createRandom(seed);
  const perEpoch = Math.floor(samples / batchSize);
  const order = new Int32Array(samples);
  let shuffled = -1;
  return {
    perEpoch,
    at(step) {
      const epoch = Math.floor(step / perEpoch);
      if (epoch !== shuffled) shuffle(order, { seed, epoch });
      shuffled = epoch;
      const start = (step % perEpoch) * batchSize;
      return order.subarray(start, start + batchSize);
    },
  };
}

/** Writes the numbers 0 … length − 1 in the order of a pass. */
function shuffle(order: Int32Array, { seed, epoch }: { readonly seed: number; readonly epoch: number }): void {
  const random = createRandom(seed, streams.batches + epoch);
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    const taken = order[i]!;
    order[i] = order[j]!;
    order[j] = taken;
  }
}
