import type { Objective } from "../objectives/objective.js";
import { compareTrajectories, type Difference } from "../trajectory/compare.js";
import { type ObservedOrder, observedOrder } from "../trajectory/observed-order.js";
import type { Trajectory, TrajectoryStatus } from "../trajectory/trajectory.js";
import type { RoadEntry, RoadSettings } from "./road.js";
import { findRoad, roads } from "./roads.js";

/** The quantities that are compared. */
export const comparedQuantities = ["theta", "m", "v", "loss"] as const;
export type ComparedQuantity = (typeof comparedQuantities)[number];

/** What two roads are to be compared on. */
export interface CompareOptions extends Omit<RoadSettings, "lr"> {
  /** Names of the two roads. Default: discrete, nonlocal. */
  readonly models?: readonly [string, string];
  /** Learning rates, each finite and > 0. */
  readonly lrs: readonly number[];
  readonly theta0: ArrayLike<number>;
  /** Horizon T, finite and > 0; roads are compared at t = k·lr in [0, T]. */
  readonly until: number;
  /** Receives the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
}

/**
 * One learning rate: how far the two roads are apart. `final` is NaN if one of them ended before T; both numbers are NaN if
 * one was interrupted or there is nothing to compare but the start.
 */
export interface ComparisonRow extends Readonly<Record<ComparedQuantity, Difference | null>> {
  readonly lr: number;
  readonly status: readonly [TrajectoryStatus, TrajectoryStatus];
  readonly trajectories: readonly [Trajectory, Trajectory];
}

/** How the gap between two roads depends on the learning rate. */
export interface Comparison {
  readonly models: readonly [string, string];
  readonly rows: readonly ComparisonRow[];
  /** `sup ≈ C·lr^slope`, from the rows where both roads completed; null where no line is defined or all gaps are rounding. */
  readonly order: Readonly<Record<ComparedQuantity, ObservedOrder | null>>;
}

/**
 * Runs the same problem on two roads for each learning rate and measures the gap between them.
 *
 * `gap(lr) = sup_k |θ_k − θ(k·lr)|` over t = k·lr in [0, T], the largest component, and the same for m, v and the loss.
 * Memories are compared at the same t: after k updates, and at t = k·lr (not at t + lr).
 *
 * @throws {RangeError} if an option is out of its range, a road has no such optimizer, or there is no learning rate.
 * @see arXiv 2411.09734: "the gap shrinks with lr", as a number.
 * @example
 * const found = compareRoads(quadraticObjective(), { optimizer: "adam", lrs: [0.1, 0.05], theta0: [1], until: 6 });
 * found.order.theta?.slope; // observed order of the gap in lr
 */
export function compareRoads(objective: Objective, options: CompareOptions): Comparison {
  const { models = ["discrete", "nonlocal"], lrs, until } = options;
  const pair = checkRoads(models, options.optimizer);
  if (lrs.length === 0)
    throw new RangeError("Cannot compare as lrs must hold at least one learning rate: current value is empty");
  for (const [name, value] of [["until", until] as const, ...lrs.map((lr) => ["lr", lr] as const)]) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`Cannot compare as ${name} must be a finite number > 0: current value is ${value}`);
    }
  }
  const rows: ComparisonRow[] = [];
  for (const lr of lrs) {
    if (rows.length > 0 && options.isCancelled?.()) break;
    rows.push(compareOne(objective, { ...options, pair, lr, done: rows.length / lrs.length }));
  }
  return { models, rows, order: fitOrders(rows) };
}

function checkRoads(models: readonly [string, string], optimizer: string): readonly [RoadEntry, RoadEntry] {
  const pair = [findRoad(models[0]), findRoad(models[1])] as const;
  if (pair[0] === pair[1]) {
    throw new RangeError(`Cannot compare as models must be two different ones: current value is ${models.join(", ")}`);
  }
  for (const road of pair) {
    if (!road.hasLr) {
      const known = roads.filter(({ hasLr }) => hasLr).map(({ name }) => name);
      throw new RangeError(
        `Cannot compare as models must be two of ${known.join(", ")}, which have a learning rate: current value is ${models.join(", ")}`,
      );
    }
    if (!road.optimizers.includes(optimizer)) {
      const common = pair[0].optimizers.filter((name) => pair[1].optimizers.includes(name));
      throw new RangeError(
        `Cannot compare as optimizer must be one that both models have (${common.join(", ")}): current value is ${optimizer}`,
      );
    }
  }
  return pair;
}

