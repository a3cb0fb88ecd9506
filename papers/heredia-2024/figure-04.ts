import { figure03 } from "./figure-03.js";
import { gapShrinks } from "./gap-claims.js";
import { bumpThenDecay, peakGrows, peakOrder, slowerDecay } from "./memory-claims.js";
import { convex, type Figure, rmspropCases } from "./setup.js";

export const figure04: Figure = {
  ...convex,
  figure: 4,
  title: "RMSProp on a convex function: v, the memory of squared gradients",
  cases: rmspropCases,
  horizons: figure03.horizons,
  quantity: "v",
  symbol: "v",
  claims: [
    bumpThenDecay({ id: "bump", says: "v has a transient bump, then decays towards 0.", end: "near 0" }),
    slowerDecay({
      id: "decay",
      says: "The decay is slower for larger β.",
      pairs: [
        ["β = 0", "β = 0.9"],
        ["β = 0.9", "β = 0.99"],
      ],
    }),
    peakOrder({
      id: "less-pronounced",
      says: "The larger β, the less pronounced the bump.",
      pairs: [
        ["β = 0.9", "β = 0"],
        ["β = 0.99", "β = 0.9"],
      ],
    }),
    peakGrows({
      id: "more-noticeable",
      says: "In the continuous model the bump is more noticeable at lr 0.01 than at 0.1.",
      roads: ["nonlocal"],
    }),
    gapShrinks("v"),
  ],
};
