import type { Trajectory } from "../trajectory/trajectory.js";
import { executeRun } from "./execute.js";
import type { RunSetting } from "./experiment.js";
import { type Scale, settingKey } from "./settings.js";
import type { Study, StudyResult } from "./study.js";

/** Makes one run; given by a caller that has other threads, or keeps what is needed to resume a slow one. */
export type Runner = (setting: RunSetting) => Promise<Trajectory>;

/** Options of {@link runStudies}. */
export interface RunStudiesOptions {
  readonly scale: Scale;
  /** Runs of a paper's own slow method are made down to this learning rate; without it there are none. */
  readonly referenceFrom?: number;
  /** Makes the runs; by default they are made here, one after the other. It must know reference runs where there are any. */
  readonly run?: Runner;
  /** Share done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
  /** Waited for between two runs, so that the caller's event loop can turn. */
  readonly pause?: () => Promise<void>;
}

/** What a run ends with that nobody wants any more. */
const cancelled = Symbol("cancelled");

/**
 * Performs studies one after the other; a run that several of them need is made once.
 *
 * @returns null if it was cancelled.
 */
export async function runStudies(
  studies: readonly Study[],
  options: RunStudiesOptions,
): Promise<readonly StudyResult[] | null> {
  const { scale, referenceFrom = Infinity, onProgress, pause, isCancelled = () => false } = options;
  const execute = options.run ?? (async (setting) => executeRun(setting, { isCancelled }));
  const total = studies.reduce((sum, { seconds }) => sum + seconds, 0);
  const runs = new Map<string, Promise<Trajectory>>();
  const results: StudyResult[] = [];
  let before = 0;
  let done = 0;
  for (const study of studies) {
    let [asked, made] = [0, 0];
    const make = async (setting: RunSetting): Promise<Trajectory> => {
      await pause?.();
      if (isCancelled()) throw cancelled;
      const { dense: _, ...trajectory } = await execute(setting);
      if (isCancelled() || trajectory.status === "interrupted") throw cancelled;
      made++;
      // what a study asks for later must not take back what is done
      done = Math.max(done, (before + (made / asked) * study.seconds) / total);
      onProgress?.(done);
      return trajectory;
    };
    const run = (setting: RunSetting): Promise<Trajectory> => {
      const key = settingKey(setting);
      const known = runs.get(key);
      if (known) return known;
      asked++;
      const started = make(setting);
      // whoever waits for all of several runs hears of the first failure only
      started.catch(() => {});
      runs.set(key, started);
      return started;
    };
    try {
      results.push(await study.perform({ scale, referenceFrom, run }));
    } catch (error) {
      if (error === cancelled || isCancelled()) return null;
      throw error;
    }
    before += study.seconds;
  }
  return results;
}
