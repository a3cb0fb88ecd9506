import type { Divergence, Spikes } from "./diagnosis.js";
import { kendall } from "./kendall.js";
import { medianOf } from "./order-statistics.js";
import type { SeriesShape } from "./shape.js";

/** Least rise on trend: a decade. */
const LEAST_GROWTH = Math.LN10;
/** Least rise of a loss that ends above its start, or back at it: a factor of 2. */
const LEAST_RISE = Math.LN2;
/** Standard errors of a level by which it has to rise. */
const ERRORS = 6;
/** Kendall's τ that is growth: of a loss that ends above its start, and of one that does not. */
const ORDER = 0.65;
const STRICT_ORDER = 0.8;
/** Blocks over which it has to rise. */
const LEAST_BLOCKS = 3;

/** A loss that is not finite at the end, grows on trend, or ends as large as it began, or larger, and unstable; else null. */
export function findDivergence(shape: SeriesShape, spikes: Spikes | null): Divergence | null {
  const { lost, isLostUsual, samples, nonFinite } = shape.series;
  if (lost !== null) {
    const confidence = isLostUsual ? 0.6 : nonFinite > 1 || samples <= 100 ? 0.99 : 0.9;
    return { kind: "non-finite", from: lost.step, decades: null, confidence };
  }
  return growing(shape, spikes) ?? large(shape);
}

function growing({ series, blocks }: SeriesShape, spikes: Spikes | null): Divergence | null {
  const { level, count, error, bounds } = blocks;
  const lowest = indexOfLowest(level);
  const rising = level.subarray(lowest);
  const rise = level[count - 1]! - level[lowest]!;
  const isAboveStart = level[count - 1]! >= level[0]! + LEAST_RISE;
  const least = Math.max(isAboveStart ? LEAST_RISE : LEAST_GROWTH, ERRORS * error);
  if (
    !(rise >= least && count - 1 - lowest >= LEAST_BLOCKS && kendall(rising) >= (isAboveStart ? ORDER : STRICT_ORDER))
  )
    return null;
  // it still rises (two blocks against two, as one may be lower by noise), and did not do it in one jump
  const lately = level[count - 1]! + level[count - 2]! - level[count - 3]! - level[count - 4]!;
  const isRising = lately >= 0.02 * rise;
  if (!(isRising && greatestStep(rising) <= 0.8 * rise)) return null;
  // below its start it may be the second half of a slow oscillation, or what remains of spikes that come ever faster
  if (!isAboveStart && (spikes !== null || riseBefore(level, lowest) >= 0.5 * rise)) return null;
  return {
    kind: "growth",
    from: series.steps[bounds[lowest]!]!,
    decades: rise / Math.LN10,
    confidence: Math.min(0.98, 0.6 + 0.1 * Math.log2(rise / least) + (isAboveStart ? 0.15 : 0)),
  };
}

/** As in the third regime of arXiv 2009.06125, section 4: the loss blows up and stays large. */
function large({ series, blocks, settled }: SeriesShape): Divergence | null {
  const { level, spread, count, error, bounds } = blocks;
  const { y, steps } = series;
  const start = medianOf(y.subarray(0, Math.max(1, bounds[1]! >> 3)));
  const end = medianOf(level.subarray(count - Math.max(1, count >> 2)));
  const lowest = indexOfLowest(level);
  const rise = end - level[lowest]!;
  const noise = Math.max(LEAST_RISE, ERRORS * error, medianOf(spread));
  const isBack = end >= start - LEAST_RISE && level[lowest]! <= start - LEAST_RISE && rise >= noise;
  const isBlownUp = end >= start + LEAST_GROWTH && rise >= noise && settled.spread > 0.1;
  if (!(isBack || isBlownUp) || lowest >= count - 2) return null;
  return {
    kind: "large",
    from: steps[bounds[lowest + 1]!]!,
    decades: rise / Math.LN10,
    confidence: Math.min(0.9, 0.55 + 0.1 * Math.log2(rise / noise) + (isBlownUp ? 0.15 : 0)),
  };
}

function indexOfLowest(level: Float64Array): number {
  let lowest = 0;
  for (let j = 1; j < level.length; j++) if (level[j]! < level[lowest]!) lowest = j;
  return lowest;
}

function greatestStep(level: Float64Array): number {
  let most = 0;
  for (let j = 1; j < level.length; j++) most = Math.max(most, level[j]! - level[j - 1]!);
  return most;
}

/** The greatest rise of the level before block `end`. */
function riseBefore(level: Float64Array, end: number): number {
  let [low, most] = [Infinity, 0];
  for (let j = 0; j < end; j++) {
    low = Math.min(low, level[j]!);
    most = Math.max(most, level[j]! - low);
  }
  return most;
}
