import { mirrors } from "./common-claims.js";
import { figure12 } from "./figure-12.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { bumpThenDecay, peakOrder } from "./memory-claims.js";
import { adamCases, adamLabel, type Figure, nonconvex } from "./setup.js";

export const figure14: Figure = {
  ...nonconvex,
  figure: 14,
  title: "Adam on a nonconvex function: v",
  cases: adamCases,
  horizons: figure12.horizons,
  quantity: "v",
  symbol: "v",
  claims: [
    peakOrder({
      id: "largest",
      says: "v has its largest peaks for β2 = 0.99.",
      pairs: [0.9, 0].map((beta1) => [adamLabel(beta1, 0.999), adamLabel(beta1, 0.99)] as const),
    }),
    bumpThenDecay({
      id: "bell-0.01",
      says: "At lr 0.01 v has a bell-shaped peak, then decays slowly, in both models and for every setting.",
      end: "half",
      lrs: [0.01],
    }),
    nearlyIdentical({
      id: "coincide-0.01",
      says: "At lr 0.01 the nonlocal curves practically coincide with the discrete ones.",
      lrs: [0.01],
    }),
    mirrors({ id: "mirror", symbol: "v", odd: false }),
    gapShrinks("v"),
  ],
};
