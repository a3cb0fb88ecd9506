import {
  recordOf,
  type TrainingRecord,
  type TrainingSetting,
  type TrainingState,
  trainSetting,
} from "../../src/training/index.js";
import { createCheckpoints } from "../files/checkpoints.js";
import { canRunNatively } from "../onnx/index.js";
import { type OpenedTask, openTask } from "../tasks/index.js";
import { type TrainingTask, training } from "./training-task.js";

/** Raised whenever runs come out differently, so that old ones are not mixed with new ones. */
const RECORDS_VERSION = 1;
/** Time between two states on disk, in ms. */
const SAVE_INTERVAL = 30_000;

/** The last task, since maps train one task many times. */
let last: { readonly key: string; readonly opened: OpenedTask } | null = null;

/** Trains a network on this thread, from where an earlier process left it. */
export async function makeTraining({
  setting,
  resumeFolder,
  dataFolder,
  shared,
}: TrainingTask): Promise<TrainingRecord> {
  // engines differ in the last digits of float32
  const key = JSON.stringify([RECORDS_VERSION, await canRunNatively(), setting]);
  const finished = createCheckpoints<TrainingRecord>(`${resumeFolder}/trained`);
  const known = finished.load(key);
  if (known !== undefined) return known;
  if (shared[training.cancel] === 1) throw new Error("The training was cancelled before it began");
  const begun = createCheckpoints<TrainingState>(`${resumeFolder}/begun`);
  const { objective, theta0 } = await open(setting, dataFolder);
  let saved = performance.now();
  const run = await trainSetting(objective, setting, {
    theta0,
    resume: begun.load(key),
    onProgress(step) {
      shared[training.share] = step / setting.steps;
    },
    isCancelled: () => shared[training.cancel] === 1,
    onState(copyState) {
      if (performance.now() - saved < SAVE_INTERVAL) return;
      begun.save(key, copyState());
      saved = performance.now();
    },
  });
  const record = recordOf(run);
  if (run.state !== null) {
    begun.save(key, run.state);
    return record;
  }
  finished.save(key, record);
  return record;
}

async function open({ task, seed, batch }: TrainingSetting, dataFolder: string | undefined): Promise<OpenedTask> {
  const key = JSON.stringify([task, seed, batch]);
  if (last?.key === key) return last.opened;
  last?.opened.objective.dispose();
  last = null;
  // one thread each, since as many runs as cores go side by side
  const opened = await openTask(task, { seed, batch, engine: "auto", threads: 1, dataFolder });
  last = { key, opened };
  return opened;
}
