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
 * @example
 * const objective = {
 *   dimension: 1, samples: 1, batchSize: 1, engine: "wasm", useBatch() {}, dispose() {},
 *   valueAndGradient: async (theta, out) => ((out[0] = theta[0]), theta[0] ** 2 / 2),
 *   hessianVector: async (theta, direction, out) => out.set(direction),
 *   measure: async () => ({}),
 * };
 * const plan = { steps: 2, seed: 1, batch: null, every: 1, curvatureEvery: 1, measureEvery: 0 };
 * const setting = { optimizer: "gd", options: { lr: 0.5 }, ...plan };
 * (await trainSetting(objective, setting, { theta0: [1] })).metrics.curvature.at(-1); // 1
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
