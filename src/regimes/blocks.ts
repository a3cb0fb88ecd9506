import { quantile, selectSmallest } from "./order-statistics.js";

/** A series in blocks of equal length: a robust running level. */
export interface Blocks {
  readonly count: number;
  /** Block j holds the entries from bounds[j] to bounds[j + 1] − 1. */
  readonly bounds: Int32Array;
  /** Mean of the middle half of each: as robust as needed, and steady where a loss alternates between two values. */
  readonly level: Float64Array;
  /** Distance from the 10th to the 90th percentile of each, its own straight trend taken out. */
  readonly spread: Float64Array;
  /** Standard error of a level, from how levels scatter about a straight line through their neighbours (median). */
  readonly error: number;
}

/** As many blocks as there are at most. */
const mostBlocks = 20;

/** Cuts a series into up to 20 blocks of at least two entries. */
export function cutBlocks(y: Float64Array): Blocks {
  const count = Math.max(1, Math.min(mostBlocks, y.length >> 1));
  const bounds = Int32Array.from({ length: count + 1 }, (_, j) => Math.floor((j * y.length) / count));
  const level = new Float64Array(count);
  const spread = new Float64Array(count);
  const scratch = new Float64Array(Math.ceil(y.length / count) + 1);
  for (let j = 0; j < count; j++) {
    const size = bounds[j + 1]! - bounds[j]!;
    scratch.set(y.subarray(bounds[j]!, bounds[j + 1]!));
    level[j] = middleMean(scratch, size);
  }
  for (let j = 0; j < count; j++) {
    const [start, size] = [bounds[j]!, bounds[j + 1]! - bounds[j]!];
    const [before, after] = [Math.max(0, j - 1), Math.min(count - 1, j + 1)];
    const slope = after === before ? 0 : (level[after]! - level[before]!) / ((after - before) * size);
    for (let i = 0; i < size; i++) scratch[i] = y[start + i]! - slope * i;
    spread[j] = quantile(scratch, 0.9, size) - quantile(scratch, 0.1, size);
  }
  return { count, bounds, level, spread, error: levelError(level) };
}

/** Mean of the values from the first to the third quartile; reorders the first `count`. */
function middleMean(values: Float64Array, count: number): number {
  const [first, third] = [Math.floor(0.25 * (count - 1)), Math.ceil(0.75 * (count - 1))];
  selectSmallest(values, third, count);
  selectSmallest(values, first, third + 1);
  let sum = 0;
  for (let i = first; i <= third; i++) sum += values[i]!;
  return sum / (third - first + 1);
}

/** Median of |second differences|/√6, as a standard deviation: 0 on straight lines, whatever their slope. */
function levelError(level: Float64Array): number {
  const count = level.length - 2;
  if (count < 1) return 0;
  const bends = Float64Array.from({ length: count }, (_, j) => Math.abs(level[j]! - 2 * level[j + 1]! + level[j + 2]!));
  return (1.4826 / Math.sqrt(6)) * quantile(bends, 0.5);
}
