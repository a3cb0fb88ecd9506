import { allFinite } from "../numeric/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { checkedStart } from "./check-start.js";
import { findNonFinite, type NonFiniteKind } from "./non-finite.js";
import type { Optimizer } from "./optimizer.js";
import { createRecorder } from "./recorder.js";

/** Where a run of a discrete optimizer starts, how long it is, and how it is watched. */
export interface RunOptions {
  /** Where the run starts, `dimension` finite numbers. */
  readonly theta0: ArrayLike<number>;
  /** Number of updates, an integer ≥ 0; the trajectory has one row more, and `(steps + 1)·dimension` is at most 2²⁹. */
  readonly steps: number;
  /** Whether m and v are kept; default true. */
  readonly withMoments?: boolean | undefined;
  /** Told the fraction done, 0 to 1, about 200 times. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Asked now and then; true ends the run as "interrupted" and keeps what is there. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A run in progress: the caller evaluates loss and gradient at `theta`, the session records and updates. */
export interface RunSession {
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  /** True when the row to be recorded next is the last one and its gradient is not needed. */
  isLast(): boolean;
  /** Records the row at `theta`; returns the trajectory if it ends here. */
  record(loss: number): Trajectory | null;
  /** Makes one update from `gradient`; returns the trajectory if it ends here. */
  update(): Trajectory | null;
}

const PROGRESS_REPORTS = 200;
/** Most numbers of θ that a run keeps, 4 GiB of them. */
const MAXIMUM_NUMBERS = 2 ** 29;

/** The start of a run that keeps every row. */
function startOfRows(dimension: number, options: RunOptions): Float64Array {
  const theta = checkedStart(dimension, options);
  const { steps } = options;
  const maximum = Math.floor(MAXIMUM_NUMBERS / Math.max(dimension, 1)) - 1;
  if (!(steps <= maximum)) {
    throw new RangeError(
      `Cannot run the optimizer as steps must be at most ${maximum} in dimension ${dimension}, since every row is kept: current value is ${steps}`,
    );
  }
  return theta;
}

/**
 * Starts a run; `pollEvery` is the number of updates between two looks at `isCancelled`.
 *
 * @throws {RangeError} if `theta0` or `steps` is not as `RunOptions` says.
 */
export function startRun(
  objective: { readonly dimension: number },
  optimizer: Optimizer,
  options: RunOptions & { readonly pollEvery: number },
): RunSession {
  const theta = startOfRows(objective.dimension, options);
  const { steps, withMoments = true, onProgress, isCancelled, pollEvery } = options;
  const { lr } = optimizer;
  const gradient = new Float64Array(theta.length);
  const state = optimizer.init(theta.length);
  const kept = withMoments ? state : { step: 0 };
  const recorder = createRecorder(theta, kept, { count: steps + 1, lr });
  const progressEvery = Math.ceil(steps / PROGRESS_REPORTS);
  let row = 0;

  function diverge(kind: NonFiniteKind, step: number): Trajectory {
    return recorder.finish(row, "diverged", { kind, time: step * lr, size: recorder.sizeOf(row) });
  }

  return {
    theta,
    gradient,
    isLast: () => row === steps,
    record(loss) {
      recorder.record(row, loss);
      if (onProgress && row > 0 && row % progressEvery === 0) onProgress(row / steps);
      if (!Number.isFinite(loss)) return diverge("non-finite loss", row);
      return row === steps ? recorder.finish(row, "completed") : null;
    },
    update() {
      if (!allFinite(gradient)) return diverge("non-finite gradient", row);
      if (isCancelled && row % pollEvery === 0 && isCancelled()) return recorder.finish(row, "interrupted");
      optimizer.update(gradient, state, theta);
      const kind = findNonFinite(theta, state);
      if (kind !== null) return diverge(kind, row + 1);
      row++;
      return null;
    },
  };
}
