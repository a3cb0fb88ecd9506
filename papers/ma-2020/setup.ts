import type { RunCase, RunSetting, Scale } from "../../src/experiments/index.js";
import { createObjective, type Objective } from "../../src/objectives/index.js";

export const paperName = "ma-2020";
/** The paper: "usually taken to be". */
export const standardEpsilon = 1e-8;

/** A function to be minimised, with its start. */
export interface Problem {
  /** As figures name it. */
  readonly name: string;
  /** Name in the registry of objectives. */
  readonly objective: string;
  readonly parameters?: readonly number[];
  readonly theta0: readonly number[];
  readonly formula: string;
}

const ones = (count: number): readonly number[] => new Array<number>(count).fill(1);

/** The paper's quadratic, U from a seed; the paper gives no start. */
export const quadraticOf = (seed: number): Problem => ({
  name: `random quadratic, seed ${seed}`,
  objective: "randomQuadratic",
  parameters: [10, seed],
  theta0: ones(10),
  formula: `f(x) = ½xᵀUUᵀx, U 10 × 10 of N(0, 1) from seed ${seed}, x0 = (1, …, 1)`,
});

export const quadratic: Problem = { ...quadraticOf(1), name: "random quadratic" };

export const parabola: Problem = {
  name: "x²/2",
  objective: "power",
  parameters: [2],
  theta0: [1],
  formula: "f(x) = x²/2, x0 = 1",
};

export const cosh: Problem = { name: "cosh x", objective: "cosh", theta0: [1], formula: "f(x) = cosh x, x0 = 1" };

export const quartic: Problem = {
  name: "x⁴/4",
  objective: "power",
  parameters: [4],
  theta0: [1],
  formula: "f(x) = x⁴/4, x0 = 1",
};

export const logistic: Problem = {
  name: "logistic regression",
  objective: "logistic",
  theta0: [0, 0, 0],
  formula: "logistic regression on 40 synthetic points, L2 term of 0.1, w0 = 0",
};

export const rosenbrock: Problem = {
  name: "Rosenbrock",
  objective: "rosenbrock",
  theta0: [-1.2, 1],
  formula: "f(x, y) = 100(y − x²)² + (1 − x)², start (−1.2, 1)",
};

export const illConditioned: Problem = {
  name: "κ = 1000",
  objective: "illConditioned",
  parameters: [10, 1000],
  theta0: ones(10),
  formula: "f(x) = ½Σκ^(i/9)xᵢ², i = 0 … 9, κ = 1000, x0 = (1, …, 1)",
};

export const ellipse: Problem = {
  name: "½(x² + 10y²)",
  objective: "illConditioned",
  parameters: [2, 10],
  theta0: ones(2),
  formula: "f(x, y) = ½(x² + 10y²), start (1, 1)",
};

/** The objective of a problem. */
export function objectiveOf({ objective, parameters }: Problem): Objective {
  return createObjective(objective, parameters);
}

/** A run on a problem; what is left out is as in most figures. */
export interface Run {
  readonly problem: Problem;
  readonly road: "discrete" | "flow";
  readonly case: RunCase;
  /** Learning rate; of a flow only the spacing of its rows. */
  readonly lr: number;
  readonly steps: number;
  readonly epsilon?: number;
  /** Times of the rows; default every k·lr. */
  readonly at?: readonly number[];
  readonly tolerance?: number;
}

export function settingOf({ problem, ...run }: Run): RunSetting {
  const { objective, parameters, theta0 } = problem;
  return {
    objective,
    ...(parameters && { parameters }),
    theta0,
    epsilon: standardEpsilon,
    perStep: 1,
    shifted: false,
    ...run,
  };
}

/** The learning rates of a scale: quick has none below `leastQuick`. */
export function ratesAt(scale: Scale, rates: readonly number[], leastQuick: number): readonly number[] {
  return scale !== "quick" ? rates : rates.filter((lr) => lr >= leastQuick);
}
