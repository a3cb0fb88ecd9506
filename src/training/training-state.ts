import type { Optimizer, OptimizerState } from "../optimizers/index.js";
import type { TrainingMetrics } from "./record.js";

/**
 * A run after `step` updates, before anything is evaluated there, as plain data: all that is needed to go on to the very same
 * numbers.
 */
export interface TrainingState {
  /** Number of updates made. */
  readonly step: number;
  readonly theta: Float64Array;
  /** Raw moments, where the optimizer has them. */
  readonly m?: Float64Array;
  readonly v?: Float64Array;
  /** ‖θ_k − θ_{k−1}‖ of the last update; NaN before the first. */
  readonly updateNorm: number;
  /** Losses at θ_0 … θ_{k−1}. */
  readonly loss: Float64Array;
  /** Step of the lowest of them, the first if there are several; 0 before the first. */
  readonly bestStep: number;
  readonly bestTheta: Float64Array;
  /** Rows of metrics at steps before `step`. */
  readonly metrics: TrainingMetrics;
}

/** What a state has to fit. */
interface StateContext {
  readonly optimizer: Optimizer;
  readonly dimension: number;
  readonly steps: number;
}

/**
 * The optimizer's part of a state, as buffers of its own.
 *
 * @throws {RangeError} if the state is of another optimizer, objective or length of run.
 */
export function optimizerStateOf(state: TrainingState, { optimizer, dimension, steps }: StateContext): OptimizerState {
  const { step } = state;
  if (!(Number.isSafeInteger(step) && step >= 0 && step <= steps)) {
    throw new RangeError(`Cannot resume as step must be an integer from 0 to ${steps}: current value is ${step}`);
  }
  const own = optimizer.init(dimension);
  const lengths = {
    theta: dimension,
    bestTheta: dimension,
    loss: step,
    m: own.m?.length ?? 0,
    v: own.v?.length ?? 0,
  };
  for (const [name, expected] of Object.entries(lengths)) {
    const length = state[name as keyof typeof lengths]?.length ?? 0;
    if (length !== expected) {
      throw new RangeError(`Cannot resume as ${name} must have ${expected} numbers: current value is ${length}`);
    }
  }
  own.step = step;
  if (state.m) own.m?.set(state.m);
  if (state.v) own.v?.set(state.v);
  return own;
}
