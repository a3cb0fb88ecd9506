import { momentOscillates, sameFirstZero, smootherMoment } from "./adam-claims.js";
import { figure05 } from "./figure-05.js";
import { gapShrinks } from "./gap-claims.js";
import { adamCases, convex, type Figure, withBeta1 } from "./setup.js";

export const figure06: Figure = {
  ...convex,
  figure: 6,
  title: "Adam on a convex function: m, the memory of gradients",
  cases: adamCases,
  horizons: figure05.horizons,
  quantity: "m",
  symbol: "m",
  claims: [
    momentOscillates({
      id: "oscillates",
      says: "At lr 0.1 m oscillates for β1 = 0.9 before it settles at 0.",
      lr: 0.1,
      labels: withBeta1(0.9),
    }),
    sameFirstZero({ lr: 0.1, labels: withBeta1(0.9) }),
    smootherMoment({ labels: withBeta1(0.9) }),
    gapShrinks("m"),
  ],
};
