import { monotone } from "./common-claims.js";
import { gapShrinks } from "./gap-claims.js";
import { referenceOscillates, referenceStops } from "./reference-claims.js";
import { nearlyLinear, noticeableOscillation, slowerInSteps, speedOrder, weakerOscillation } from "./rmsprop-claims.js";
import { convex, type Figure, rmspropCases } from "./setup.js";

const fastestFirst = ["β = 0.99", "β = 0.9", "β = 0"];

export const figure03: Figure = {
  ...convex,
  figure: 3,
  title: "RMSProp on a convex function: θ",
  cases: rmspropCases,
  horizons: [
    { lr: 0.1, steps: 60 },
    { lr: 0.01, steps: 600 },
  ],
  quantity: "theta",
  symbol: "θ",
  references: rmspropCases.slice(0, 2).map((item) => ({ case: item, theta0: 1, lr: 0.01, steps: 600 })),
  claims: [
    speedOrder({
      id: "speed-0.1",
      says: "At lr 0.1 β = 0.99 converges fastest, then 0.9, then 0.",
      lr: 0.1,
      labels: fastestFirst,
    }),
    nearlyLinear({ lr: 0.1, label: "β = 0" }),
    noticeableOscillation({ id: "oscillation-discrete", road: "discrete", lr: 0.1, label: "β = 0" }),
    noticeableOscillation({ id: "oscillation-nonlocal", road: "nonlocal", lr: 0.1, label: "β = 0" }),
    slowerInSteps(),
    weakerOscillation({ label: "β = 0" }),
    monotone({
      id: "monotone-0.01",
      says: "(Not in the paper.) The equation's own solution at lr 0.01 is monotone for β = 0 and 0.9, unlike the author's runs.",
      lrs: [0.01],
      roads: ["nonlocal"],
      labels: ["β = 0", "β = 0.9"],
    }),
    gapShrinks("θ"),
    referenceStops({ "β = 0": 0.04, "β = 0.9": 0.3 }),
    referenceOscillates({ labels: ["β = 0", "β = 0.9"] }),
  ],
};
