import type { Certificate } from "../../../src/certificates/index.js";
import { certifyProblem, findCertifiableRoad, type LeftOut } from "../../../src/experiments/index.js";
import type { Trajectory } from "../../../src/trajectory/index.js";
import { type CertifiedModel, initialState } from "../state/lab-state.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";
import { progressReport } from "./progress-report.js";
import { passedOver, type RunState, roadSettings } from "./road-runs.js";

export interface CertificatesInput {
  readonly run: RunState;
  /** What is certified: the equation with memory or the algorithm. */
  readonly model: CertifiedModel;
  /** Whether constants that the objective does not know are estimated along the run. */
  readonly estimate: boolean;
}

export interface CertificatesOutput {
  readonly theta0: readonly number[];
  readonly certificates: readonly Certificate[];
  /** Statements that were left out, each with what it lacks. */
  readonly left: readonly LeftOut[];
  /** The method's own run without its rows; null where none was made. */
  readonly run: (Pick<Trajectory, "status" | "event"> & { readonly until: number }) | null;
}

/** Applies every statement to the settings; reports the share that is done. */
export const certificatesJob: Job<CertificatesInput, CertificatesOutput, number> = async (input, { report }) => {
  const { run, model, estimate } = input;
  const { objective, theta0 } = await openObjective(run.objective, run.theta0);
  const road = findCertifiableRoad(model);
  if (!road.optimizers.includes(run.optimizer)) {
    throw new RangeError(
      `Cannot certify as optimizer must be one of ${road.optimizers.join(", ")} for the model ${model}: current value is ${run.optimizer}`,
    );
  }
  const settings = roadSettings(model, run, objective.dimension);
  const passed = passedOver(road.options(settings), run);
  if (passed !== null) {
    throw new RangeError(
      `Cannot certify as ${passed} must be ${initialState[passed]} for the model ${model}, which does not know it: current value is ${run[passed]}`,
    );
  }
  const until = run.lr * run.steps;
  const found = certifyProblem(objective, {
    ...settings,
    model,
    lr: run.lr,
    theta0,
    until,
    estimate,
    leaveOut: true,
    onProgress: progressReport(report),
  });
  const { certificates, left, trajectory } = found;
  return {
    theta0: Array.from(theta0),
    certificates,
    left,
    run: trajectory && {
      status: trajectory.status,
      ...(trajectory.event && { event: trajectory.event }),
      // an algorithm makes a step more than it was asked for
      until: Math.min(trajectory.times.at(-1) ?? 0, until),
    },
  };
};
