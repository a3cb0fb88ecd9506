import { everyNth } from "../trajectory/measure.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { Experiment, Horizon, Quantity, RoadName, RunSetting } from "./experiment.js";
import { type Scale, settingKey } from "./settings.js";

/** One run, seen through the quantity of its figure. */
export interface RunResult {
  readonly setting: RunSetting;
  readonly trajectory: Trajectory;
  /** Time of each value. */
  readonly times: Float64Array;
  /** The figure's quantity, first component. */
  readonly values: Float64Array;
  /** The values at t = k·lr, k = 0, 1, …: what a discrete run has. */
  readonly atSteps: Float64Array;
  /** Number of the step that belongs to an index of `values`; negative indices stay −1. */
  stepOf(index: number): number;
}

/** Which run is meant; θ0 may be left out where there is one. */
export interface RunQuery {
  readonly road: RoadName;
  readonly label: string;
  readonly lr: number;
  readonly theta0?: number;
}

/** A pair of runs at the same setting. */
export interface RunPair {
  readonly lr: number;
  readonly discrete: RunResult;
  readonly nonlocal: RunResult;
}

/** What claims look at. */
export interface Results {
  readonly labels: readonly string[];
  readonly theta0s: readonly number[];
  readonly quantity: Quantity;
  readonly symbol: string;
  readonly horizons: readonly Horizon[];
  /** @throws {RangeError} if there is no such run; claims declare what they need, so this is a mistake in one. */
  run(query: RunQuery): RunResult;
  /** Pairs at the learning rates of the gap from the first start, on one common horizon, the largest learning rate first. */
  gapPairs(query: Pick<RunQuery, "label">): readonly RunPair[];
}

/** An experiment after its runs. */
export interface ExperimentRuns {
  readonly experiment: Experiment<Results>;
  readonly scale: Scale;
  readonly settings: readonly RunSetting[];
  /** By `settingKey`. */
  readonly trajectories: ReadonlyMap<string, Trajectory>;
  readonly results: Results;
}

interface ResultsInput {
  readonly horizons: readonly Horizon[];
  readonly gaps: readonly Horizon[];
  readonly settings: readonly RunSetting[];
  readonly trajectories: ReadonlyMap<string, Trajectory>;
}

/** The view of a figure's claims on its runs. */
export function createResults(
  experiment: Experiment<Results>,
  { horizons, gaps, settings, trajectories }: ResultsInput,
): Results {
  const { quantity, symbol, theta0s, cases } = experiment;
  const find = ({ road, label, lr, theta0 = theta0s[0] }: RunQuery, steps: number | undefined): RunResult => {
    const setting = settings.find(
      (candidate) =>
        candidate.road === road &&
        candidate.case.label === label &&
        candidate.lr === lr &&
        candidate.theta0 === theta0 &&
        (steps === undefined || candidate.steps === steps),
    );
    const trajectory = setting === undefined ? undefined : trajectories.get(settingKey(setting));
    if (setting === undefined || trajectory === undefined) {
      throw new RangeError(
        `Cannot measure a claim as its run must be part of the experiment: current value is ${road} ${label} lr ${lr}`,
      );
    }
    return viewRun(setting, trajectory, quantity);
  };
  return {
    labels: cases.map(({ label }) => label),
    theta0s,
    quantity,
    symbol,
    horizons,
    run: (query) =>
      find(query, query.road === "reference" ? undefined : horizons.find(({ lr }) => lr === query.lr)?.steps),
    gapPairs: ({ label }) =>
      gaps.map(({ lr, steps }) => ({
        lr,
        discrete: find({ road: "discrete", label, lr }, steps),
        nonlocal: find({ road: "nonlocal", label, lr }, steps),
      })),
  };
}

/** A run seen through one of its quantities. */
export function viewRun(setting: RunSetting, trajectory: Trajectory, quantity: Quantity): RunResult {
  const values = trajectory[quantity] ?? new Float64Array(0);
  return {
    setting,
    trajectory,
    times: trajectory.times,
    values,
    atSteps: everyNth(values, setting.perStep),
    stepOf: (index) => (index < 0 ? -1 : index / setting.perStep),
  };
}
