import { fitLine } from "../trajectory/measure.js";
import type { Blocks } from "./blocks.js";
import { kendall } from "./kendall.js";
import type { LogSeries } from "./scale.js";
import { numberRoom } from "./workspace.js";

/** How the level moves over the second half of a series. */
export interface Trend {
  /** Index at which that half begins. */
  readonly start: number;
  /** Mean change of ln(loss) per step, by least squares; and over the third and the last quarter. */
  readonly slope: number;
  readonly third: number;
  readonly last: number;
  /** How far the level falls over it, from its first blocks to its last ones, as ln. */
  readonly fall: number;
  /** How far it falls over the last quarter. */
  readonly lastFall: number;
  /** Kendall's τ of the levels against time: −1 where each is lower than all before it. */
  readonly order: number;
  /** p of loss ∝ step^(−p) over both quarters. */
  readonly powers: readonly [third: number, last: number];
}

/** Reads the trend of the second half. */
export function findTrend({ y, steps }: LogSeries, { count, bounds, level }: Blocks): Trend {
  const middle = count >> 1;
  const quarter = middle + ((count - middle) >> 1);
  const start = bounds[middle]!;
  const late = steps.subarray(start);
  const logs = numberRoom("logs", late.length);
  for (let k = 0; k < logs.length; k++) logs[k] = Math.log(Math.max(late[k]! - steps[0]!, 0.5));
  const slope = (from: number, to: number, x: Float64Array) =>
    fitLine(x.subarray(bounds[from]! - start, bounds[to]! - start), y.subarray(bounds[from]!, bounds[to]!)).slope;
  return {
    start,
    slope: slope(middle, count, late),
    third: slope(middle, quarter, late),
    last: slope(quarter, count, late),
    fall: level[middle]! - level[count - 1]!,
    lastFall: level[quarter]! - level[count - 1]!,
    order: kendall(level.subarray(middle)),
    powers: [-slope(middle, quarter, logs), -slope(quarter, count, logs)],
  };
}
