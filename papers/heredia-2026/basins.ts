import type { Laboratory } from "../../src/experiments/index.js";
import { finalTheta, type Run } from "./setup.js";

export const c = 4;
/** The local minimiser, −½ − √⅛, and the maximum between it and 1. */
export const localMinimiser = -0.5 - Math.SQRT1_2 / 2;
export const barrier = -0.5 + Math.SQRT1_2 / 2;
/** θ′(0) of the inertial model in the figure. */
export const velocity0 = 1;

/**
 * The author's grid: learning rates and numbers of steps. At lr 0.1 his relaxation is far from converged after 260 sweeps and
 * takes some five minutes: that run is made where small learning rates are asked for as well, which take longer still.
 */
export const authorGrid = [
  { lr: 1e-4, steps: 12000 },
  { lr: 5e-4, steps: 5000 },
  { lr: 1e-3, steps: 3000 },
  { lr: 5e-3, steps: 1500 },
  { lr: 0.01, steps: 1500 },
  { lr: 0.05, steps: 1000 },
  { lr: 0.1, steps: 1000 },
] as const;

export const modelNames = ["discrete", "first order", "second order"] as const;
export type ModelName = (typeof modelNames)[number];

/** What tells the models' runs apart. */
export const roadOf: Readonly<Record<ModelName, Pick<Run, "road" | "velocity0">>> = {
  discrete: { road: "discrete" },
  "first order": { road: "nonlocal" },
  "second order": { road: "inertial", velocity0 },
};

/** Steps of runs that only have to show in which basin they end: fifteen memories of m. */
export const settlingSteps = 1500;
/** Where a basin is all that is asked, this is enough; the runs of the bisection are as accurate as all others. */
export const mapTolerance = 1e-6;

/** Where runs end on the author's grid, and where that changes. */
export interface BasinData {
  /** Final θ on the author's grid, by model. */
  readonly finals: Readonly<Record<ModelName, readonly number[]>>;
  /** Final θ of the author's second-order runs; null where they were not made. */
  readonly author: readonly (number | null)[];
  /** Final θ at equally spaced logarithms of lr, by model. */
  readonly scan: { readonly lrs: readonly number[]; readonly finals: Readonly<Record<ModelName, readonly number[]>> };
  /** Bisected changes of basin, by model. */
  readonly switches: Readonly<Record<ModelName, readonly Switch[]>>;
  readonly map: BasinMap;
}

/** Final θ of the models over a grid: rows of y from the lowest, columns of lr. */
export interface BasinMap {
  readonly lrEdges: Float64Array;
  readonly theta0Edges: Float64Array;
  readonly velocityEdges: Float64Array;
  /** Over (lr, θ0), by model; the inertial one with u0 = 1. */
  readonly byStart: Readonly<Record<ModelName, Float64Array>>;
  /** Over (lr, u0), inertial, from θ0 = −1.5. */
  readonly byVelocity: Float64Array;
}

/** A change of basin between two learning rates. */
export interface Switch {
  readonly low: number;
  readonly high: number;
}

/** Learning rates of the scan, equal in their logarithms. */
export function scanRates(count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => 1e-3 * 100 ** (k / (count - 1)));
}

/** Where a run ends once it has settled. */
export function settledTheta(laboratory: Laboratory, model: ModelName, lr: number): Promise<number> {
  return finalTheta(laboratory, { ...roadOf[model], c, lr, steps: settlingSteps });
}

/** Bisects a switch until its ends have the same three digits, or nearly: their ratio is below 1.0005; NaN if a run ended early. */
export async function bisectSwitch(laboratory: Laboratory, model: ModelName, { low, high }: Switch): Promise<Switch> {
  let [left, right] = [low, high];
  let isComplete = true;
  const isGlobal = async (lr: number): Promise<boolean> => {
    const theta = await settledTheta(laboratory, model, lr);
    isComplete &&= Number.isFinite(theta);
    return theta > barrier;
  };
  const atLeft = await isGlobal(left);
  while (right / left > 1.0005) {
    const middle = Math.sqrt(left * right);
    if ((await isGlobal(middle)) === atLeft) left = middle;
    else right = middle;
  }
  return isComplete ? { low: left, high: right } : { low: Number.NaN, high: Number.NaN };
}
