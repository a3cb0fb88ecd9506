import type { TrainingRecord, TrainingSetting } from "../training/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { executeRun } from "./execute.js";
import type { RunSetting } from "./experiment.js";
import { type Scale, settingKey } from "./settings.js";
import type { Study, StudyResult } from "./study.js";

/** Makes one run; given by a caller that has other threads, or keeps what is needed to resume a slow one. */
export type Runner = (setting: RunSetting) => Promise<Trajectory>;

/** Trains one network; given by a caller that has an engine. */
export type Trainer = (
  setting: TrainingSetting,
  options: { readonly onProgress: (fraction: number) => void },
) => Promise<TrainingRecord>;

/** Options of {@link runStudies}. */
export interface RunStudiesOptions {
  readonly scale: Scale;
  /** Runs of a paper's own slow method are made down to this learning rate; without it there are none. */
  readonly referenceFrom?: number;
  /** Makes the runs; by default they are made here, one after the other. It must know reference runs where there are any. */
  readonly run?: Runner;
  /** Trains networks; without it a study that needs one fails. */
  readonly train?: Trainer;
  /** Names of the data sets that are there; default none. */
  readonly dataSets?: readonly string[];
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
  const { scale, referenceFrom = Infinity, dataSets = [], onProgress, pause, isCancelled = () => false } = options;
  const { run: execute = async (setting) => executeRun(setting, { isCancelled }), train: educate = refuseTraining } =
    options;
  const total = studies.reduce((sum, { seconds }) => sum + seconds, 0);
  const runs = new Map<string, Promise<Trajectory>>();
  const trainings = new Map<string, Promise<TrainingRecord>>();
  const results: StudyResult[] = [];
  const { abandon, abandoned } = createAbandonment();
  let before = 0;
  let done = 0;
  for (const study of studies) {
    /** Shares of the runs asked for, 0..1. */
    const shares: number[] = [];
    const make = async <T extends Trajectory | TrainingRecord>(work: (tell: Tell) => Promise<T>): Promise<T> => {
      const index = shares.push(0) - 1;
      const tell = (share: number): void => {
        shares[index] = share;
        const made = shares.reduce((sum, own) => sum + own, 0);
        // what a study asks for later must not take back what is done
        done = Math.max(done, (before + (made / shares.length) * study.seconds) / total);
        onProgress?.(done);
      };
      await pause?.();
      if (isCancelled()) return abandon();
      const found = await work(tell).catch((error: unknown) => {
        // threads that are stopped fail whatever they were doing
        if (isCancelled()) return null;
        throw error;
      });
      if (found === null || isCancelled() || found.status === "interrupted") return abandon();
      tell(1);
      return found;
    };
    const run = (setting: RunSetting): Promise<Trajectory> =>
      once(runs, settingKey(setting), () => make(async () => withoutDense(await execute(setting))));
    const train = (setting: TrainingSetting): Promise<TrainingRecord> =>
      once(trainings, JSON.stringify(setting), () => make((onProgress) => educate(setting, { onProgress })));
    const result = await Promise.race([study.perform({ scale, referenceFrom, dataSets, run, train }), abandoned]);
    if (result === null) return null;
    results.push(result);
    before += study.seconds;
  }
  return results;
}

type Tell = (share: number) => void;

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function withoutDense({ dense: _, ...trajectory }: Trajectory): Trajectory {
  return trajectory;
}

async function refuseTraining({ task }: TrainingSetting): Promise<never> {
  throw new RangeError(`Cannot train a network as an engine must be given: current value is ${task.kind}`);
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
