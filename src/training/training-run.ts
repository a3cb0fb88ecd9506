import type { TrainingRecord } from "./record.js";
import type { TrainingState } from "./training-state.js";

/** Parameters at one step of a run. */
export interface TrainedParameters {
  /** k of θ_k. */
  readonly step: number;
  /** Loss there, as it is in the losses of the run; on batches that of one batch. */
  readonly loss: number;
  readonly theta: Float64Array;
}

/** What comes of a training run. */
export interface TrainingRun extends TrainingRecord {
  /** Where the run ended, the last step whose θ, m and v are finite. */
  readonly last: TrainedParameters;
  /** Where the loss was lowest. */
  readonly best: TrainedParameters;
  /** Raw moments at the end, where the optimizer has them. */
  readonly m?: Float64Array;
  readonly v?: Float64Array;
  /** Of an interrupted run: what it can be gone on from. */
  readonly state: TrainingState | null;
}

/**
 * What is left of a run without its parameters.
 *
 * @example
 * const objective = {
 *   dimension: 1, samples: 1, batchSize: 1, engine: "wasm", useBatch() {}, dispose() {},
 *   valueAndGradient: async (theta, out) => ((out[0] = theta[0]), theta[0] ** 2 / 2),
 *   hessianVector: async (theta, direction, out) => out.set(direction),
 *   measure: async () => ({}),
 * };
 * const run = await train(objective, gdOptimizer({ lr: 0.5 }), { theta0: [1], steps: 2 });
 * recordOf(run).status; // "completed"
 */
export function recordOf(run: TrainingRun): TrainingRecord {
  const { status, event, lr, dimension, engine, loss, metrics } = run;
  return { status, ...(event && { event }), lr, dimension, engine, loss, metrics };
}
