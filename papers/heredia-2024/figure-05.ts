import { convergesFast, quicker, smallerOvershoot, smallOscillation } from "./adam-claims.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { referenceAgrees } from "./reference-claims.js";
import { adamCases, convex, type Figure, withBeta1 } from "./setup.js";

export const figure05: Figure = {
  ...convex,
  figure: 5,
  title: "Adam on a convex function: θ",
  cases: adamCases,
  horizons: [
    { lr: 0.1, steps: 100 },
    { lr: 0.01, steps: 1000 },
  ],
  quantity: "theta",
  symbol: "θ",
  references: adamCases.flatMap((item) => [
    { case: item, theta0: 1, lr: 0.1, steps: 100, shifted: false },
    { case: item, theta0: 1, lr: 0.01, steps: 1000, shifted: false },
  ]),
  claims: [
    convergesFast({ lr: 0.1 }),
    quicker({
      id: "quicker",
      says: "At lr 0.1 the configurations with β1 = 0.9 come to the minimum more quickly.",
      lr: 0.1,
      first: withBeta1(0.9),
      second: withBeta1(0),
    }),
    smallOscillation({ lr: 0.1, labels: withBeta1(0.9) }),
    smallerOvershoot({ labels: withBeta1(0.9) }),
    nearlyIdentical({ id: "overlap-0.01", says: "At lr 0.01 the two roads are nearly identical.", lrs: [0.01] }),
    gapShrinks("θ"),
    referenceAgrees({
      id: "reference-unshifted",
      says: "The author's stored Adam code, which reads the memories at t instead of t + lr, draws the same curve as the shifted equation.",
    }),
  ],
};
