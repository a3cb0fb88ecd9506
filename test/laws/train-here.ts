import { type OpenedTask, openTask } from "../../adapters/tasks/index.js";
import { recordOf, type TrainingRecord, type TrainingSetting, trainSetting } from "../../src/training/index.js";

/** Trains networks in this process, on the engine that is there. */
export function createTrainer(): (setting: TrainingSetting) => Promise<TrainingRecord> {
  const opened = new Map<string, Promise<OpenedTask>>();
  return async (setting) => {
    const { task, seed, batch } = setting;
    const key = JSON.stringify([task, seed, batch]);
    const found = opened.get(key) ?? openTask(task, { seed, batch, engine: "auto", threads: 1 });
    opened.set(key, found);
    const { objective, theta0 } = await found;
    return recordOf(await trainSetting(objective, setting, { theta0 }));
  };
}
