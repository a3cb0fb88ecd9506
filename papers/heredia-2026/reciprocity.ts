import { nonReciprocalShare, reciprocityDefect, steadyNonReciprocalShare } from "../../src/lagrangian/index.js";
import { inertialModel } from "../../src/models/index.js";
import { createObjective } from "../../src/objectives/index.js";
import { solve } from "../../src/solvers/index.js";
import { objective, start } from "./setup.js";

/** The settings that are looked at: α, β1 and β2 in turn. */
const settings = [
  { lr: 0.01, beta1: 0.99, beta2: 0.999 },
  { lr: 0.05, beta1: 0.99, beta2: 0.999 },
  { lr: 0.01, beta1: 0.9, beta2: 0.999 },
  { lr: 0.01, beta1: 0.9, beta2: 0.9 },
  { lr: 0.01, beta1: 0.5, beta2: 0.9 },
] as const;
const lagsPerRate = 20;
const until = 3;

/** How far the causal force of one setting is from reciprocal. */
export interface ReciprocityRow {
  readonly label: string;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  /** s/α. */
  readonly lags: Float64Array;
  /** d(s), the moments of the run taken together. */
  readonly defect: Float64Array;
  /** The non-reciprocal share of m and v at the last moment, and of a constant gradient and an infinite past. */
  readonly share: { readonly m: number; readonly v: number };
  readonly steady: { readonly m: number; readonly v: number };
}

/** Reciprocity along trajectories of the inertial model, from θ0 = −1.5 with u0 = 1, c = 1.5. */
export function reciprocityRows(): readonly ReciprocityRow[] {
  const loss = createObjective(objective, [1.5]);
  return settings.map(({ lr, beta1, beta2 }) => {
    const trajectory = solve(inertialModel(loss, { lr, beta1, beta2 }), { initial: [start, 1], until: until + 2 * lr });
    const own = { objective: loss, lr, beta1, beta2, kernel: "second-order" } as const;
    const moments = [0.5, 1, 1.5, 2, 2.5, until];
    const lags = Float64Array.from({ length: 2 * lagsPerRate + 1 }, (_, k) => k / lagsPerRate);
    const { defect } = reciprocityDefect(trajectory, { ...own, moments, lags: lags.map((s) => s * lr) });
    const share = nonReciprocalShare(trajectory, { ...own, moments: [until] });
    return {
      label: `α = ${lr}, β = (${beta1}, ${beta2})`,
      lr,
      beta1,
      beta2,
      lags,
      defect,
      share: { m: share.m[0]!, v: share.v[0]! },
      steady: steadyNonReciprocalShare({ beta1, beta2, kernel: "second-order" }),
    };
  });
}
