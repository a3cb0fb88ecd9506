import type { Trajectory } from "../trajectory/index.js";
import { diagnose } from "./diagnose.js";
import type { Diagnosis } from "./diagnosis.js";

/** Options of {@link diagnoseTrajectory}. */
export interface DiagnoseTrajectoryOptions {
  /** f*, where it is known; not used where the trajectory has logarithms of its losses. */
  readonly minimum?: number;
  /** Learning rate, the time of one step: periods and intervals are then in steps; else in rows of the trajectory. */
  readonly lr?: number;
}

/**
 * What a run does, from its trajectory: as {@link diagnose}, with its parameters and, where it has them, the logarithms of its
 * losses. A run that ended as diverged is a divergence, as its last loss need not show it.
 *
 * @throws {RangeError} if the minimum is not finite or lr is not > 0.
 * @see arXiv 2009.06125, sections 3 and 4; docs/theory/regimes.md.
 * @example
 * const cycle = run(powerObjective(2), rmspropOptimizer({ lr: 0.01, beta2: 0.9 }), { theta0: [1], steps: 1000 });
 * diagnoseTrajectory(cycle, { minimum: 0 }).regime; // "oscillation"
 */
export function diagnoseTrajectory(trajectory: Trajectory, options: DiagnoseTrajectoryOptions = {}): Diagnosis {
  const { minimum, lr } = options;
  const { theta, dimension, logLoss, status, times } = trajectory;
  if (lr !== undefined && !(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot diagnose a run as lr must be finite and > 0: current value is ${lr}`);
  }
  const steps = lr === undefined ? undefined : times.map((time) => stepOf(time, lr));
  // the step that was not finite is not in the trajectory
  const isLost = status === "diverged";
  const given = logLoss ?? trajectory.loss;
  const rows = given.length;
  const loss = isLost ? Float64Array.from({ length: rows + 1 }, (_, k) => given[k] ?? Number.NaN) : given;
  const withEnd = (list: Float64Array) =>
    Float64Array.from({ length: rows + 1 }, (_, k) => list[k] ?? list[rows - 1]! + 1);
  return diagnose(loss, {
    logarithmic: logLoss !== undefined,
    ...(minimum !== undefined && logLoss === undefined && { minimum }),
    ...(steps && { steps: isLost ? withEnd(steps) : steps }),
    ...(!isLost && { theta, dimension }),
  });
}

/** Quotients that rounding keeps from being whole. */
const ROUNDING = 1e-9;

/** The number of a step: whole where only rounding keeps it from being so. */
function stepOf(time: number, lr: number): number {
  const step = time / lr;
  const whole = Math.round(step);
  return Math.abs(step - whole) <= ROUNDING * Math.max(1, whole) ? whole : step;
}
