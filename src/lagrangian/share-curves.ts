import { zeros } from "../numeric/index.js";
import type { LagrangianCurve } from "./curve.js";
import { steadyNonReciprocalShare } from "./steady-share.js";

/**
 * The non-reciprocal share of a constant gradient over β in [0, 1), shifted, one curve for each kernel.
 *
 * @param points Points of each curve, an integer ≥ 2; default 201. The last one is β = 1 − 1/points.
 * @throws {RangeError} if points is out of range.
 * @example
 * shareCurves(4)[0].x; // [0, 0.25, 0.5, 0.75]
 */
export function shareCurves(points = 201): readonly LagrangianCurve[] {
  if (!(Number.isInteger(points) && points >= 2)) {
    throw new RangeError(`Cannot draw shares as points must be an integer >= 2: current value is ${points}`);
  }
  const x = zeros(points).map((_, k) => k / points);
  return (["exponential", "second-order"] as const).map((kernel) => ({
    label: kernel === "exponential" ? "exponential kernel" : "second-order kernel",
    x,
    y: x.map((beta1) => steadyNonReciprocalShare({ beta1, kernel }).m),
  }));
}
