import type { Blocks } from "./blocks.js";
import { medianOf } from "./order-statistics.js";

/** The stretch at the end over which the level stays. */
export interface Settled {
  /** Index of its first entry. */
  readonly start: number;
  /** Number of blocks; 0 if the level does not stay. */
  readonly blocks: number;
  readonly level: number;
  /** Distance from the 10th to the 90th percentile about the level. */
  readonly spread: number;
}

/** Changes of the level by less than this are none, as ln: 5 %. */
const SMALL = 0.05;

/**
 * Goes back from the end as long as the level stays within half the spread, and the spread within a factor of 3.
 *
 * @param small changes by less than this are none, as ln.
 */
export function findSettled({ count, bounds, level, spread, error }: Blocks, small = SMALL): Settled {
  const last = Math.min(3, count);
  const endLevel = medianOf(level.subarray(count - last));
  const endSpread = medianOf(spread.subarray(count - last));
  const reach = Math.max(small, 0.5 * endSpread, 3 * error);
  let first = count;
  while (first > 0) {
    const j = first - 1;
    const isLevel = Math.abs(level[j]! - endLevel) <= reach;
    const isAlike = Math.max(spread[j]!, small) <= 3 * Math.max(endSpread, small);
    if (!(isLevel && isAlike)) break;
    first = j;
  }
  return { start: bounds[first]!, blocks: count - first, level: endLevel, spread: endSpread };
}
