import { zeros } from "../numeric/index.js";
import { createDenseSampler, type Trajectory } from "../trajectory/index.js";
import type { ActionPath } from "./action-path.js";
import type { LagrangianCurve } from "./curve.js";
import { type ReciprocityDefectOptions, reciprocityDefect } from "./reciprocity-defect.js";
import { steadyNonReciprocalShare } from "./steady-share.js";

/** One setting of {@link defectCurves}. */
export interface DefectSetting extends ReciprocityDefectOptions {
  readonly label: string;
  readonly trajectory: Trajectory;
}

/**
 * The reciprocity defect of several settings, d(s) over s/α, one curve each.
 *
 * @throws {RangeError} if a setting is out of range, as {@link reciprocityDefect} does.
 * @throws {TypeError} if a trajectory has no dense output.
 * @example
 * const objective = quadraticObjective();
 * const trajectory = solve(inertialModel(objective, { lr: 0.1 }), { initial: [1, 0], until: 2 });
 * const curves = defectCurves([{ label: "α = 0.1", trajectory, objective, lr: 0.1, lags: [0, 0.2], moments: [1] }]);
 * curves[0].y; // [0, 1]
 */
export function defectCurves(settings: readonly DefectSetting[]): readonly LagrangianCurve[] {
  return settings.map(({ label, trajectory, ...options }) => {
    const { lags, defect } = reciprocityDefect(trajectory, options);
    return { label, x: lags.map((lag) => lag / options.lr), y: defect };
  });
}

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

/** Options of {@link pathCurves}. */
export interface PathCurvesOptions {
  /** Which parameter; default 0. */
  readonly component?: number;
}

/**
 * A stationary path and the causal trajectory between the same ends: θ over t at the same moments, both ends among them.
 *
 * @throws {TypeError} if the trajectory has no dense output.
 * @throws {RangeError} if component is out of range or the trajectory does not cover the path.
 * @example
 * const trajectory = solve(inertialModel(quadraticObjective(), { lr: 0.1 }), { initial: [1, 0], until: 1 });
 * const path = trajectoryPath(trajectory, { lr: 0.1, until: 0.5 });
 * pathCurves(path, trajectory)[0].y[0]; // 1
 */
export function pathCurves(
  path: ActionPath,
  trajectory: Trajectory,
  { component = 0 }: PathCurvesOptions = {},
): readonly LagrangianCurve[] {
  const { grid, dimension, theta, start, end } = path;
  const { dense } = trajectory;
  if (!dense || dense.breaks.length < 2) {
    throw new TypeError("Cannot draw paths as trajectory must have dense output: current value is none");
  }
  if (!(Number.isInteger(component) && component >= 0 && component < dimension)) {
    throw new RangeError(
      `Cannot draw paths as component must be an integer from 0 to ${dimension - 1}: current value is ${component}`,
    );
  }
  const sampler = createDenseSampler(dense);
  if (!(sampler.end >= grid.until)) {
    throw new RangeError(
      `Cannot draw paths as trajectory must cover the path, to ${grid.until}: current value is ${sampler.end}`,
    );
  }
  const state = zeros(dense.stateSize);
  const x = Float64Array.of(0, ...grid.times, grid.until);
  const inner = grid.times.map((_, n) => theta[n * dimension + component]!);
  return [
    { label: "stationary path", x, y: Float64Array.of(start[component]!, ...inner, end[component]!) },
    {
      label: "causal trajectory",
      x,
      y: x.map((time) => {
        sampler.state(time, state);
        return state[component]!;
      }),
    },
  ];
}
