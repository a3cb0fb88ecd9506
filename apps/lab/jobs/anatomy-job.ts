import { type SpikeAnatomy, type SpikeAnatomyOptions, spikeAnatomy } from "../../../src/anatomy/index.js";
import { findRoad, type RoadSettings } from "../../../src/experiments/index.js";
import type { Objective } from "../../../src/objectives/index.js";
import { type Diagnosis, diagnoseTrajectory } from "../../../src/regimes/index.js";
import type { Trajectory } from "../../../src/trajectory/index.js";
import type { Job } from "./job.js";
import { type NetworkState, openNetwork } from "./network-subject.js";
import { openObjective } from "./open-objective.js";
import { progressReport } from "./progress-report.js";
import { type RunState, roadSettings } from "./road-runs.js";

export interface AnatomyInput {
  readonly run: RunState;
  /** What is minimised in place of the objective; null: the objective. */
  readonly network: NetworkState | null;
}

export interface AnatomyOutput {
  readonly dimension: number;
  readonly theta0: readonly number[];
  readonly anatomy: SpikeAnatomy;
  readonly diagnosis: Pick<Diagnosis, "regime" | "confidence" | "evidence" | "unknown">;
  /** The run without its rows. */
  readonly run: Pick<Trajectory, "status" | "event"> & { readonly steps: number };
  /** Whether the largest eigenvalue is there at more than the last step: it takes longest. */
  readonly hasEigenvalues: boolean;
}

/** The share that is done, or what there is before the largest eigenvalues are. */
export type AnatomyPartial = number | AnatomyOutput;

/** Algorithms whose spikes can be taken apart: those with a mean of squares. */
export const anatomyOptimizers = ["adam", "adamw", "rmsprop"] as const;

/** Up to so many parameters eigenvalues cost next to nothing. */
const cheap = 10;
/** Shares of the work that are the run itself and, where eigenvalues are dear, all but these. */
const runShare = 0.05;
const curvatureShare = 0.1;

/** Runs the algorithm, diagnoses the run and takes its spikes apart. */
export const anatomyJob: Job<AnatomyInput, AnatomyOutput, AnatomyPartial> = async ({ run, network }, { report }) => {
  const optimizer = anatomyOptimizers.find((name) => name === run.optimizer);
  if (optimizer === undefined) {
    throw new RangeError(
      `Cannot dissect as optimizer must be ${anatomyOptimizers.join(" or ")}: current value is ${run.optimizer}`,
    );
  }
  const { objective, theta0 } =
    network === null ? await openObjective(run.objective, run.theta0) : await openNetwork(network);
  const progress = progressReport(report);
  const settings = roadSettings("discrete", run, objective.dimension);
  const times = Float64Array.from({ length: run.steps + 1 }, (_, k) => k * run.lr);
  const trajectory = findRoad("discrete").run(objective, settings, {
    theta0,
    until: times.at(-1)!,
    times,
    onProgress: (share) => progress(runShare * share),
  });
  const { status, event } = trajectory;
  const found = {
    dimension: objective.dimension,
    theta0: Array.from(theta0),
    diagnosis: diagnosisOf(objective, trajectory, run.lr),
    run: { status, ...(event && { event }), steps: trajectory.times.length - 1 },
  };
  const method = methodOf(optimizer, settings, run.lr);
  const isDear = objective.dimension > cheap;
  const begin = isDear ? curvatureShare : runShare;
  if (isDear) {
    const eigenvalueEvery = trajectory.times.length;
    const onProgress = (share: number) => progress(runShare + (begin - runShare) * share);
    const first = spikeAnatomy(objective, trajectory, { ...method, eigenvalueEvery, onProgress });
    report({ ...found, anatomy: first, hasEigenvalues: false });
  }
  const onProgress = (share: number) => progress(begin + (1 - begin) * share);
  const anatomy = spikeAnatomy(objective, trajectory, { ...method, onProgress });
  return { ...found, anatomy, hasEigenvalues: true };
};

function methodOf(
  optimizer: (typeof anatomyOptimizers)[number],
  { beta1, beta2, epsilon, weightDecay }: RoadSettings,
  lr: number,
): SpikeAnatomyOptions {
  return {
    optimizer,
    lr,
    ...(beta1 !== undefined && { beta1 }),
    ...(beta2 !== undefined && { beta2 }),
    ...(epsilon !== undefined && { epsilon }),
    ...(weightDecay !== undefined && { weightDecay }),
  };
}

function diagnosisOf({ constants }: Objective, trajectory: Trajectory, lr: number): AnatomyOutput["diagnosis"] {
  const minimum = constants?.minimum;
  const found = diagnoseTrajectory(trajectory, { lr, ...(minimum !== undefined && { minimum }) });
  const { regime, confidence, evidence, unknown } = found;
  return { regime, confidence, evidence, unknown };
}