interface CompareOne extends CompareOptions {
  readonly pair: readonly [RoadEntry, RoadEntry];
  readonly lr: number;
  /** Share of all work that was done before this learning rate. */
  readonly done: number;
}

function compareOne(objective: Objective, options: CompareOne): ComparisonRow {
  const { pair, lr, lrs, done, onProgress } = options;
  const steps = Math.floor(options.until / lr + 1e-9);
  const times = Float64Array.from({ length: steps + 1 }, (_, k) => k * lr);
  // k·lr may exceed a multiple of lr by rounding; a horizon below lr still needs a run of positive length
  const until = steps > 0 ? times[steps]! : options.until;
  const runRoad = (road: RoadEntry, index: number): Trajectory =>
    road.run(objective, roadSettings(options, road), {
      theta0: options.theta0,
      until,
      times,
      ...(options.isCancelled && { isCancelled: options.isCancelled }),
      ...(onProgress && { onProgress: (share) => onProgress(done + (index + share) / (2 * lrs.length)) }),
    });
  const trajectories = [runRoad(pair[0], 0), runRoad(pair[1], 1)] as const;
  return {
    lr,
    ...gapsOf(trajectories, times.length),
    status: [trajectories[0].status, trajectories[1].status],
    trajectories,
  };
}

/** How far two runs are apart that were to have `count` times in common. */
function gapsOf(pair: ComparisonRow["trajectories"], count: number): Record<ComparedQuantity, Difference | null> {
  const [one, two] = pair;
  const isInterrupted = one.status === "interrupted" || two.status === "interrupted";
  const found = isInterrupted ? null : compareTrajectories(one, two);
  // both begin at the same point: there the gap says nothing
  const isMeasured = found !== null && found.until > 0;
  const gapOf = (quantity: ComparedQuantity): Difference | null => {
    if (one[quantity] === undefined || two[quantity] === undefined) return null;
    const gap = isMeasured ? found[quantity] : null;
    return { sup: gap?.sup ?? Number.NaN, final: found?.matches === count ? (gap?.final ?? Number.NaN) : Number.NaN };
  };
  return { theta: gapOf("theta"), m: gapOf("m"), v: gapOf("v"), loss: gapOf("loss") };
}

/** The options that mean something on this road. */
function roadSettings(options: CompareOne, road: RoadEntry): RoadSettings {
  const known = road.options(options);
  const entries = Object.entries(options).filter(([name]) => known.some((option) => option === name));
  return { ...Object.fromEntries(entries), optimizer: options.optimizer, lr: options.lr };
}

function fitOrders(rows: readonly ComparisonRow[]): Comparison["order"] {
  const finished = rows.filter(({ status }) => status.every((one) => one === "completed"));
  const orderOf = (quantity: ComparedQuantity): ObservedOrder | null => {
    const points = finished.flatMap((row) => {
      const gap = row[quantity]?.sup ?? Number.NaN;
      return Number.isNaN(gap) ? [] : [{ lr: row.lr, gap, rounding: roundingOf(row, quantity) }];
    });
    if (points.every(({ gap, rounding }) => gap < rounding)) return null;
    return observedOrder(
      points.map(({ lr }) => lr),
      points.map(({ gap }) => gap),
    );
  };
  return { theta: orderOf("theta"), m: orderOf("m"), v: orderOf("v"), loss: orderOf("loss") };
}

/** Gaps below this are rounding of the numbers that are compared. */
function roundingOf({ trajectories }: ComparisonRow, quantity: ComparedQuantity): number {
  let scale = 0;
  for (const trajectory of trajectories) {
    for (const value of trajectory[quantity] ?? []) scale = Math.max(scale, Math.abs(value));
  }
  return 1e-13 * (1 + scale);
}
