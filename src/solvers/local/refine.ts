import type { Model } from "../../models/index.js";
import type { TrajectoryEvent, TrajectoryStatus } from "../../trajectory/index.js";
import { denseDistance } from "./dense-distance.js";
import type { Integrator, LocalRequest, LocalRun } from "./integrator.js";

/** A run with what is known of its error in θ. */
export interface RefinedRun {
  readonly run: LocalRun;
  readonly status: TrajectoryStatus;
  readonly event: TrajectoryEvent | null;
  /** Distance from the run before it, relative to 1 + |θ|; null if there is none. */
  readonly error: number | null;
}

/** Tolerances of steps as shares of the wanted one. */
const SHARES = [0.1, 0.01, 1e-3, 1e-4, 1e-5];
/** Tolerances below this are rounding. */
const FINEST = 1e-14;
/** Two runs are independent if their tolerances differ by this much. */
const APART = 3;

/** Integrates with ever smaller tolerances until two runs agree in θ within the wanted one; the last is kept. */
export function refine(model: Model, integrator: Integrator, request: LocalRequest): RefinedRun {
  const finest = Math.max(FINEST, Math.min(...SHARES) * request.tolerance);
  const coarse = SHARES.map((share) => share * request.tolerance).filter((tolerance) => tolerance >= APART * finest);
  const tolerances = [...(coarse.length > 0 ? coarse : [APART * finest]), finest];
  let last: LocalRun | null = null;
  let distance = { error: Number.NaN, at: 0 };
  for (const [k, tolerance] of tolerances.entries()) {
    const [from, to] = [k === 0 ? 0 : 1 - 0.6 / k, 1 - 0.6 / (k + 1)];
    const onProgress = (fraction: number) => request.onProgress(from + (to - from) * fraction);
    const run = integrator.integrate(model, { ...request, tolerance, onProgress });
    if (run.status === "interrupted" && last) return keep({ ...last, status: "interrupted" }, distance.error);
    if (last) distance = denseDistance(last.dense, run.dense, model.components.theta!);
    // what one run could not do a finer one cannot either; that a solution ends is seen by two
    const agrees = distance.error <= request.tolerance && last?.status === run.status;
    if (run.status === "interrupted" || run.status === "not-converged" || (agrees && last)) {
      // the coarser run is all there is, and where the finer one failed is what is wrong with it
      if (run.status === "not-converged" && last?.status === "completed") {
        return { ...keep(run, distance.error), run: last };
      }
      return keep(run, distance.error);
    }
    if (run.status === "diverged" && last?.status === "diverged") return keep(run, distance.error);
    last = run;
  }
  const event = { kind: "tolerance not reached", time: distance.at, size: distance.error };
  return { run: last!, status: "not-converged", event, error: known(distance.error) };
}

const known = (error: number): number | null => (Number.isNaN(error) ? null : error);

function keep(run: LocalRun, error: number): RefinedRun {
  return { run, status: run.status, event: run.event ?? null, error: known(error) };
}
