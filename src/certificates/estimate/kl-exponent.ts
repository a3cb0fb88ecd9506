import type { Sample } from "./samples.js";

/** A window of a curve spans this factor in f − limit. */
const WINDOW = 50;
/** Slopes of neighbouring windows that differ by less are settled, and an exponent so near to ½ is ½. */
const UNCERTAINTY = 0.02;

/** Exponent ϑ of ‖∇f‖ ≥ c (f − limit)^ϑ near a minimiser. */
export interface KlExponent {
  readonly value: number;
  /** On how many curves slopes were settled. */
  readonly curves: number;
}

/**
 * The exponent ϑ from curves towards a minimiser: the largest slope of ln‖∇f‖ against ln(f − limit) over the last window
 * before rounding, of the curves whose slope is about the same one window earlier; ½ where it is ½ within 0.02, or less:
 * an exponent below ½ does not occur at a minimiser of a smooth f, and ½ serves where f is not smooth.
 *
 * A slope that still changes is one of two regimes and not of the limit, such as that of a straight line beside a curved
 * valley. The largest one counts as the inequality has to hold on every curve.
 *
 * @param curves samples with `f − limit` resolved, in any order.
 * @returns null where no curve has two windows.
 */
export function klExponent(curves: readonly (readonly Sample[])[], limit: number): KlExponent | null {
  const ends = curves.map((curve) => lowest(curve, limit));
  const bottom = Math.min(...ends);
  const slopes = curves.flatMap((curve, i) => {
    const end = ends[i]!;
    // a curve that stops far above the others does not tell about the limit
    if (!(end <= WINDOW * bottom)) return [];
    const slope = slopeOver(curve, limit, [end, WINDOW * end]);
    const before = slopeOver(curve, limit, [WINDOW * end, WINDOW * WINDOW * end]);
    const change = Math.abs(slope - before);
    return change < Infinity ? [{ slope, change }] : [];
  });
  if (slopes.length === 0) return null;
  const settled = slopes.filter(({ change }) => change <= UNCERTAINTY);
  const best = slopes.reduce((a, b) => (b.change < a.change ? b : a));
  const slope = Math.max(...(settled.length > 0 ? settled : [best]).map((curve) => curve.slope));
  const value = slope <= 0.5 + UNCERTAINTY ? 0.5 : Math.min(slope, 1);
  return { value, curves: settled.length };
}

function lowest(curve: readonly Sample[], limit: number): number {
  return curve.reduce((least, { value }) => Math.min(least, value - limit), Infinity);
}

/** Slope of the least-squares line through (ln(f − limit), ln‖∇f‖), of samples with f − limit in a range; NaN of fewer than two. */
function slopeOver(curve: readonly Sample[], limit: number, [low, high]: readonly [number, number]): number {
  const points = curve
    .filter(({ value, steepness }) => value - limit >= low && value - limit <= high && steepness > 0)
    .map(({ value, steepness }) => [Math.log(value - limit), Math.log(steepness)] as const);
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
}
