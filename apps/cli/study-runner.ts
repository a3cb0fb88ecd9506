import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createCheckpoints } from "../../adapters/files/checkpoints.js";
import { createRunPool } from "../../adapters/threads/index.js";
import type { Runner, RunSetting, Trainer } from "../../src/experiments/index.js";
import type { CliIo } from "./command.js";
import { slowEngineNote } from "./engine-note.js";

/** Makes the runs of a reproduction on several threads, and keeps states of slow ones beside the report. */
export interface StudyRunner {
  readonly run: Runner;
  readonly train: Trainer;
  /** Ends the threads. */
  close(): Promise<void>;
  /** Removes what was kept to be resumed. */
  forget(): void;
}

interface StudyRunnerOptions {
  /** Folder of the report. */
  readonly out: string;
  /** Folder of data sets, looked at before the usual places. */
  readonly dataFolder: string | undefined;
}

export function createStudyRunner({ out, dataFolder }: StudyRunnerOptions, io: CliIo): StudyRunner {
  const resumeFolder = join(dirname(out), `.${basename(out)}.resume`);
  if (existsSync(resumeFolder)) io.note(`Going on with the runs kept in ${resumeFolder}.`);
  let noted: Promise<void> | null = null;
  /** Says once that networks will take long. */
  const noteEngine = (): Promise<void> => {
    noted ??= import("../../adapters/onnx/index.js").then(async ({ canRunNatively }) => {
      if (!(await canRunNatively())) io.note(slowEngineNote);
    });
    return noted;
  };
  const pool = createRunPool({ resumeFolder, dataFolder });
  io.onCancel(() => void pool.close());
  return {
    run: (setting) => {
      if (setting.road === "reference") io.note(`Reference solver: ${describe(setting)}`);
      return pool.run(setting);
    },
    async train(setting, options) {
      await noteEngine();
      return pool.train(setting, options);
    },
    close: pool.close,
    forget: createCheckpoints(resumeFolder).clear,
  };
}

function describe({ case: item, lr, steps, theta0, velocity0, shifted, numerics }: RunSetting): string {
  const model = numerics === "h2-inertial" ? ` inertial, u0 = ${velocity0}` : shifted ? "" : ", unshifted";
  return `${item.optimizer} ${item.label}${model}, θ0 = ${theta0}, lr ${lr}, ${steps} steps`;
}
