import type { Preconditioner } from "../optimizers/index.js";
import type { TrainingRow } from "./metric-rows.js";
import type { TrainingState } from "./training-state.js";

/** Where a training run starts, how long it is, and what is kept of it. */
export interface TrainOptions extends TrainHooks {
  /** Where the run starts, `dimension` finite numbers. */
  readonly theta0: ArrayLike<number>;
  /** Number of updates, an integer from 0 to 10⁸. */
  readonly steps: number;
  /** Steps between two rows of metrics, ≥ 1, default 1; the last step always has one. */
  readonly every?: number;
  /** Steps between two measurements of the curvature, a multiple of `every`; default 0: none. */
  readonly curvatureEvery?: number;
  /** By what the curvature is preconditioned; null, which is the default: no curvature. */
  readonly preconditioner?: Preconditioner | null;
  /** Steps between two calls of `measure`, a multiple of `every`, and one at the end; default 0: none. */
  readonly measureEvery?: number;
  /** Seed of the batches, default 0; means nothing where an evaluation takes all samples. */
  readonly seed?: number;
}

/** How a training run is watched, interrupted and gone on with. */
export interface TrainHooks {
  /** Told each row as it is measured. */
  readonly onRow?: ((row: TrainingRow) => void) | undefined;
  /** Told of every step: its number, and the loss there. */
  readonly onProgress?: ((step: number, loss: number) => void) | undefined;
  /**
   * Asked before every update; true ends the run as "interrupted". It may answer later, so that others can work: an engine may
   * be synchronous underneath.
   */
  readonly isCancelled?: (() => boolean | Promise<boolean>) | undefined;
  /** Where the run is to go on. */
  readonly resume?: TrainingState | null | undefined;
  /** Called before every evaluation but the first with a function that copies the state there. */
  readonly onState?: ((copyState: () => TrainingState) => void) | undefined;
}

/** The options without those that only watch. */
export type TrainPlan = Required<Omit<TrainOptions, keyof TrainHooks | "theta0" | "seed">>;

/** Most updates: the losses of all of them are kept. */
const MOST_STEPS = 100_000_000;

/**
 * The plan with its defaults.
 *
 * @throws {RangeError} if there are more than 10⁸ steps, `every` is no integer ≥ 1, or one of the others no multiple of it.
 */
export function checkedPlan(options: Omit<TrainOptions, keyof TrainHooks | "theta0" | "seed">): TrainPlan {
  const { steps, every = 1, curvatureEvery = 0, preconditioner = null, measureEvery = 0 } = options;
  if (steps > MOST_STEPS) {
    throw new RangeError(`Cannot train as steps must be at most ${MOST_STEPS}: current value is ${steps}`);
  }
  if (!(Number.isSafeInteger(every) && every >= 1)) {
    throw new RangeError(`Cannot train as every must be an integer ≥ 1: current value is ${every}`);
  }
  for (const [name, value] of Object.entries({ curvatureEvery, measureEvery })) {
    if (!(Number.isSafeInteger(value) && value >= 0 && value % every === 0)) {
      throw new RangeError(
        `Cannot train as ${name} must be 0 or a multiple of every, which is ${every}: current value is ${value}`,
      );
    }
  }
  return { steps, every, curvatureEvery, preconditioner, measureEvery };
}
