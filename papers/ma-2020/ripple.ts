import { medianOf } from "../../src/regimes/order-statistics.js";
import { turningPoints } from "../../src/regimes/turning-points.js";

/** The small oscillation of a series of positive numbers. */
export interface Ripple {
  /** Number of its maxima. */
  readonly maxima: number;
  /** Median number of steps from a maximum to the next; Infinity where there are fewer than two. */
  readonly period: number;
  /** Median factor by which the series rises to a maximum from the lowest value since the one before; 1 without. */
  readonly rise: number;
}

/** A maximum is one to which the series rises by such a factor at least, and falls from by it: losses in float32 are sure to a thousandth. */
const leastRise = 1.001;

/** The same in words, for definitions. */
export const maximaText = `counting those to which the loss rises, and from which it falls, by a factor of ${leastRise} or more (less can be the rounding of float32)`;

/** Turns by less than a factor of 1.001 are passed over; of equal neighbours the first is the maximum. */
export function rippleOf(values: Float64Array): Ripple {
  // a loss of 0 has no logarithm
  const logarithms = values.map((value) => Math.log(Math.max(value, Number.MIN_VALUE)));
  const { index, startsLow } = turningPoints(logarithms, Math.log(leastRise));
  const peaks: number[] = [];
  const rises: number[] = [];
  // one that the series starts with has no rise, and the last turn is only where it has got to
  for (let turn = startsLow ? 1 : 2; turn + 1 < index.length; turn += 2) {
    const [low, peak] = [index[turn - 1]!, index[turn]!];
    peaks.push(peak);
    rises.push(values[peak]! / values[low]!);
  }
  return {
    maxima: peaks.length,
    period: peaks.length > 1 ? medianOf(peaks.slice(1).map((peak, k) => peak - peaks[k]!)) : Infinity,
    rise: rises.length > 0 ? medianOf(rises) : 1,
  };
}
