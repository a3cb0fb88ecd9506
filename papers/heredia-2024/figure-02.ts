import { accumulates, earlierSaturation, saturation, stableAtEnd } from "./adagrad-claims.js";
import { figure01 } from "./figure-01.js";
import { gapShrinks, nearlyIdentical, visiblyApart } from "./gap-claims.js";
import { adagradCases, convex, type Figure } from "./setup.js";

export const figure02: Figure = {
  ...convex,
  figure: 2,
  title: "AdaGrad on a convex function: G, the sum of squared gradients",
  cases: adagradCases,
  horizons: figure01.horizons,
  quantity: "v",
  symbol: "G",
  claims: [
    accumulates(),
    nearlyIdentical({
      id: "identical-0.01",
      says: "At lr 0.01 continuous and discrete G are nearly identical.",
      lrs: [0.01],
    }),
    visiblyApart({ id: "apart-0.1", says: "At lr 0.1 continuous and discrete G are visibly apart.", lrs: [0.1] }),
    saturation({
      id: "saturation-0.1",
      says: "At lr 0.1 G stabilizes around 1000 steps.",
      lr: 0.1,
      from: 700,
      to: 1300,
    }),
    earlierSaturation({ lr: 0.1 }),
    saturation({
      id: "saturation-0.01",
      says: "At lr 0.01 G saturates slightly above 100 000 steps.",
      lr: 0.01,
      from: 70_000,
      to: 130_000,
    }),
    stableAtEnd({ lr: 0.01 }),
    gapShrinks("G"),
  ],
};
