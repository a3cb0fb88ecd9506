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
const NOT_REACHED = "tolerance not reached";

/**
 * Integrates with ever smaller tolerances until two runs agree in θ within the wanted one; the last is kept.
 *
 * Beside a maximum at 0 errors grow as θ does: where the tolerance is not reached otherwise, errors are measured against
 * the smallest start there is.
 */
export function refine(model: Model, integrator: Integrator, request: LocalRequest): RefinedRun {
  const finest = Math.max(FINEST, Math.min(...SHARES) * request.tolerance);
  const coarse = SHARES.map((share) => share * request.tolerance).filter((tolerance) => tolerance >= APART * finest);
  const found = agree(model, integrator, { request, tolerances: [...(coarse.length > 0 ? coarse : [APART * finest]), finest] });
  const [from, to] = model.components.theta!;
  const least = request.initial.subarray(from, to).reduce((size, x) => (x === 0 ? size : Math.min(size, Math.abs(x))), 1);
  if (found.event?.kind !== NOT_REACHED || !(least < 1)) return found;
  const closer = agree(model, integrator, { request: { ...request, least }, tolerances: [APART * FINEST, FINEST] });
  return closer.status === "not-converged" ? found : closer;
}

/** What runs are made with, one after the other. */
interface Attempts {
  readonly request: LocalRequest;
  readonly tolerances: readonly number[];
}

function agree(model: Model, integrator: Integrator, { request, tolerances }: Attempts): RefinedRun {
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
      if (run.status === "not-converged" && last?.status === "completed") break;
      return keep(run, distance.error);
    }
    if (run.status === "diverged" && last?.status === "diverged") return keep(run, distance.error);
    last = run;
  }
  const event = { kind: NOT_REACHED, time: distance.at, size: distance.error };
  return { run: last!, status: "not-converged", event, error: known(distance.error) };
}

const known = (error: number): number | null => (Number.isNaN(error) ? null : error);

function keep(run: LocalRun, error: number): RefinedRun {
  return { run, status: run.status, event: run.event ?? null, error: known(error) };
}
