// Equations on which simpler methods fail: what they cost, what error is estimated, what error there is.
import { nonlocalModel, createObjective as objective, powerLawKernel, solve } from "../dist/src/index.js";
import { stepTimes, supScaled } from "./support/cases.mjs";
import { count, duration, small } from "./support/format.mjs";
import { repeat, sink } from "./support/measure.mjs";

export const title = "Hard cases, default options";

const quadratic = objective("quadratic", []);
const adam = (beta1, beta2, lr, more = {}) => ({ optimizer: "adam", beta1, beta2, lr, ...more });
const rmsprop = (beta2, lr, more = {}) => ({ optimizer: "rmsprop", beta2, lr, ...more });
const cases = [
  ["RMSProp β = 0, lr 0.01", quadratic, rmsprop(0, 0.01), [1], 6],
  ["RMSProp β = 0.9, lr 0.01", quadratic, rmsprop(0.9, 0.01), [1], 6],
  ["Adam (0.5, 0.5), lr 0.01, slides at the minimum", quadratic, adam(0.5, 0.5, 0.01), [1], 6],
  ["Adam (0.9, 0.99), lr 0.01, 2-D Rosenbrock", objective("rosenbrock", []), adam(0.9, 0.99, 0.01), [-1.2, 1], 5],
  ["Adam (0.9, 0.999), lr 0.1, double well", objective("doubleWell", []), adam(0.9, 0.999, 0.1), [0.1], 10],
  ["AdaGrad, lr 0.01, unshifted", quadratic, { optimizer: "adagrad", lr: 0.01, shifted: false }, [1], 15],
  ["RMSProp β = 0.99, lr 0.01, unshifted", quadratic, rmsprop(0.99, 0.01, { shifted: false }), [1], 6],
  ["Adam (0.9, 0.999), lr 0.01, unshifted", quadratic, adam(0.9, 0.999, 0.01, { shifted: false }), [1], 10],
  [
    "power-law denominator γ = 0.5, lr 0.01",
    quadratic,
    { optimizer: "general", lr: 0.01, kernel2: powerLawKernel({ gamma: 0.5 }) },
    [1],
    6,
  ],
];

export function measure() {
  const rows = cases.map(([name, f, options, initial, until]) => {
    const model = nonlocalModel(f, options);
    const run = (more = {}) => solve(model, { initial, until, times: stepTimes(options.lr, until), ...more });
    const seconds = repeat(() => sink(run().theta[0]), { warmUp: 2, repetitions: 5 });
    const { status, theta, solver } = run();
    const finer = run({ stages: 11, tolerance: 1e-12 });
    return { name, until, status, solver, seconds, finer: finer.status, error: supScaled(theta, finer.theta) };
  });
  const columns = ["case", "T", "status", "nodes", "sweeps", "minimum", "median", "maximum", "n", "estimated", "true"];
  return {
    bars: [],
    tables: [
      {
        columns,
        rows: rows.map(({ name, until, status, solver, seconds, finer, error }) => [
          name,
          String(until),
          status,
          count(solver.nodes),
          count(solver.sweeps),
          duration(seconds.minimum),
          duration(seconds.median),
          duration(seconds.maximum),
          String(seconds.count),
          small(solver.errorEstimate),
          `${small(error)}${finer === "completed" ? "" : " (*)"}`,
        ]),
        note: note(rows),
      },
    ],
  };
}

function note(rows) {
  const text =
    "Errors are sup |Δθ|/(1 + |θ|), bounded by the tolerance 1e-10; the true one is taken at t = k·lr against a run with 11 stages and tolerance 1e-12.";
  const missed = rows.filter(({ finer }) => finer !== "completed").length;
  return missed === 0 ? text : `${text} (*) That run missed its own tolerance.`;
}
