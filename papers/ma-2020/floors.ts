import { medianOf } from "../../src/regimes/order-statistics.js";
import { fitLine } from "../../src/trajectory/measure.js";

/** Where a loss ends, and how it came there. */
export interface Floor {
  /** Median of the losses of the last quarter. */
  readonly level: number;
  /** Median of the quarter before as a share of it: 1 where the loss has stopped falling. */
  readonly before: number;
  /** First time at which the loss is at most ten times the level. */
  readonly reached: number;
  /** Slope of ln f over the second half of the way to there, as a multiple of that over the first. */
  readonly acceleration: number;
}

/** The loss counts as at its floor at this multiple of the level. */
const near = 10;

/**
 * The floor of a loss: its level, whether it is level, when it is reached, and whether the fall to it is faster than any
 * exponential (acceleration above 1: an exponential has 1, `(T − t)²` more).
 */
export function floorOf(times: Float64Array, loss: Float64Array): Floor {
  const count = loss.length;
  const quarter = (which: number) => medianOf(loss.subarray((which * count) / 4, ((which + 1) * count) / 4));
  const level = quarter(3);
  const end = loss.findIndex((value) => value <= near * level);
  const half = Math.ceil(end / 2);
  return {
    level,
    before: quarter(2) / level,
    reached: end < 0 ? Number.NaN : times[end]!,
    acceleration: slopeOf(times, loss, [half, end + 1]) / slopeOf(times, loss, [0, half + 1]),
  };
}

/** Slope of ln f over rows [from, until). */
function slopeOf(times: Float64Array, loss: Float64Array, rows: readonly [from: number, until: number]): number {
  return fitLine(times.subarray(...rows), loss.subarray(...rows).map(Math.log)).slope;
}
