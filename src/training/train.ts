import { allFinite, supNorm } from "../numeric/index.js";
import type { Optimizer } from "../optimizers/index.js";
import type { NonFiniteKind } from "../optimizers/non-finite.js";
import type { TrajectoryStatus } from "../trajectory/index.js";
import { createBatches } from "./batches.js";
import { measureRow } from "./measure-row.js";
import { metricsOf } from "./metric-rows.js";
import type { TrainingObjective } from "./objective.js";
import { checkedPlan, type TrainOptions, type TrainPlan } from "./train-options.js";
import { advance, copyState, createProgress, keepBest, type TrainingProgress } from "./training-progress.js";
import type { TrainingRun } from "./training-run.js";

/**
 * Trains: a discrete optimizer on an objective that answers later, with metrics at some steps instead of a row of θ for each.
 *
 * Row k belongs to θ_k after k updates, at time k·lr, as in `runAsync`; m and v are raw. Where an evaluation takes a batch, step
 * k is on batch k of `createBatches`, and so are its loss, gradient and curvature. The curvature is q of the spike anatomy,
 * `uᵀD(H + l2)u` along the gradient u of the step, with v after k updates; it is not known before the first.
 *
 * A run that meets a number that is not finite ends as "diverged", with all that was before: `event` says what, at which time,
 * and how large θ was. `last` is then the last point whose θ, m and v are finite; "non-finite parameters" and "non-finite
 * memory" belong to the step after it. A run that is cancelled ends as "interrupted", with a state; going on from it, or from any
 * that `onState` copies, gives the same numbers as a run that was not.
 *
 * @throws {RangeError} (as a rejection) if an option is out of its range, or does not fit the objective or the optimizer.
 * @example
 * const objective = {
 *   dimension: 1, samples: 1, batchSize: 1, engine: "wasm", useBatch() {}, dispose() {},
 *   valueAndGradient: async (theta, out) => ((out[0] = theta[0]), theta[0] ** 2 / 2),
 *   hessianVector: async (theta, direction, out) => out.set(direction),
 *   measure: async () => ({}),
 * };
 * (await train(objective, gdOptimizer({ lr: 0.5 }), { theta0: [1], steps: 2 })).loss; // Float64Array [0.5, 0.125, 0.03125]
 */
export async function train(
  objective: TrainingObjective,
  optimizer: Optimizer,
  options: TrainOptions,
): Promise<TrainingRun> {
  const plan = checkedPlan(options);
  const { dimension, samples, batchSize } = objective;
  const progress = createProgress(optimizer, { ...options, dimension });
  const { theta, gradient, state } = progress;
  const batches = batchSize < samples ? createBatches({ samples, batchSize, seed: options.seed ?? 0 }) : null;
  const row = (isLast: boolean) => addRow(progress, { objective, plan, options, isLast });
  const finish = async (status: TrajectoryStatus, kind?: NonFiniteKind): Promise<TrainingRun> => {
    await row(true);
    keepBest(progress);
    return runOf(progress, { objective, optimizer, status, kind });
  };
  for (let isFirst = true; ; isFirst = false) {
    const { step } = state;
    if (!isFirst) options.onState?.(() => copyState(progress));
    if (batches) objective.useBatch(batches.at(step));
    const loss = await objective.valueAndGradient(theta, gradient);
    progress.loss[step] = loss;
    options.onProgress?.(step, loss);
    if (!Number.isFinite(loss)) return finish("diverged", "non-finite loss");
    if (step === plan.steps) return finish("completed");
    if (!allFinite(gradient)) return finish("diverged", "non-finite gradient");
    await row(false);
    if (await options.isCancelled?.()) {
      const left = copyState(progress);
      keepBest(progress);
      return { ...runOf(progress, { objective, optimizer, status: "interrupted" }), state: left };
    }
    keepBest(progress);
    const kind = advance(progress, optimizer);
    if (kind !== null) return finish("diverged", kind);
  }
}

interface RowContext {
  readonly objective: TrainingObjective;
  readonly plan: TrainPlan;
  readonly options: TrainOptions;
  /** Whether the run ends here, so that whatever is measured at all is measured. */
  readonly isLast: boolean;
}

/** Adds the row of this step if one is due and not there. */
async function addRow(progress: TrainingProgress, { objective, plan, options, isLast }: RowContext): Promise<void> {
  const { theta, gradient, state, loss, rows, updateNorm } = progress;
  const { step } = state;
  const isDue = (interval: number): boolean => interval > 0 && (isLast || step % interval === 0);
  if (!isDue(plan.every) || rows.at(-1)?.step === step) return;
  const added = await measureRow(objective, {
    ...{ loss: loss[step]!, theta, gradient, state, updateNorm },
    preconditioner: isDue(plan.curvatureEvery) ? plan.preconditioner : null,
    isMeasured: isDue(plan.measureEvery),
  });
  rows.push(added);
  options.onRow?.(added);
}

interface RunContext {
  readonly objective: TrainingObjective;
  readonly optimizer: Optimizer;
  readonly status: TrajectoryStatus;
  readonly kind?: NonFiniteKind | undefined;
}

/** The run up to this step. */
function runOf(progress: TrainingProgress, { objective, optimizer, status, kind }: RunContext): TrainingRun {
  const { theta, state, loss, rows, best } = progress;
  const { step, m, v } = state;
  const { lr } = optimizer;
  const isAfter = kind === "non-finite parameters" || kind === "non-finite memory";
  return {
    status,
    ...(kind && { event: { kind, time: (isAfter ? step + 1 : step) * lr, size: supNorm(theta) } }),
    lr,
    dimension: theta.length,
    engine: objective.engine,
    loss: loss.slice(0, step + 1),
    metrics: metricsOf(rows),
    last: { step, loss: loss[step]!, theta },
    best: { step: best.step, loss: loss[best.step]!, theta: best.theta },
    ...(m && { m }),
    ...(v && { v }),
    state: null,
  };
}
