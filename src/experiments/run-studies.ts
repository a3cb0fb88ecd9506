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
  const { abandon, abandoned } = createAbandonment();
  let before = 0;
  let done = 0;
  for (const study of studies) {
    let [asked, made] = [0, 0];
    const make = async (setting: RunSetting): Promise<Trajectory> => {
      await pause?.();
      if (isCancelled()) return abandon();
      const found = await execute(setting).catch((error: unknown) => {
        // threads that are stopped fail whatever they were doing
        if (isCancelled()) return null;
        throw error;
      });
      if (found === null || isCancelled() || found.status === "interrupted") return abandon();
      made++;
      // what a study asks for later must not take back what is done
      done = Math.max(done, (before + (made / asked) * study.seconds) / total);
      onProgress?.(done);
      const { dense: _, ...trajectory } = found;
      return trajectory;
    };
    const run = (setting: RunSetting): Promise<Trajectory> => {
      const key = settingKey(setting);
      const known = runs.get(key);
      if (known) return known;
      asked++;
      const started = make(setting);
      runs.set(key, started);
      return started;
    };
    const result = await Promise.race([study.perform({ scale, referenceFrom, run }), abandoned]);
    if (result === null) return null;
    results.push(result);
    before += study.seconds;
  }
  return results;
}

/** A way out for studies that nobody wants any more: their runs never end, and what waits for them is left behind. */
function createAbandonment(): { abandon(): Promise<never>; readonly abandoned: Promise<null> } {
  let leave: () => void;
  const abandoned = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  return {
    abandoned,
    abandon() {
      leave();
      return new Promise<never>(() => {});
    },
  };
}
