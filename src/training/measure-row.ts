import { norm, supNorm } from "../numeric/index.js";
import { curvatureAlong, directionOf } from "../optimizers/curvature-along.js";
import type { OptimizerState, Preconditioner } from "../optimizers/index.js";
import type { TrainingRow } from "./metric-rows.js";
import type { TrainingObjective } from "./objective.js";

/** A run at the moment of a row: everything evaluated at θ_k, nothing updated. */
export interface RowMoment {
  readonly loss: number;
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  readonly state: OptimizerState;
  readonly updateNorm: number;
  /** Measures the curvature; null: not at this step. */
  readonly preconditioner: Preconditioner | null;
  /** Whether the objective is asked for further measures. */
  readonly isMeasured: boolean;
}

/** The metrics of one step. */
export async function measureRow(objective: TrainingObjective, moment: RowMoment): Promise<TrainingRow> {
  const { loss, theta, gradient, state, updateNorm, isMeasured } = moment;
  return {
    step: state.step,
    loss,
    gradientNorm: norm(gradient),
    updateNorm,
    thetaNorm: norm(theta),
    mNorm: state.m ? norm(state.m) : Number.NaN,
    rootVNorm: state.v ? rootNorm(state.v) : Number.NaN,
    curvature: await measureCurvature(objective, moment),
    measured: isMeasured ? await objective.measure(theta) : {},
  };
}

/** ‖√v‖ = √(Σ v), also where the sum is out of range. */
function rootNorm(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i]!;
  if (sum < Infinity) return Math.sqrt(sum);
  const scale = supNorm(v);
  if (!(scale < Infinity)) return scale;
  sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i]! / scale;
  return Math.sqrt(scale) * Math.sqrt(sum);
}

/** q of the spike anatomy: `uᵀĤu` along the gradient; NaN where there is no gradient or no update yet. */
async function measureCurvature(
  objective: TrainingObjective,
  { theta, gradient, state, preconditioner }: RowMoment,
): Promise<number> {
  if (preconditioner === null || state.step === 0) return Number.NaN;
  const { l2 } = preconditioner;
  const direction = directionOf(l2 === 0 ? gradient : gradient.map((each, i) => each + l2 * theta[i]!));
  if (direction === null) return Number.NaN;
  const curved = new Float64Array(theta.length);
  await objective.hessianVector(theta, direction, curved);
  const inverse = new Float64Array(theta.length);
  preconditioner.writeInverse(state.v, state.step, inverse);
  return curvatureAlong(direction, curved, { inverse, l2 });
}
