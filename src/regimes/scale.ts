import { quantile } from "./order-statistics.js";
import { numberRoom } from "./workspace.js";

/**
 * What the logarithm is taken of: `logarithmic`, it was given; `above-minimum`, loss − minimum; `loss`, the loss itself, which
 * is nowhere negative; `above-smallest`, the loss above its smallest value, as the minimum is not known.
 */
export type ScaleKind = "logarithmic" | "above-minimum" | "loss" | "above-smallest";

/** A loss series on the log scale; its arrays are valid until the next one is made. */
export interface LogSeries {
  /** ln of the loss where it is a number; all finite. */
  readonly y: Float64Array;
  /** Step of each entry of y, increasing. */
  readonly steps: Float64Array;
  readonly kind: ScaleKind;
  /** What was taken from the loss before its logarithm. */
  readonly offset: number;
  /** Number of values given, and of those that are not finite. */
  readonly samples: number;
  readonly nonFinite: number;
  /** Step of the first value that is not finite with none finite after it, and how it is written; null if the end is finite. */
  readonly lost: { readonly step: number; readonly value: number } | null;
  /** Whether as many values that are not finite stood together before, with finite ones after them. */
  readonly isLostUsual: boolean;
  /** Entries of y that stand for +∞, with finite losses after them. */
  readonly infinite: ReadonlySet<number>;
  /** Step from which to the end the loss is exactly at the minimum; null if it is not. */
  readonly exactFrom: number | null;
  /** What was done to the numbers. */
  readonly notes: readonly string[];
}

export interface ScaleOptions {
  readonly logarithmic?: boolean;
  readonly minimum?: number;
  readonly steps?: ArrayLike<number>;
}

/** Relative size of what rounding can do to a difference of doubles. */
const ROUNDING = 1e-15;
/** How far beyond all finite values an infinite one is put, and how far below them an exact minimum, as ln. */
const BEYOND = 3 * Math.LN10;
const BELOW = Math.LN10;

/** Takes logarithms, of what is honest to take them of. */
export function logSeries(loss: ArrayLike<number>, options: ScaleOptions): LogSeries {
  const found = survey(loss, options);
  const { kind, offset, floor } = found;
  const count = loss.length;
  const y = numberRoom("y", count);
  const steps = numberRoom("steps", count);
  const infinite = new Set<number>();
  let [kept, low, high] = [0, Infinity, -Infinity];
  let exactFrom: number | null = null;
  for (let k = 0; k <= found.last; k++) {
    const value = loss[k]!;
    if (Number.isNaN(value) || (value === -Infinity && kind !== "logarithmic")) continue;
    const gap = value - offset;
    const log = kind === "logarithmic" ? value : gap > 0 ? Math.log(Math.max(gap, floor)) : Math.log(floor);
    const step = options.steps === undefined ? k : options.steps[k]!;
    if (log === -Infinity) exactFrom ??= step;
    else exactFrom = null;
    if (log === Infinity) infinite.add(kept);
    else if (log > -Infinity) [low, high] = [Math.min(low, log), Math.max(high, log)];
    y[kept] = log;
    steps[kept++] = step;
  }
  replaceInfinities(y, kept, { low, high });
  const { last, nonFinite, isLostUsual, notes } = found;
  const lostAt = last + 1;
  const lost =
    lostAt < count
      ? { step: options.steps === undefined ? lostAt : options.steps[lostAt]!, value: loss[lostAt]! }
      : null;
  return {
    ...{ y: y.subarray(0, kept), steps: steps.subarray(0, kept) },
    ...{ kind, offset, samples: count, nonFinite, lost, isLostUsual, infinite, exactFrom, notes },
  };
}

function replaceInfinities(y: Float64Array, count: number, { low, high }: { low: number; high: number }): void {
  const isAny = low <= high;
  for (let k = 0; k < count; k++) {
    if (y[k] === Infinity) y[k] = isAny ? high + BEYOND : 0;
    else if (y[k] === -Infinity) y[k] = isAny ? low - BELOW : 0;
  }
}

interface Survey {
  readonly kind: ScaleKind;
  readonly offset: number;
  /** Least gap that is told from 0. */
  readonly floor: number;
  /** Index of the last finite value. */
  readonly last: number;
  readonly nonFinite: number;
  readonly isLostUsual: boolean;
  readonly notes: readonly string[];
}

function survey(loss: ArrayLike<number>, { logarithmic = false, minimum }: ScaleOptions): Survey {
  let [last, nonFinite, smallest, longest] = [-1, 0, Infinity, 0];
  for (let k = 0; k < loss.length; k++) {
    const value = loss[k]!;
    if (Number.isFinite(value) || (logarithmic && value === -Infinity)) {
      if (last >= 0) longest = Math.max(longest, k - 1 - last);
      last = k;
      smallest = Math.min(smallest, value);
    } else nonFinite++;
  }
  const base = { last, nonFinite, floor: 0, isLostUsual: loss.length - 1 - last <= longest };
  if (logarithmic) return { ...base, kind: "logarithmic", offset: 0, notes: [] };
  if (minimum !== undefined && smallest >= minimum - 1e-9 * Math.max(1e-300, Math.abs(minimum))) {
    const floor = ROUNDING * Math.abs(minimum);
    return { ...base, kind: "above-minimum", offset: minimum, floor, notes: [] };
  }
  const wrong = minimum === undefined ? [] : [`The loss falls to ${smallest}, below the minimum given, ${minimum}.`];
  if (minimum === undefined && !(smallest < 0)) return { ...base, kind: "loss", offset: 0, notes: [] };
  const floor = Math.max(lateChange(loss, last), ROUNDING * Math.abs(smallest));
  const note = "The minimum is not known: the log scale is that of the loss above its smallest value.";
  return { ...base, kind: "above-smallest", offset: smallest, floor, notes: [...wrong, note] };
}

/** Median change from one value to the next over the last tenth: what the loss is uncertain by near its smallest value. */
function lateChange(loss: ArrayLike<number>, last: number): number {
  const first = Math.max(0, Math.min(last - 8, Math.floor(0.9 * last)));
  const changes = new Float64Array(last - first);
  let count = 0;
  for (let k = first; k < last; k++) {
    const change = Math.abs(loss[k + 1]! - loss[k]!);
    if (change < Infinity) changes[count++] = change;
  }
  return count === 0 ? 0 : quantile(changes, 0.5, count);
}
