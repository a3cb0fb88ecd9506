import { medianOf } from "../../src/regimes/order-statistics.js";

/** The small oscillation of a series of positive numbers. */
export interface Ripple {
  /** Number of its maxima. */
  readonly maxima: number;
  /** Median number of steps from a maximum to the next; Infinity where there are fewer than two. */
  readonly period: number;
  /** Median factor by which the series rises to a maximum from the lowest value since the one before; 1 without. */
  readonly rise: number;
}

/** Every local maximum counts, however small; of equal neighbours the first. */
export function rippleOf(values: Float64Array): Ripple {
  const distances: number[] = [];
  const rises: number[] = [];
  let [maxima, before, low] = [0, 0, values[0] ?? Number.NaN];
  for (let k = 1; k + 1 < values.length; k++) {
    const value = values[k]!;
    low = Math.min(low, value);
    if (!(value > values[k - 1]! && value >= values[k + 1]!)) continue;
    rises.push(value / low);
    if (maxima++ > 0) distances.push(k - before);
    before = k;
    low = value;
  }
  return {
    maxima,
    period: distances.length > 0 ? medianOf(distances) : Infinity,
    rise: rises.length > 0 ? medianOf(rises) : 1,
  };
}
