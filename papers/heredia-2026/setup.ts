import type { Case, Laboratory, ReferenceNumerics, RunSetting } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";

export const paperName = "heredia-2026";
export const objective = "rosenbrock1d";
export const formula = (c: number) => (c === 0 ? "f(θ) = (1 − θ)²" : `f(θ) = (1 − θ)² + ${c}(θ² − 1)²`);

/** An initial velocity as it is written, with a true minus. */
export const velocityText = (velocity0: number): string => `u0 = ${String(velocity0).replace("-", "−")}`;

/** The start of nearly all runs. */
export const start = -1.5;
/** Initial velocities that are compared. */
export const velocities = [-1, 0, 1, 2] as const;

/** Momentum factors of the paper's runs. */
export const standard: Case = caseOf(0.99, 0.999);

/** ρ = max{α, (α/(1 − β1))², α/(1 − β2)}, what perturbations of the first-order model are measured in. */
export function perturbation(lr: number, { beta1 = 0, beta2 = 0 }: Case): number {
  return Math.max(lr, (lr / (1 - beta1)) ** 2, lr / (1 - beta2));
}

export function caseOf(beta1: number, beta2: number): Case {
  return { label: `β1 = ${beta1}, β2 = ${beta2}`, optimizer: "adam", beta1, beta2 };
}

/** A run on the paper's objective; what is left out is as in most of its figures. */
export interface Run {
  readonly road: RunSetting["road"];
  readonly c: number;
  readonly lr: number;
  /** Number of steps: T = lr·steps; for reference runs the author's number of epochs. */
  readonly steps: number;
  readonly case?: Case;
  readonly theta0?: number;
  /** θ′(0), inertial runs only. */
  readonly velocity0?: number;
  readonly shifted?: boolean;
  readonly start?: number;
  readonly perStep?: number;
  readonly tolerance?: number;
  readonly at?: readonly number[];
  readonly numerics?: ReferenceNumerics;
}

export function settingOf({ c, ...run }: Run): RunSetting {
  return {
    objective,
    parameters: [c],
    case: standard,
    theta0: start,
    epsilon: 1e-8,
    perStep: 1,
    shifted: true,
    ...run,
  };
}

/** The algorithm, its equation, and the equation with inertia for each initial velocity. */
export function allRoads(run: Omit<Run, "road" | "velocity0">, own: readonly number[]): readonly RunSetting[] {
  return [
    settingOf({ ...run, road: "discrete" }),
    settingOf({ ...run, road: "nonlocal" }),
    ...own.map((velocity0) => settingOf({ ...run, road: "inertial", velocity0 })),
  ];
}

/** Only the end of a run. */
export async function finalTheta(laboratory: Laboratory, run: Run): Promise<number> {
  const { lr, steps } = run;
  const { theta } = await laboratory.run(settingOf({ ...run, at: [lr * steps] }));
  // a run that ended early has no such row
  return theta[0] ?? Number.NaN;
}

/** θ of a trajectory in one dimension, at the row of step k of a run with one row a step. */
export function atStep({ theta }: Trajectory, k: number): number {
  return theta[k] ?? Number.NaN;
}
