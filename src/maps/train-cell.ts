import { createOptimizer } from "../optimizers/index.js";
import { diagnose } from "../regimes/index.js";
import { type TrainingObjective, train } from "../training/index.js";
import type { ComputeCellOptions, MapCell } from "./map-cell.js";
import type { MapPlan } from "./map-plan.js";

/** Options of {@link trainCell}. */
export interface TrainCellOptions extends ComputeCellOptions {
  /** First parameters of every cell. */
  readonly theta0: ArrayLike<number>;
}

/** As `computeCell`, for an objective that answers later; its losses are kept, its parameters are not. */
export async function trainCell(
  objective: TrainingObjective,
  plan: MapPlan,
  { cell, theta0, isCancelled }: TrainCellOptions,
): Promise<MapCell | null> {
  const { optimizer, steps } = plan.settings;
  const made = await train(objective, createOptimizer(optimizer, plan.optionsAt(cell)), {
    theta0,
    steps,
    every: steps,
    isCancelled,
  });
  if (made.status === "interrupted") return null;
  // the step that was not finite is not among the losses
  const losses = made.status === "diverged" ? [...made.loss, Number.NaN] : made.loss;
  const { regime, confidence } = diagnose(losses);
  return { regime, confidence, finalLoss: made.loss.at(-1)!, finalLogLoss: Number.NaN };
}
