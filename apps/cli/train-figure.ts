import { createPreconditioner } from "../../src/optimizers/index.js";
import { type FigureSpec, trainingFigure } from "../../src/report/index.js";
import type { TrainingMetrics, TrainingSetting } from "../../src/training/index.js";
import { trainTitle } from "./train-text.js";

/** What is drawn of a run: all losses, where they are known. */
interface DrawnRun {
  readonly metrics: TrainingMetrics;
  /** Absent: the losses of the metrics, at their steps. */
  readonly loss?: Float64Array;
}

/** The figure of a run. */
export function figureOf({ metrics, loss = lossesOf(metrics) }: DrawnRun, setting: TrainingSetting): FigureSpec {
  const threshold = createPreconditioner(setting.optimizer, setting.options)?.threshold ?? null;
  return trainingFigure({ loss, metrics }, { title: trainTitle(setting), threshold });
}

/** Losses by their steps; NaN between them. */
function lossesOf({ step, loss }: TrainingMetrics): Float64Array {
  const losses = new Float64Array(1 + step.at(-1)!).fill(Number.NaN);
  step.forEach((k, row) => {
    losses[k] = loss[row]!;
  });
  return losses;
}
