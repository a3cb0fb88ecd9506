import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Runner, RunSetting } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";

/** What a thread is given: a run, and the folder where slow ones keep their states. */
export interface RunTask {
  readonly setting: RunSetting;
  readonly resumeFolder: string;
}

/** Options of {@link createRunPool}. */
export interface RunPoolOptions {
  /** Folder where runs of a slow method keep their states, to be resumed by the next process. */
  readonly resumeFolder: string;
  /** Threads, an integer ≥ 1; default as many as there are cores. Results do not depend on it. */
  readonly threads?: number;
}

/** Threads that make runs of studies. */
export interface RunPool {
  readonly run: Runner;
  /** Ends all threads at once, whatever they are doing. */
  close(): Promise<void>;
}

/** Creates a pool; threads start with the first run. */
export function createRunPool({ resumeFolder, threads = availableParallelism() }: RunPoolOptions): RunPool {
  const pool = new Piscina<RunTask, Trajectory>({
    filename: new URL("./run-worker.js", import.meta.url).href,
    name: "makeRun",
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 1000,
  });
  return {
    run: (setting) => pool.run({ setting, resumeFolder }),
    close: () => pool.destroy(),
  };
}
