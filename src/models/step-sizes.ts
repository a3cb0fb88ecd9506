import type { Trajectory } from "../trajectory/trajectory.js";
import type { Gains } from "./bias-correction.js";

/** Options of {@link stepSizes}. */
export interface StepSizesOptions {
  /** Learning rate α, finite and > 0. */
  readonly lr: number;
  /** Added to the root of v, finite and ≥ 0. Default 1e-8. */
  readonly epsilon?: number;
  /** Bias corrections; absent: none, η = 1. */
  readonly gains?: Gains;
}

/** What the second moment and the bias corrections make of the learning rate, row by row. */
export interface StepSizes {
  /** η(t), one number a row. */
  readonly gain: Float64Array;
  /** √v̂ = √v(t)/√(1 − e^(−ℓ₂t)), as many numbers a row as v has. */
  readonly root: Float64Array;
  /** `α·η(t)/(√v(t) + ε(t))`, as many numbers a row as v has: what a numerator m or g is multiplied by. */
  readonly step: Float64Array;
}

/**
 * Gain η, root √v̂ and effective step `α·η/(√v + ε)` along a trajectory; null if it has no second moment.
 *
 * They are those by which the step that led to a row was made, so the row t = 0 has NaN: nothing has moved yet. Where v is
 * negative its root is 0, as in the equations.
 *
 * @throws {RangeError} if lr or epsilon is out of its range.
 * @see arXiv 2411.09734, Definition 3, for A = η/(√v + ε).
 * @example
 * const trajectory = run(quadraticObjective(), adagradOptimizer({ lr: 0.5, epsilon: 0 }), { theta0: [0], steps: 2 });
 * stepSizes(trajectory, { lr: 0.5, epsilon: 0 })?.step[1]; // 0.0625, that is 0.5/√64
 */
export function stepSizes(
  { times, v }: Pick<Trajectory, "times" | "v">,
  { lr, epsilon = 1e-8, gains }: StepSizesOptions,
): StepSizes | null {
  if (!(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot compute step sizes as lr must be finite and > 0: current value is ${lr}`);
  }
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`Cannot compute step sizes as epsilon must be finite and >= 0: current value is ${epsilon}`);
  }
  if (v === undefined) return null;
  const rows = times.length;
  const width = rows === 0 ? 0 : v.length / rows;
  const gain = new Float64Array(rows).fill(Number.NaN);
  const root = new Float64Array(v.length).fill(Number.NaN);
  const step = new Float64Array(v.length).fill(Number.NaN);
  for (let k = 0; k < rows; k++) {
    const t = times[k]!;
    if (t === 0) continue;
    const correction = gains ? gains.rootOfSecond(t) : 1;
    gain[k] = gains ? gains.gain(t) : 1;
    for (let i = k * width; i < (k + 1) * width; i++) {
      const bare = Math.sqrt(Math.max(v[i]!, 0));
      root[i] = bare / correction;
      step[i] = (lr * gain[k]!) / (bare + epsilon * correction);
    }
  }
  return { gain, root, step };
}
