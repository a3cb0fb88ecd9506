import { indexRoom } from "./workspace.js";

/** Where a series turns, by alternating extremes. */
export interface TurningPoints {
  /** Indices, increasing; the first and the last may be the ends of the series. */
  readonly index: Int32Array;
  /** Whether the first one is a minimum. */
  readonly startsLow: boolean;
}

/** The extremes between which a series moves by at least `threshold` each time, turns smaller than that passed over: O(n). */
export function turningPoints(values: Float64Array, threshold: number): TurningPoints {
  const count = values.length;
  const index = indexRoom("turns", count + 1);
  let [found, low, high] = [0, 0, 0];
  // 1 rising, −1 falling, 0 not known yet
  let direction = 0;
  let startsLow = true;
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    if (value > values[high]!) high = i;
    if (value < values[low]!) low = i;
    if (direction >= 0 && value <= values[high]! - threshold && high < i) {
      if (direction === 0) startsLow = false;
      index[found++] = high;
      direction = -1;
      low = i;
      high = i;
    } else if (direction <= 0 && value >= values[low]! + threshold && low < i) {
      index[found++] = low;
      direction = 1;
      low = i;
      high = i;
    }
  }
  // where it has got to since the last turn
  if (direction !== 0) index[found++] = direction > 0 ? high : low;
  return { index: index.slice(0, found), startsLow };
}
