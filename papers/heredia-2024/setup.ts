import type { Case, Experiment, Results } from "../../src/experiments/index.js";

export type Figure = Experiment<Results>;
type Common = Pick<Figure, "paper" | "objective" | "formula" | "epsilon" | "gapRates">;

export const paperName = "heredia-2024";

const gapRates = [0.1, 0.05, 0.02, 0.01];

/** f = (θ − 4)², started at 1. */
export const convex: Common & Pick<Figure, "theta0s"> = {
  paper: paperName,
  objective: "quadratic",
  formula: "f(θ) = (θ − 4)²",
  theta0s: [1],
  epsilon: 1e-8,
  gapRates,
};

/** f = ¼(θ² − 1)², started on both sides of its maximum. */
export const nonconvex: Common & Pick<Figure, "theta0s"> = {
  paper: paperName,
  objective: "doubleWell",
  formula: "f(θ) = ¼(θ² − 1)²",
  theta0s: [0.1, -0.1],
  epsilon: 1e-8,
  gapRates,
};

export const adagradCases: readonly Case[] = [{ label: "AdaGrad", optimizer: "adagrad" }];

export const rmspropCases: readonly Case[] = [0, 0.9, 0.99].map((beta2) => {
  return { label: `β = ${beta2}`, optimizer: "rmsprop", beta2 };
});

export const adamCases: readonly Case[] = [0.9, 0].flatMap((beta1) =>
  [0.99, 0.999].map((beta2): Case => ({ label: adamLabel(beta1, beta2), optimizer: "adam", beta1, beta2 })),
);

export function adamLabel(beta1: number, beta2: number): string {
  return `β1 = ${beta1}, β2 = ${beta2}`;
}

/** Labels of Adam's cases with this β1. */
export function withBeta1(beta1: number): readonly string[] {
  return [adamLabel(beta1, 0.99), adamLabel(beta1, 0.999)];
}

/** Where a run is to end: 4, or the well on the side of its start. */
export function minimiser(theta0: number): number {
  return theta0 === 1 ? 4 : Math.sign(theta0);
}
