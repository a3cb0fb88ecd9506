import type { Convergence } from "./diagnosis.js";
import { endsExactly } from "./exact-minimum.js";
import { medianOf } from "./order-statistics.js";
import type { SeriesShape } from "./shape.js";

/** Least fall of the level over the second half, as ln (5 %), and in standard errors of a level. */
const LEAST_FALL = 0.05;
const ERRORS = 5;
/** Least share of that fall that belongs to the last quarter: what has reached its floor there has 0, a power of the step 0.4. */
const LAST_SHARE = 0.12;
/** Kendall's τ that is a trend. */
const TREND = -0.6;
/** Slopes of both quarters within this ratio are one slope. */
const ALIKE = 0.87;
/** Scatter, as ln, beyond which nothing is at rest. */
const REST_SCATTER = 0.7;

/** A loss that falls on trend to the end, or has come to rest after a fall; null if neither. */
export function findConvergence(shape: SeriesShape): Convergence | null {
  return arrived(shape) ?? falling(shape) ?? resting(shape);
}

/** Exactly at the minimum, whatever the way there was. */
function arrived({ series }: SeriesShape): Convergence | null {
  if (!endsExactly(series)) return null;
  return {
    kind: "rest",
    rate: 0,
    power: null,
    level: -Infinity,
    scatter: 0,
    from: series.exactFrom!,
    confidence: 0.95,
  };
}

function falling({ series, blocks, trend }: SeriesShape): Convergence | null {
  const { fall, lastFall, order, slope, third, last, powers, start } = trend;
  const least = Math.max(LEAST_FALL, ERRORS * blocks.error);
  const isFalling = fall >= least && order <= TREND && lastFall >= LAST_SHARE * fall && slope < 0;
  if (!isFalling || isWithoutEnd({ series, blocks })) return null;
  const scatter = 0.5 * medianOf(blocks.spread.subarray(blocks.count >> 1));
  // noise of the two slopes hides how they differ
  const isClear = fall >= 8 * scatter || fall >= 20 * blocks.error;
  const ratio = last / third;
  const isSublinear = isClear && ratio < ALIKE;
  const isSuperlinear = isClear && ratio > 1 / ALIKE;
  const { y, steps } = series;
  return {
    kind: isSublinear ? "sublinear" : isSuperlinear ? "superlinear" : "linear",
    rate: -slope,
    power: isSublinear ? 0.5 * (powers[0] + powers[1]) : null,
    level: y[y.length - 1]!,
    scatter,
    from: steps[start]!,
    confidence: Math.min(0.99, 0.55 + 0.1 * Math.min(3, Math.log2(fall / least)) + (fall > 2 * scatter ? 0.14 : 0)),
  };
}

/** Whether a loss whose minimum is not known, and may be −∞, falls as fast in the last quarter as in the third. */
function isWithoutEnd({ series, blocks: { level, count } }: Pick<SeriesShape, "series" | "blocks">): boolean {
  if (series.kind !== "above-smallest") return false;
  const middle = count >> 1;
  const gap = (j: number) => Math.exp(level[j]!);
  const quarter = middle + ((count - middle) >> 1);
  return gap(quarter) - gap(count - 1) >= 0.8 * (gap(middle) - gap(quarter));
}

function resting({ series, settled }: SeriesShape): Convergence | null {
  const { y, steps } = series;
  const scatter = 0.5 * settled.spread;
  if (settled.blocks < 3 || !(scatter <= REST_SCATTER)) return null;
  const fall = Math.max(y[0]!, medianOf(y.subarray(0, 5))) - settled.level;
  const isConstant = scatter < 1e-9;
  const hasFallen = fall >= Math.max(LEAST_FALL, 4 * scatter);
  if (!(hasFallen || (isConstant && Math.abs(fall) < 1e-9))) return null;
  const quiet = scatter < 0.01 ? 0.95 : 0.85 - 0.5 * scatter;
  return {
    kind: "rest",
    rate: 0,
    power: null,
    level: settled.level,
    scatter,
    from: steps[settled.start]!,
    confidence: hasFallen ? quiet * (0.6 + 0.4 * Math.min(1, settled.blocks / 6)) : 0.5,
  };
}
