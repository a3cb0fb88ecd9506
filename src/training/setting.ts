import type { Task } from "../networks/index.js";
import type { OptimizerOptions } from "../optimizers/index.js";

/** A training run as plain data: equal settings give equal numbers. */
export interface TrainingSetting {
  readonly task: Task;
  /** Name of a discrete optimizer, with its options; rates are turned into factors before. */
  readonly optimizer: string;
  readonly options: OptimizerOptions;
  readonly steps: number;
  /** Seed of data, first parameters and batches. */
  readonly seed: number;
  /** Samples of a step; null: all. */
  readonly batch: number | null;
  /** Steps between two rows of metrics, ≥ 1. */
  readonly every: number;
  /** Steps between two measurements of the curvature, a multiple of `every`; 0: none. */
  readonly curvatureEvery: number;
  /** Steps between two measurements on test samples, a multiple of `every`; 0: none. */
  readonly measureEvery: number;
}
