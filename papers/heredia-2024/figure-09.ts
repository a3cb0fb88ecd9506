import { accumulates, higherPlateau } from "./adagrad-claims.js";
import { mirrors } from "./common-claims.js";
import { figure08 } from "./figure-08.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { adagradCases, type Figure, nonconvex } from "./setup.js";

export const figure09: Figure = {
  ...nonconvex,
  figure: 9,
  title: "AdaGrad on a nonconvex function: G",
  cases: adagradCases,
  horizons: figure08.horizons,
  quantity: "v",
  symbol: "G",
  claims: [
    higherPlateau({ lr: 0.1 }),
    nearlyIdentical({
      id: "identical-0.01",
      says: "At lr 0.01 the two curves of G are nearly indistinguishable.",
      lrs: [0.01],
    }),
    accumulates(),
    mirrors({ id: "mirror", symbol: "G", odd: false }),
    gapShrinks("G"),
  ],
};
