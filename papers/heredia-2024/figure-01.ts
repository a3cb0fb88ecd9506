import { monotone, reachesMinimiser } from "./common-claims.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { referenceAgrees } from "./reference-claims.js";
import { adagradCases, convex, type Figure } from "./setup.js";

const adagrad = adagradCases[0]!;

export const figure01: Figure = {
  ...convex,
  figure: 1,
  title: "AdaGrad on a convex function: θ",
  cases: adagradCases,
  horizons: [
    { lr: 0.1, steps: 1500 },
    { lr: 0.01, steps: 150_000 },
  ],
  quantity: "theta",
  symbol: "θ",
  references: [
    { case: adagrad, theta0: 1, lr: 0.1, steps: 150 },
    { case: adagrad, theta0: 1, lr: 0.01, steps: 1500 },
  ],
  claims: [
    reachesMinimiser({ id: "converges", says: "θ → 4, discrete and continuous." }),
    monotone({ id: "monotone", says: "θ goes to 4 without turning back." }),
    nearlyIdentical({
      id: "replicates",
      says: "The continuous model replicates the algorithm at both learning rates.",
    }),
    gapShrinks("θ"),
    referenceAgrees({
      id: "reference",
      says: "The paper's own method (Algorithm 4, to T = 15) draws the same curve as the equation's solution.",
    }),
  ],
};
