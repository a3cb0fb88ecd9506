import type { Model } from "../../models/index.js";
import type { DenseOutput, StepStatistics, TrajectoryEvent, TrajectoryStatus } from "../../trajectory/trajectory.js";

/** What an integrator is asked for. */
export interface LocalRequest {
  /** y(0), as the user gave it; a model with a `start` of its own turns it into y(t) at a small t. */
  readonly initial: Float64Array;
  /** End of the interval, unit time. */
  readonly until: number;
  /** Bound of the error of one step, relative to the model's error scale. */
  readonly tolerance: number;
  readonly onProgress: (fraction: number) => void;
  /** Polled now and then. */
  readonly isCancelled: () => boolean;
}

/** What an integrator makes of a model: a piecewise polynomial on [0, T], or up to where it ended. */
export interface LocalRun {
  readonly dense: DenseOutput;
  readonly status: TrajectoryStatus;
  readonly event?: TrajectoryEvent;
  readonly statistics: StepStatistics;
}

/** One way to integrate a model without memory. */
export interface Integrator {
  /** As users name it: explicit, stiff or sliding. */
  readonly name: string;
  /** Order of convergence in the step; null where steps are no approximation. */
  readonly order: number | null;
  integrate(model: Model, request: LocalRequest): LocalRun;
}
