import type { AsyncObjective, Objective } from "../objectives/objective.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { Optimizer } from "./optimizer.js";
import { type RunOptions, startRun } from "./session.js";

const SYNCHRONOUS_POLL_INTERVAL = 64;

/**
 * Runs a discrete optimizer: row k of the trajectory is the iterate θ_k after k updates, at time `k·lr`.
 *
 * `m` and `v` are the raw accumulators after k updates (G for AdaGrad; no bias correction, no root), absent where the
 * optimizer has none; `loss` is `f(θ_k)` without decay terms.
 *
 * A run that meets a number that is not finite ends as "diverged". The last row is then the last one whose θ, m and v
 * are finite (its loss need not be), `event.size` the largest |θ| in it, and `event.kind`, `event.time` say what was not
 * finite and at which step: "non-finite loss" and "non-finite gradient" belong to the last row, "non-finite parameters"
 * and "non-finite memory" to the step after it.
 *
 * @throws {RangeError} if `theta0` does not fit the objective or `steps` is no integer ≥ 0.
 * @example
 * run(quadraticObjective(), adamOptimizer({ lr: 0.1 }), { theta0: [1], steps: 500 }).theta.at(-1); // 4, within 1e-11
 */
export function run(objective: Objective, optimizer: Optimizer, options: RunOptions): Trajectory {
  const session = startRun(objective, optimizer, { ...options, pollEvery: SYNCHRONOUS_POLL_INTERVAL });
  const { theta, gradient } = session;
  const isJoint = objective.valueAndGradient !== undefined;
  for (;;) {
    let loss: number;
    if (session.isLast()) {
      loss = objective.value(theta);
    } else if (isJoint) {
      loss = objective.valueAndGradient!(theta, gradient);
    } else {
      loss = objective.value(theta);
      objective.gradient(theta, gradient);
    }
    const ended = session.record(loss) ?? session.update();
    if (ended !== null) return ended;
  }
}

/**
 * `run` for an objective that answers later; the same optimizers, the same rows, cancelled between any two updates.
 *
 * @throws {RangeError} (as a rejection) on the same input as `run`.
 * @example
 * const objective = { dimension: 1, valueAndGradient: async (theta, out) => ((out[0] = theta[0]), theta[0] ** 2 / 2) };
 * (await runAsync(objective, gdOptimizer({ lr: 0.5 }), { theta0: [1], steps: 2 })).theta; // Float64Array [1, 0.5, 0.25]
 */
export async function runAsync(
  objective: AsyncObjective,
  optimizer: Optimizer,
  options: RunOptions,
): Promise<Trajectory> {
  const session = startRun(objective, optimizer, { ...options, pollEvery: 1 });
  for (;;) {
    const loss = await objective.valueAndGradient(session.theta, session.gradient);
    const ended = session.record(loss) ?? session.update();
    if (ended !== null) return ended;
  }
}
