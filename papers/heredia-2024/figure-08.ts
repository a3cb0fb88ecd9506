import { slowerAtFirst } from "./adagrad-claims.js";
import { mirrors, monotone, reachesMinimiser } from "./common-claims.js";
import { gapShrinks, nearlyIdentical } from "./gap-claims.js";
import { adagradCases, type Figure, nonconvex } from "./setup.js";

export const figure08: Figure = {
  ...nonconvex,
  figure: 8,
  title: "AdaGrad on a nonconvex function: θ",
  cases: adagradCases,
  horizons: [
    { lr: 0.1, steps: 50 },
    { lr: 0.01, steps: 4000 },
  ],
  quantity: "theta",
  symbol: "θ",
  claims: [
    reachesMinimiser({ id: "converges", says: "θ → ±1, by the sign of θ0." }),
    monotone({ id: "monotone", says: "θ goes there monotonically." }),
    mirrors({ id: "mirror", symbol: "θ", odd: true }),
    slowerAtFirst({ lr: 0.1 }),
    nearlyIdentical({ id: "overlap-0.01", says: "At lr 0.01 the two trajectories almost overlap.", lrs: [0.01] }),
    gapShrinks("θ"),
  ],
};
