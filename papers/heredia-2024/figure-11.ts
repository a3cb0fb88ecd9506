import { mirrors } from "./common-claims.js";
import { figure10 } from "./figure-10.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { bumpThenDecay } from "./memory-claims.js";
import { flatUnlikeDiscrete } from "./rmsprop-claims.js";
import { type Figure, nonconvex, rmspropCases } from "./setup.js";

export const figure11: Figure = {
  ...nonconvex,
  figure: 11,
  title: "RMSProp on a nonconvex function: v",
  cases: rmspropCases,
  horizons: figure10.horizons,
  quantity: "v",
  symbol: "v",
  claims: [
    bumpThenDecay({ id: "bell-0.01", says: "At lr 0.01 v is bell-shaped.", end: "half", lrs: [0.01] }),
    flatUnlikeDiscrete({ id: "flat-0", lr: 0.1, label: "β = 0" }),
    flatUnlikeDiscrete({ id: "flat-0.99", lr: 0.1, label: "β = 0.99" }),
    nearlyIdentical({ id: "coincide-0.01", says: "At lr 0.01 the two roads nearly coincide.", lrs: [0.01] }),
    mirrors({ id: "mirror", symbol: "v", odd: false }),
    gapShrinks("v"),
  ],
};
