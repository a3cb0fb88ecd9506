import { zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import type { Trajectory } from "../trajectory/index.js";
import { type AdamForceOptions, createAdamMemories } from "./adam-memories.js";
import { type CausalSignal, createCausalSignal } from "./causal-signal.js";
import { checkMoments } from "./check-moments.js";
import { createForceDerivative } from "./force-derivative.js";

/** Options of {@link reciprocityDefect}. */
export interface ReciprocityDefectOptions extends AdamForceOptions {
  /** f, whose gradient drives the memories. */
  readonly objective: Objective;
  /** Lags s ≥ 0, unit time. */
  readonly lags: ArrayLike<number>;
  /** Moments t, unit time, > 0 and at most the trajectory's end less α (shifted); at least one must reach each lag. */
  readonly moments: ArrayLike<number>;
}

/** How far a force is from reciprocal, lag by lag: 0 reciprocal, 1 as far as can be. */
export interface ReciprocityDefect {
  readonly lags: Float64Array;
  readonly moments: Float64Array;
  /** d(s) over all moments that reach the lag: the sum of the norms above over the sum of those below. */
  readonly defect: Float64Array;
  /** d(s) at each moment, row-major moments × lags; NaN where t − s lies before the start. */
  readonly byMoment: Float64Array;
}

/**
 * The reciprocity defect by lag of Adam's causal force along a trajectory.
 *
 * `d(s) = |S(t, t − s) − S(t − s, t)ᵀ| / (|S(t, t − s)| + |S(t − s, t)|)`, `S(t, t′) = e^((t − t′)/α) δF(t)/δθ(t′)`, Frobenius
 * norms; over several moments Σ_t of the norms above over Σ_t of those below. A force derives from an action with the
 * friction weight e^(2t/α) only if d vanishes at every lag. Where the second derivative has no partner, at s > 0
 * (unshifted) or s > α (shifted), d is exactly 1, whatever α and β. Where both vanish although they could differ, d is 0.
 *
 * The factors e^(s/α) and e^(−s/α) are divided by the first, so that nothing overflows.
 *
 * @throws {RangeError} if a lag is negative, a moment is not covered, or no moment reaches a lag.
 * @throws {TypeError} if the trajectory has no dense output.
 * @see arXiv 2602.09101; docs/theory/nonlocal-lagrangian.md.
 * @example
 * const objective = quadraticObjective();
 * const path = solve(inertialModel(objective, { lr: 0.1 }), { initial: [1, 0], until: 2 });
 * reciprocityDefect(path, { objective, lr: 0.1, lags: [0, 0.11], moments: [1] }).defect; // [0, 1]
 */
export function reciprocityDefect(trajectory: Trajectory, options: ReciprocityDefectOptions): ReciprocityDefect {
  const { objective } = options;
  const adam = createAdamMemories(options);
  const signal = createCausalSignal(trajectory, { objective, lr: adam.lr });
  const lags = Float64Array.from(options.lags);
  const moments = Float64Array.from(options.moments);
  checkMoments(moments, signal, adam.advance);
  checkLags(lags, moments, signal);
  const derivative = createForceDerivative(signal, { adam, objective });
  const d = signal.dimension;
  const [forth, back] = [zeros(d * d), zeros(d * d)];
  const byMoment = zeros(moments.length * lags.length).fill(Number.NaN);
  const defect = lags.map((lag, k) => {
    const hasPartner = lag <= adam.advance;
    const sums = { apart: 0, together: 0 };
    moments.forEach((time, row) => {
      if (!reaches(time, lag, signal)) return;
      derivative(time, { source: time - lag, age: adam.advance + lag }, forth);
      back.fill(0);
      // the younger moment is in the memory of the older force only as far as that reads ahead
      if (hasPartner) derivative(time - lag, { source: time, age: adam.advance - lag }, back);
      const pair = compare(forth, back, { d, weight: Math.exp((-2 * lag) / adam.lr) });
      byMoment[row * lags.length + k] = quotient(pair, hasPartner);
      sums.apart += pair.apart;
      sums.together += pair.together;
    });
    return quotient(sums, hasPartner);
  });
  return { lags, moments, defect, byMoment };
}

interface Pair {
  readonly apart: number;
  readonly together: number;
}

/** Norms of `forth − weight·backᵀ`, and of both matrices together. */
function compare(forth: Float64Array, back: Float64Array, { d, weight }: { d: number; weight: number }): Pair {
  let [apart, norm1, norm2] = [0, 0, 0];
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const [a, b] = [forth[i * d + j]!, weight * back[j * d + i]!];
      apart += (a - b) ** 2;
      norm1 += a * a;
      norm2 += b * b;
    }
  }
  return { apart: Math.sqrt(apart), together: Math.sqrt(norm1) + Math.sqrt(norm2) };
}

/** Without a partner the quotient is 1 for every derivative, and is so where that vanishes. */
function quotient({ apart, together }: Pair, hasPartner: boolean): number {
  if (!hasPartner) return 1;
  return together > 0 ? apart / together : 0;
}

/** A force without look-ahead has no memory at t = 0. */
function reaches(time: number, lag: number, { start }: CausalSignal): boolean {
  return time - lag >= start;
}

function checkLags(lags: Float64Array, moments: Float64Array, signal: CausalSignal): void {
  const latest = moments.reduce((last, time) => Math.max(last, time), -Infinity);
  for (const lag of lags) {
    if (!(lag >= 0 && reaches(latest, lag, signal))) {
      throw new RangeError(
        `Cannot compare a force as lags must be from 0 to ${latest - signal.start}, as far as a moment reaches: current value is ${lag}`,
      );
    }
  }
}
