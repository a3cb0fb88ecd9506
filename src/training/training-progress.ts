import { distance } from "../numeric/index.js";
import { checkedStart } from "../optimizers/check-start.js";
import type { Optimizer, OptimizerState } from "../optimizers/index.js";
import { findNonFinite, type NonFiniteKind } from "../optimizers/non-finite.js";
import { metricsOf, rowsOf, type TrainingRow } from "./metric-rows.js";
import { optimizerStateOf, type TrainingState } from "./training-state.js";

/** A training run in progress; buffers are updated in place. */
export interface TrainingProgress {
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  /** Its `step` is the number of updates made. */
  readonly state: OptimizerState;
  /** Room for the losses of all steps. */
  readonly loss: Float64Array;
  readonly rows: TrainingRow[];
  readonly best: { step: number; readonly theta: Float64Array };
  /** ‖θ_k − θ_{k−1}‖ of the last update. */
  updateNorm: number;
  /** θ, m and v before an update. */
  readonly before: { readonly theta: Float64Array; readonly m?: Float64Array; readonly v?: Float64Array };
}

/** What a run begins with. */
interface ProgressOptions {
  readonly dimension: number;
  readonly theta0: ArrayLike<number>;
  readonly steps: number;
  readonly resume?: TrainingState | null | undefined;
}

/**
 * A run at its first step, or at that of a state.
 *
 * @throws {RangeError} if `theta0`, `steps` or the state does not fit.
 */
export function createProgress(optimizer: Optimizer, options: ProgressOptions): TrainingProgress {
  const { dimension, steps, resume } = options;
  const theta = checkedStart(dimension, options);
  const state = resume ? optimizerStateOf(resume, { optimizer, dimension, steps }) : optimizer.init(dimension);
  if (resume) theta.set(resume.theta);
  const { m, v } = state;
  const loss = new Float64Array(steps + 1);
  loss.set(resume?.loss ?? []);
  return {
    ...{ theta, state, loss },
    gradient: new Float64Array(dimension),
    rows: resume ? rowsOf(resume.metrics) : [],
    best: { step: resume?.bestStep ?? 0, theta: Float64Array.from(resume?.bestTheta ?? theta) },
    updateNorm: resume?.updateNorm ?? Number.NaN,
    before: { theta: theta.slice(), ...(m && { m: m.slice() }), ...(v && { v: v.slice() }) },
  };
}

/** Keeps θ as the best if the loss at it is the lowest so far. */
export function keepBest({ theta, state, loss, best }: TrainingProgress): void {
  const { step } = state;
  if (step > 0 && !(loss[step]! < loss[best.step]! && loss[step]! > -Infinity)) return;
  best.step = step;
  best.theta.set(theta);
}

/** Makes one update; one that gives numbers that are not finite is undone, and what they were is returned. */
export function advance(progress: TrainingProgress, optimizer: Optimizer): NonFiniteKind | null {
  const { theta, gradient, state, before } = progress;
  before.theta.set(theta);
  if (state.m) before.m?.set(state.m);
  if (state.v) before.v?.set(state.v);
  optimizer.update(gradient, state, theta);
  const kind = findNonFinite(theta, state);
  if (kind === null) {
    progress.updateNorm = distance(theta, before.theta);
    return null;
  }
  theta.set(before.theta);
  if (before.m) state.m?.set(before.m);
  if (before.v) state.v?.set(before.v);
  state.step--;
  return kind;
}

/** A copy of the state at this step, whether anything has been evaluated there or not. */
export function copyState({ theta, state, loss, rows, best, updateNorm }: TrainingProgress): TrainingState {
  const { step, m, v } = state;
  return {
    step,
    theta: theta.slice(),
    ...(m && { m: m.slice() }),
    ...(v && { v: v.slice() }),
    updateNorm,
    loss: loss.slice(0, step),
    bestStep: best.step,
    bestTheta: best.theta.slice(),
    metrics: metricsOf(rows.filter((row) => row.step < step)),
  };
}
