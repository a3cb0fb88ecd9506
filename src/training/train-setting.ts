import { createOptimizer, createPreconditioner } from "../optimizers/index.js";
import type { TrainingObjective } from "./objective.js";
import type { TrainingSetting } from "./setting.js";
import { train } from "./train.js";
import type { TrainHooks } from "./train-options.js";
import type { TrainingRun } from "./training-run.js";

/** How a setting is carried out. */
export interface TrainSettingOptions extends TrainHooks {
  /** First parameters, those of the setting's task and seed. */
  readonly theta0: ArrayLike<number>;
}

/**
 * Makes the run of a setting on the objective of its task.
 *
 * @throws {RangeError} (as a rejection) if optimizer, options or steps are out of their ranges, or the objective takes other
 *   batches.
 */
export async function trainSetting(
  objective: TrainingObjective,
  setting: TrainingSetting,
  options: TrainSettingOptions,
): Promise<TrainingRun> {
  const { batch, steps, every, curvatureEvery, measureEvery, seed } = setting;
  const batchSize = batch ?? objective.samples;
  if (batchSize !== objective.batchSize) {
    throw new RangeError(
      `Cannot train as batch must be that of the objective, ${objective.batchSize}: current value is ${batchSize}`,
    );
  }
  return train(objective, createOptimizer(setting.optimizer, setting.options), {
    ...options,
    ...{ steps, every, curvatureEvery, measureEvery, seed },
    preconditioner: createPreconditioner(setting.optimizer, setting.options),
  });
}
