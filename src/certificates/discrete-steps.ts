import type { Method } from "./method.js";
import type { Profile } from "./profile.js";
import { rowSquare } from "./rows.js";

/**
 * Which rows of a profile are single steps of the algorithm: for row r the number k of updates after which its moments
 * stand, 0 where the row is between steps or the trajectory does not list the next one.
 *
 * A row is a step if `v_k = β2 v_{k−1} + (1 − β2) g_{k−1}²` there to rounding.
 */
export function singleSteps({ lr, beta2 }: Method, profile: Profile): Int32Array {
  const { times, dimension: d, width, gradient, read } = profile;
  const steps = new Int32Array(times.length);
  const v = profile.v!;
  const before = new Float64Array(width);
  for (let r = 0; r < times.length; r++) {
    const k = Math.round(times[r]! / lr);
    if (!(Math.abs(times[r]! / lr - k) < 1e-6)) continue;
    read.v(times[r]!, before);
    let isStep = true;
    for (let c = 0; c < width && isStep; c++) {
      const square = width < d ? rowSquare(gradient, r, d) : gradient[r * d + c]! ** 2;
      const expected = beta2 * before[c]! + (1 - beta2) * square;
      const found = v[r * width + c]!;
      isStep = Math.abs(found - expected) <= 1e-9 * Math.max(found, expected);
    }
    if (isStep) steps[r] = k + 1;
  }
  return steps;
}
