import type { Objective } from "../objectives/objective.js";
import { compareTrajectories, type Difference } from "../trajectory/compare.js";
import { type ObservedOrder, observedOrder } from "../trajectory/observed-order.js";
import type { Trajectory, TrajectoryStatus } from "../trajectory/trajectory.js";
import type { RoadEntry, RoadSettings } from "./road.js";
import { findRoad } from "./roads.js";

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

/** One learning rate: how far the two roads are apart. `final` is NaN if one of them ended before T. */
export interface ComparisonRow extends Readonly<Record<ComparedQuantity, Difference | null>> {
  readonly lr: number;
  readonly status: readonly [TrajectoryStatus, TrajectoryStatus];
  readonly trajectories: readonly [Trajectory, Trajectory];
}

/** How the gap between two roads depends on the learning rate. */
export interface Comparison {
  readonly models: readonly [string, string];
  readonly rows: readonly ComparisonRow[];
  /** `sup ≈ C·lr^slope`, from the rows where both roads completed; null where no line is defined. */
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
  const found = compareTrajectories(...trajectories);
  const complete = found.matches === times.length;
  const whole = (gap: Difference | null): Difference | null => (gap && !complete ? { ...gap, final: Number.NaN } : gap);
  return {
    lr,
    theta: whole(found.theta),
    m: whole(found.m),
    v: whole(found.v),
    loss: whole(found.loss),
    status: [trajectories[0].status, trajectories[1].status],
    trajectories,
  };
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
    const gaps = finished.map((row) => row[quantity]?.sup ?? Number.NaN);
    return observedOrder(
      finished.map(({ lr }) => lr),
      gaps,
    );
  };
  return { theta: orderOf("theta"), m: orderOf("m"), v: orderOf("v"), loss: orderOf("loss") };
}
