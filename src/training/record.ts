import type { TrajectoryEvent, TrajectoryStatus } from "../trajectory/index.js";
import type { Engine } from "./objective.js";

/** What is left of a training run, as plain data that goes between threads: every loss, and metrics at some steps. */
export interface TrainingRecord {
  readonly status: TrajectoryStatus;
  readonly event?: TrajectoryEvent;
  readonly lr: number;
  readonly dimension: number;
  readonly engine: Engine;
  /** Loss at θ_k, k = 0 … the last step; in a run on batches, that of the batch of the update that follows. */
  readonly loss: Float64Array;
  /** Metrics, columns of equal length; NaN where one was not measured at that step. */
  readonly metrics: TrainingMetrics;
}

/** Metrics by column. */
export interface TrainingMetrics {
  /** k of each row. */
  readonly step: Float64Array;
  readonly loss: Float64Array;
  /** ‖g‖ at θ_k. */
  readonly gradientNorm: Float64Array;
  /** ‖θ_k − θ_{k−1}‖; NaN at 0. */
  readonly updateNorm: Float64Array;
  readonly thetaNorm: Float64Array;
  /** ‖m‖ and ‖√v‖ after k updates, raw; NaN where the optimizer has none. */
  readonly mNorm: Float64Array;
  readonly rootVNorm: Float64Array;
  /** Preconditioned curvature along the gradient (q of a spike anatomy), against 2/lr; NaN where it was not measured. */
  readonly curvature: Float64Array;
  /** Columns of `TrainingObjective.measure`, by their names. */
  readonly measured: Readonly<Record<string, Float64Array>>;
}
