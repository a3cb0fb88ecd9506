import { staysAtZero } from "./common-claims.js";
import { adagradCases, adamCases, type Figure, nonconvex, rmspropCases } from "./setup.js";

const names = { adagrad: "AdaGrad", rmsprop: "RMSProp", adam: "Adam" } as const;

export const figure15: Figure = {
  ...nonconvex,
  figure: 15,
  title: "Started at the maximum, θ0 = 0: θ",
  theta0s: [0],
  cases: [...adagradCases, ...rmspropCases, ...adamCases].map((item) => {
    return item.optimizer === "adagrad" ? item : { ...item, label: `${names[item.optimizer]} ${item.label}` };
  }),
  horizons: [
    { lr: 0.1, steps: 50 },
    { lr: 0.01, steps: 500 },
  ],
  gapRates: [],
  quantity: "theta",
  symbol: "θ",
  claims: [staysAtZero({ id: "stays", says: "From θ0 = 0 every algorithm and its equation stays at 0." })],
};
