import type { Objective } from "../objectives/index.js";

/** Points on a line, and the order of the differences that are taken: of a smooth f nothing else is left in them. */
const POINTS = 9;
const ORDER = 6;
/** (6!)²/12!: the variance of the sixth difference of independent errors, inverted. */
const SHARE = 1 / 924;

/**
 * The rounding noise of f about a point: the spread of sixth differences on a line of close points, where a smooth f is a
 * polynomial. Shows what f is computed from, and cancels, as in 1 − cos x.
 *
 * @param reach distance between two points, small beside what f changes over.
 * @see J. J. Moré, S. M. Wild, "Estimating computational noise", SIAM J. Sci. Comput. 33 (2011).
 */
export function roundingNoise(objective: Objective, theta: Float64Array, reach: number): number {
  const moved = theta.slice();
  const values = Float64Array.from({ length: POINTS }, (_, j) => {
    // signs alternate, so that sums of parameters change too
    for (let i = 0; i < moved.length; i++) moved[i] = theta[i]! + (i % 3 === 2 ? -1 : 1) * (j - POINTS / 2) * reach;
    return objective.value(moved);
  });
  for (let order = 1; order <= ORDER; order++) {
    for (let j = 0; j + order < POINTS; j++) values[j] = values[j + 1]! - values[j]!;
  }
  let sum = 0;
  for (let j = 0; j + ORDER < POINTS; j++) sum += values[j]! ** 2;
  const noise = Math.sqrt((SHARE * sum) / (POINTS - ORDER));
  return Number.isFinite(noise) ? noise : 0;
}
