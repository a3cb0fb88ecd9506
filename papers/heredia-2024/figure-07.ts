import { figure05 } from "./figure-05.js";
import { gapShrinks } from "./gap-claims.js";
import { bumpThenDecay, higherThanDiscrete, peakGrows, peakOrder, slowerDecay } from "./memory-claims.js";
import { adamCases, adamLabel, convex, type Figure } from "./setup.js";

const byBeta2 = [0.9, 0].map((beta1) => [adamLabel(beta1, 0.999), adamLabel(beta1, 0.99)] as const);

export const figure07: Figure = {
  ...convex,
  figure: 7,
  title: "Adam on a convex function: v, the memory of squared gradients",
  cases: adamCases,
  horizons: figure05.horizons,
  quantity: "v",
  symbol: "v",
  claims: [
    peakOrder({ id: "highest", says: "v has its highest peaks for β2 = 0.99.", pairs: byBeta2 }),
    slowerDecay({
      id: "slowest-decay",
      says: "At lr 0.1 v has its slowest decay for β2 = 0.99.",
      pairs: byBeta2,
      lrs: [0.1],
    }),
    higherThanDiscrete({
      id: "higher-nonlocal",
      says: "At lr 0.1 the peaks are generally somewhat higher in the nonlocal model.",
      lrs: [0.1],
    }),
    peakGrows({ id: "larger-0.01", says: "The peaks are larger at the smaller learning rate, for all settings." }),
    bumpThenDecay({
      id: "bump-0.01",
      says: "At lr 0.01 v shows a pronounced bump for β2 = 0.99.",
      end: "half",
      lrs: [0.01],
      labels: [0.9, 0].map((beta1) => adamLabel(beta1, 0.99)),
    }),
    gapShrinks("v"),
  ],
};
