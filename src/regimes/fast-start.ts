import type { FastStart } from "./diagnosis.js";
import type { LogSeries } from "./scale.js";

/** Least fall, as ln: a factor of 3. */
const LEAST_FALL = Math.log(3);
/** Least distance from that line as a share of the fall: a fall at one rate has none. */
const LEAST_BEND = 0.15;
/** How many times faster than afterwards the loss falls. */
const FASTER = 3;
/** Steepening of the fall from its first to its second half that is no rounding. */
const STEEPER = 1.5;

/**
 * The fast initial fall: up to the point that is farthest below the straight line from the first value to the last, where
 * the fall is several times faster than from there to the end; null if it is not.
 */
export function findFastStart({ y, steps }: LogSeries, top: Float64Array): FastStart | null {
  const count = y.length;
  const end = count - 1;
  const drop = y[0]! - Math.min(top[end]!, y[0]!);
  let [knee, farthest] = [0, 0];
  for (let k = 1; k < count; k++) {
    const chord = y[0]! - (drop * (steps[k]! - steps[0]!)) / (steps[end]! - steps[0]!);
    if (chord - top[k]! > farthest) [knee, farthest] = [k, chord - top[k]!];
  }
  const fall = y[0]! - top[knee]!;
  if (knee === 0 || !(fall >= LEAST_FALL && farthest >= LEAST_BEND * fall)) return null;
  let from = 0;
  while (from < knee - 1 && y[from + 1]! > y[0]! - 0.05 * fall) from++;
  const duration = steps[knee]! - steps[from]!;
  const rate = (y[from]! - top[knee]!) / duration;
  const rest = steps[end]! - steps[knee]!;
  const after = rest === 0 ? 0 : Math.max(0, (top[knee]! - top[end]!) / rest);
  if (!(rest > 0 && rate >= FASTER * after)) return null;
  const middle = (from + knee) >> 1;
  const isSuperlinear = y[middle]! - top[knee]! > STEEPER * (y[from]! - y[middle]!);
  return {
    ...{ from: steps[from]!, to: steps[knee]!, decades: fall / Math.LN10, rate, superlinear: isSuperlinear },
    confidence: Math.min(0.95, 0.5 + 0.15 * Math.log2(fall / LEAST_FALL + 1)),
  };
}
