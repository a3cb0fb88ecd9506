import { findRhythm } from "./autocorrelation.js";
import type { Oscillation } from "./diagnosis.js";
import { quantile } from "./order-statistics.js";
import { findSettled } from "./settled.js";
import type { SeriesShape } from "./shape.js";
import { numberRoom } from "./workspace.js";

/** Blocks (twentieths of the log) over which the level has to stay; else the second half is looked at, its trend taken out. */
const LEAST_BLOCKS = 3;
/** Least amplitude as ln, 0.1 %: below that a loss counts as at rest. */
const LEAST_AMPLITUDE = 1e-3;
/**
 * Irregular motion of this amplitude, as ln, about a level that has been reached from elsewhere, is no rest; noise of large
 * batches is smaller.
 */
const IRREGULAR = 0.9;
/** The same where most of the time is spent high and the rest in dips, which noise does not do. */
const PASSING_ZERO = 1;

/** Factor by which what dies away shrinks at least from each third of the stretch to the next. */
const SHRINKING = 1.5;

/** The oscillation about the level of a series, or about its trend; null if there is none. */
export function findOscillation({ series, blocks, settled: rough, trend, top }: SeriesShape): Oscillation | null {
  const { y, steps } = series;
  // what is no change beside the loss may be one beside a small oscillation
  const strict = findSettled(blocks, LEAST_AMPLITUDE);
  const settled = strict.blocks >= LEAST_BLOCKS ? strict : rough;
  const isSettled = settled.blocks >= LEAST_BLOCKS;
  const start = isSettled ? settled.start : trend.start;
  const tail = copyTo("tail", y.subarray(start));
  if (!isSettled) for (let k = 0; k < tail.length; k++) tail[k]! -= trend.slope * (steps[start + k]! - steps[start]!);
  const scratch = copyTo("sorted tail", tail);
  const amplitude = 0.5 * (quantile(scratch, 0.95) - quantile(scratch, 0.05));
  if (!(amplitude >= LEAST_AMPLITUDE)) return null;
  if (isSettled && !top.isLevel && diesAway(y.subarray(rough.start))) return null;
  const rhythm = findRhythm(tail);
  const isReached = isSettled && Math.abs(y[0]! - settled.level) >= 1.5 * amplitude;
  const isIrregular = top.isLevel ? amplitude >= PASSING_ZERO : isReached && amplitude >= IRREGULAR;
  if (rhythm === null && !isIrregular) return null;
  const stride = (steps[steps.length - 1]! - steps[start]!) / Math.max(1, tail.length - 1);
  const share = Math.min(1, tail.length / y.length / 0.3);
  const strength = rhythm === null ? 0 : rhythm.strength;
  return {
    period: rhythm === null ? null : rhythm.period * stride,
    amplitude,
    level: settled.level,
    from: steps[start]!,
    source: "loss",
    confidence:
      (rhythm === null ? 0.4 + 0.05 * Math.min(2, amplitude) : 0.5 + 0.48 * strength) *
      (0.7 + 0.3 * share) *
      (isSettled ? 1 : 0.8),
  };
}

/** Whether the swing shrinks from third to third: it does not persist, and the loss comes to rest. */
function diesAway(tail: Float64Array): boolean {
  const swings = [0, 1, 2].map((third) => {
    const [from, end] = [Math.floor((third * tail.length) / 3), Math.floor(((third + 1) * tail.length) / 3)];
    const part = copyTo("third", tail.subarray(from, end));
    return quantile(part, 0.95) - quantile(part, 0.05);
  }) as [number, number, number];
  return swings[0] >= SHRINKING * swings[1] && swings[1] >= SHRINKING * swings[2];
}

function copyTo(name: string, values: Float64Array): Float64Array {
  const copy = numberRoom(name, values.length);
  copy.set(values);
  return copy;
}
