import { createOptimizer } from "../optimizers/index.js";
import { diagnose } from "../regimes/index.js";
import { type TrainingObjective, train } from "../training/index.js";
import type { ComputeCellOptions, MapCell } from "./map-cell.js";
import type { MapPlan } from "./map-plan.js";

/** Options of {@link trainCell}. */
export interface TrainCellOptions extends ComputeCellOptions {
  /** First parameters of every cell. */
  readonly theta0: ArrayLike<number>;
  /** Seed of the batches, the same ones in every cell; means nothing where an evaluation takes all samples. Default 0. */
  readonly seed?: number;
}

/**
 * As {@link computeCell}, for an objective that answers later; its losses are kept, its parameters are not.
 *
 * @throws {RangeError} (as a rejection) if the start does not fit the objective; and whatever the objective throws.
 * @example
 * const objective = {
 *   dimension: 1, samples: 1, batchSize: 1, engine: "wasm", useBatch() {}, dispose() {},
 *   valueAndGradient: async (theta, out) => ((out[0] = theta[0] ** 3), theta[0] ** 4 / 4),
 *   hessianVector: async (theta, direction, out) => ((out[0] = 3 * theta[0] ** 2 * direction[0])),
 *   measure: async () => ({}),
 * };
 * const x = mapAxis("beta1", { from: 0.5, to: 0.9, count: 2 });
 * const y = mapAxis("beta2", { from: 0.6, to: 0.99, count: 2 });
 * const plan = planMap({ optimizer: "adam", lr: 1e-3, x, y, theta0: [], steps: 3000 });
 * (await trainCell(objective, plan, { cell: 2, theta0: [1] })).regime; // "converged"
 */
export async function trainCell(
  objective: TrainingObjective,
  plan: MapPlan,
  { cell, theta0, seed = 0, isCancelled }: TrainCellOptions,
): Promise<MapCell | null> {
  const { optimizer, steps } = plan.settings;
  const made = await train(objective, createOptimizer(optimizer, plan.optionsAt(cell)), {
    theta0,
    steps,
    every: steps,
    seed,
    isCancelled,
  });
  if (made.status === "interrupted") return null;
  // the step that was not finite is not among the losses
  const losses = made.status === "diverged" ? [...made.loss, Number.NaN] : made.loss;
  const { regime, confidence } = diagnose(losses);
  return { regime, confidence, finalLoss: made.loss.at(-1)!, finalLogLoss: Number.NaN };
}
