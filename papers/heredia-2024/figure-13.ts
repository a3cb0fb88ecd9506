import { mirrors } from "./common-claims.js";
import { figure12 } from "./figure-12.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { dampedOscillation, smooth } from "./oscillation-claims.js";
import { adamCases, type Figure, nonconvex, withBeta1 } from "./setup.js";

export const figure13: Figure = {
  ...nonconvex,
  figure: 13,
  title: "Adam on a nonconvex function: m",
  cases: adamCases,
  horizons: figure12.horizons,
  quantity: "m",
  symbol: "m",
  claims: [
    dampedOscillation({
      id: "damped-0.1",
      says: "At lr 0.1 m shows damped oscillations around 0 for β1 = 0.9.",
      lr: 0.1,
      labels: withBeta1(0.9),
    }),
    smooth({
      id: "valley-0.01",
      says: "At lr 0.01 every curve of m has a single valley, then decays.",
      lr: 0.01,
      turns: 1,
    }),
    nearlyIdentical({
      id: "identical",
      says: "Nonlocal and discrete m are nearly indistinguishable across the whole range.",
    }),
    mirrors({ id: "mirror", symbol: "m", odd: true }),
    gapShrinks("m"),
  ],
};
