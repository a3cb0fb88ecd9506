import { mirrors } from "./common-claims.js";
import { gapShrinks } from "./gap-claims.js";
import { noPassing, overshoots, speedOrder } from "./rmsprop-claims.js";
import { type Figure, nonconvex, rmspropCases } from "./setup.js";

export const figure10: Figure = {
  ...nonconvex,
  figure: 10,
  title: "RMSProp on a nonconvex function: θ",
  cases: rmspropCases,
  horizons: [
    { lr: 0.1, steps: 15 },
    { lr: 0.01, steps: 100 },
  ],
  quantity: "theta",
  symbol: "θ",
  claims: [
    overshoots({
      id: "overshoot-0.1",
      says: "At lr 0.1 β = 0.99 overshoots.",
      lr: 0.1,
      labels: ["β = 0.99"],
      expected: true,
      why: noPassing,
    }),
    overshoots({ id: "no-overshoot-0.01", says: "At lr 0.01 nothing overshoots.", lr: 0.01, expected: false }),
    speedOrder({
      id: "speed-0.01",
      says: "At lr 0.01 β = 0.99 converges fastest, then 0.9, then 0.",
      lr: 0.01,
      labels: ["β = 0.99", "β = 0.9", "β = 0"],
    }),
    mirrors({ id: "mirror", symbol: "θ", odd: true }),
    gapShrinks("θ"),
  ],
};
