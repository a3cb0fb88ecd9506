import type { TrainingSetting } from "../../src/training/index.js";

/** What a thread is given to train. */
export interface TrainingTask {
  readonly setting: TrainingSetting;
  /** Where finished runs are kept whole, and the states of long ones. */
  readonly resumeFolder: string;
  readonly dataFolder: string | undefined;
  /** Shared memory, indexed by {@link training}. */
  readonly shared: Float64Array;
}

/** What a training and the pool tell each other without waiting: the share done, 0..1; 1 to give up. */
export const training = { share: 0, cancel: 1 } as const;
