import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Runner, RunSetting, Trainer } from "../../src/experiments/index.js";
import type { TrainingRecord } from "../../src/training/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { type TrainingTask, training } from "./training-task.js";

/** What a thread is given: a run, and the folder where slow ones keep their states. */
export interface RunTask {
  readonly setting: RunSetting;
  readonly resumeFolder: string;
}

/** Options of {@link createRunPool}. */
export interface RunPoolOptions {
  /** Folder where runs of a slow method and of networks keep their states, to be resumed by the next process. */
  readonly resumeFolder: string;
  /** Folder of data sets, looked at before the usual places. */
  readonly dataFolder?: string | undefined;
  /** Threads, an integer ≥ 1; default as many as there are cores. Results do not depend on it. */
  readonly threads?: number;
}

/** Threads that make runs of studies. */
export interface RunPool {
  readonly run: Runner;
  readonly train: Trainer;
  /** Ends all threads at once, but lets networks finish the step that they are at. */
  close(): Promise<void>;
}

/** Time between two looks at how far a training is, in ms. */
const LOOK_INTERVAL = 200;

const fileOf = (name: string): string => new URL(`./${name}.js`, import.meta.url).href;

/** Creates a pool; threads start with the first run. */
export function createRunPool(options: RunPoolOptions): RunPool {
  const { resumeFolder, dataFolder, threads = availableParallelism() } = options;
  const pool = new Piscina<RunTask | TrainingTask, unknown>({
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 1000,
  });
  const trainings = new Map<Promise<unknown>, Float64Array>();
  return {
    run: (setting) =>
      pool.run({ setting, resumeFolder }, { filename: fileOf("run-worker"), name: "makeRun" }) as Promise<Trajectory>,
    async train(setting, { onProgress }) {
      const shared = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));
      const task: TrainingTask = { setting, resumeFolder, dataFolder, shared };
      const looks = setInterval(() => onProgress(shared[training.share]!), LOOK_INTERVAL);
      const made = pool.run(task, { filename: fileOf("train-worker"), name: "makeTraining" });
      trainings.set(made, shared);
      try {
        return (await made) as TrainingRecord;
      } finally {
        clearInterval(looks);
        trainings.delete(made);
      }
    },
    async close() {
      // an engine that is ended while it works takes the process with it
      for (const shared of trainings.values()) shared[training.cancel] = 1;
      await Promise.allSettled(trainings.keys());
      await pool.destroy();
    },
  };
}
