import type { ClaimResult } from "../report/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { executeRun } from "./execute.js";
import type { Claim, Experiment, RunSetting } from "./experiment.js";
import { createResults, type Results } from "./results.js";
import { gapHorizons, horizonsAt, runSettings, type Scale, settingKey } from "./settings.js";

/** An experiment after its runs: what was run, and what its claims came to. */
export interface ExperimentResult {
  readonly experiment: Experiment<Results>;
  readonly scale: Scale;
  readonly settings: readonly RunSetting[];
  /** By `settingKey`; shared by all experiments of one call. */
  readonly trajectories: ReadonlyMap<string, Trajectory>;
  readonly results: Results;
  readonly claims: readonly ClaimResult[];
}

/** Makes one run of the slow reference solver; given by the caller, who also keeps what is needed to resume it. */
export type ReferenceRunner = (setting: RunSetting) => Promise<Trajectory>;

/** Options of {@link runExperiments}. */
export interface RunExperimentsOptions {
  readonly scale: Scale;
  /** Without it reference runs are left out and their claims are not run. */
  readonly runReference?: ReferenceRunner;
  /** Share done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
  /** Waited for between two runs, so that the caller's event loop can turn. */
  readonly pause?: () => Promise<void>;
}

/**
 * Runs experiments and judges their claims; a run that several of them need is made once.
 *
 * @returns null if it was cancelled.
 */
export async function runExperiments(
  experiments: readonly Experiment<Results>[],
  options: RunExperimentsOptions,
): Promise<readonly ExperimentResult[] | null> {
  const { scale, onProgress, pause, isCancelled = () => false } = options;
  const withReference = options.runReference !== undefined;
  const plans = experiments.map((experiment) => {
    return { experiment, settings: runSettings(experiment, { scale, withReference }) };
  });
  const all = new Map(plans.flatMap(({ settings }) => settings.map((setting) => [settingKey(setting), setting])));
  const cost = ({ road, steps, perStep }: RunSetting) => (road === "reference" ? 1000 : 1) * (100 + steps * perStep);
  const total = [...all.values()].reduce((sum, setting) => sum + cost(setting), 0);
  const trajectories = new Map<string, Trajectory>();
  let done = 0;
  for (const [key, setting] of all) {
    await pause?.();
    if (isCancelled()) return null;
    const trajectory = await executeAny(setting, { ...options, isCancelled });
    if (isCancelled() || trajectory.status === "interrupted") return null;
    trajectories.set(key, withoutDense(trajectory));
    done += cost(setting);
    onProgress?.(done / total);
  }
  return plans.map(({ experiment, settings }) => judgeExperiment(experiment, { scale, settings, trajectories }));
}

function executeAny(
  setting: RunSetting,
  { runReference, isCancelled }: RunExperimentsOptions & { isCancelled: () => boolean },
): Trajectory | Promise<Trajectory> {
  return setting.road === "reference" && runReference !== undefined
    ? runReference(setting)
    : executeRun(setting, { isCancelled });
}

/** Rows at the output times are all that figures and claims read. */
function withoutDense({ dense: _, ...rest }: Trajectory): Trajectory {
  return rest;
}

interface JudgeInput {
  readonly scale: Scale;
  readonly settings: readonly RunSetting[];
  readonly trajectories: ReadonlyMap<string, Trajectory>;
}

function judgeExperiment(experiment: Experiment<Results>, input: JudgeInput): ExperimentResult {
  const { scale, settings, trajectories } = input;
  const horizons = horizonsAt(experiment, scale);
  const results = createResults(experiment, { horizons, gaps: gapHorizons(experiment, scale), settings, trajectories });
  const claims = experiment.claims.map((claim): ClaimResult => {
    const { paper, figure } = experiment;
    const base = { paper, figure, id: `${figure}/${claim.id}`, claim: claim.text, expected: claim.expected };
    const obstacle = findObstacle(claim, experiment, input);
    if (obstacle !== null) return { ...base, measured: "", verdict: "not-run", reason: obstacle };
    const { measured, holds, reason } = claim.measure(results);
    return { ...base, measured, verdict: holds ? "holds" : "fails", reason };
  });
  return { experiment, scale, settings, trajectories, results, claims };
}

/** Why a claim cannot be measured, or null. */
function findObstacle(
  claim: Claim<Results>,
  experiment: Experiment<Results>,
  { scale, settings, trajectories }: JudgeInput,
): string | null {
  if (claim.needsReference && !settings.some(({ road }) => road === "reference")) {
    return "needs the slow reference solver: run again with --with-reference";
  }
  const needed = experiment.horizons.filter(({ lr }) => claim.lrs === undefined || claim.lrs.includes(lr));
  const available = horizonsAt(experiment, scale);
  const missing = needed.find(({ lr }) => !available.some((horizon) => horizon.lr === lr));
  if (missing !== undefined) {
    return `needs ${missing.steps} steps at lr ${missing.lr}: run again with --scale full`;
  }
  for (const setting of settings) {
    const status = trajectories.get(settingKey(setting))?.status;
    // a reference run that does not converge is a finding: the claims that read it say what they make of it
    const isUsed = claim.lrs === undefined || claim.lrs.includes(setting.lr);
    if (isUsed && setting.road !== "reference" && status !== "completed") {
      return `the run ${setting.road} ${setting.case.label}, lr ${setting.lr}, θ0 = ${setting.theta0} ended ${status}`;
    }
  }
  return null;
}
