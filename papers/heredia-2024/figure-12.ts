import { mirrors } from "./common-claims.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { dampedOscillation, smooth } from "./oscillation-claims.js";
import { overshoots, settlesSooner } from "./rmsprop-claims.js";
import { adamCases, adamLabel, type Figure, nonconvex, withBeta1 } from "./setup.js";

export const figure12: Figure = {
  ...nonconvex,
  figure: 12,
  title: "Adam on a nonconvex function: θ",
  cases: adamCases,
  horizons: [
    { lr: 0.1, steps: 100 },
    { lr: 0.01, steps: 200 },
  ],
  quantity: "theta",
  symbol: "θ",
  claims: [
    overshoots({
      id: "overshoot-0.1",
      says: "At lr 0.1 β1 = 0.9 overshoots.",
      lr: 0.1,
      labels: withBeta1(0.9),
      expected: true,
    }),
    dampedOscillation({
      id: "damped-0.1",
      says: "At lr 0.1 β1 = 0.9 oscillates around the limit, damped.",
      lr: 0.1,
      labels: withBeta1(0.9),
    }),
    settlesSooner({
      id: "quick-0.1",
      says: "At lr 0.1 β1 = 0 stabilizes more quickly than β1 = 0.9.",
      lr: 0.1,
      pairs: [0.99, 0.999].map((beta2) => [adamLabel(0, beta2), adamLabel(0.9, beta2)] as const),
    }),
    smooth({ id: "smooth-0.01", says: "At lr 0.01 every setting converges smoothly.", lr: 0.01, turns: 0 }),
    nearlyIdentical({ id: "overlap-0.01", says: "At lr 0.01 the two roads almost perfectly overlap.", lrs: [0.01] }),
    mirrors({ id: "mirror", symbol: "θ", odd: true }),
    gapShrinks("θ"),
  ],
};
