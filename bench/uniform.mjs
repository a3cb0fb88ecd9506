// Ten times the elements of a uniform mesh, by a step ten times smaller or a horizon ten times farther.
import { nonlocalModel, quadraticObjective, solve } from "../dist/src/index.js";
import { stepTimes, supScaled } from "./support/cases.mjs";
import { count, duration, memory, ratio, small } from "./support/format.mjs";
import { sink, time } from "./support/measure.mjs";
import { inTurns } from "./support/process.mjs";

export const title = "Uniform meshes: AdaGrad, lr 0.01, option `step`";

const smallerSteps = [
  { step: 0.1, until: 1500 },
  { step: 0.01, until: 1500 },
  { step: 0.001, until: 1500 },
];
const farther = [
  { step: 0.01, until: 150 },
  { step: 0.01, until: 1500 },
  { step: 0.01, until: 15000 },
];
/** Each with the repetitions of its three runs: the longest take a minute. */
const series = [
  { name: "smaller steps to T = 1500, 8 stages (default)", runs: smallerSteps, stages: 8, repetitions: [3, 3, 2] },
  { name: "smaller steps to T = 1500, 3 stages", runs: smallerSteps, stages: 3, repetitions: [3, 3, 2] },
  { name: "farther at step 0.01, 3 stages", runs: farther, stages: 3, repetitions: [3, 3, 2] },
];

const note =
  "Errors are sup |Δθ|/(1 + |θ|); the true one is taken at 1001 times against 11 stages and tolerance 1e-13.";

/** One solution in a process of its own, after a short one that warms the compiler up. */
export function once({ step, until, stages }) {
  const model = nonlocalModel(quadraticObjective(), { optimizer: "adagrad", lr: 0.01 });
  const run = (end, options) => {
    // few times, so that nothing but the mesh is measured
    const trajectory = solve(model, { initial: [1], until: end, times: stepTimes(end / 1000, end), ...options });
    sink(trajectory.theta[1000]);
    return trajectory;
  };
  run(1000 * step, { step, stages });
  let trajectory;
  const seconds = time(() => {
    trajectory = run(until, { step, stages });
  });
  const { status, solver, theta } = trajectory;
  const error = supScaled(theta, run(until, { stages: 11, tolerance: 1e-13 }).theta);
  return { seconds, status, nodes: solver.nodes, estimate: solver.errorEstimate, error };
}

export function measure() {
  const tables = series.map(measureSeries);
  const worst = Math.max(...tables.flatMap(({ ratios }) => ratios));
  return {
    bars: [
      {
        work: "10× the elements of a uniform mesh, up to 1.5 million: the largest ratio of times",
        bar: "≤ 11×",
        measured: `${ratio(worst)}×`,
        met: worst <= 11,
      },
    ],
    tables: tables.map(({ table }, k) => (k === tables.length - 1 ? { ...table, note } : table)),
  };
}

function measureSeries({ name, runs, stages, repetitions }) {
  const parameters = runs.map((run) => ({ ...run, stages }));
  const { runs: measured, ratios } = inTurns("uniform", "once", { parameters, repetitions });
  const table = {
    caption: `${name[0].toUpperCase()}${name.slice(1)}:`,
    columns: ["elements", "minimum", "maximum", "n", "× the row above", "peak memory", "estimated", "true", "status"],
    rows: measured.map(({ nodes, seconds, peak, estimate, error, status }, k) => [
      count(nodes),
      duration(seconds.minimum),
      duration(seconds.maximum),
      String(seconds.count),
      k === 0 ? "" : ratio(ratios[k - 1]),
      memory(peak),
      small(estimate),
      small(error),
      status,
    ]),
  };
  return { ratios, table };
}
