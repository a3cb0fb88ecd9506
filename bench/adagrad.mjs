// H1's largest case: AdaGrad, lr 0.01, to T = 1500, all 150 001 output times, against solutions found otherwise.
import { nonlocalModel, quadraticObjective, solve } from "../dist/src/index.js";
import { stepTimes, supDifference, supRelative } from "./support/cases.mjs";
import { duration, memory, small, spreadCells, spreadColumns } from "./support/format.mjs";
import { exactAdagrad } from "./support/lambert.mjs";
import { repeat, sink, spread, time } from "./support/measure.mjs";
import { inFreshProcess } from "./support/process.mjs";

export const title = "H1's largest case: AdaGrad, lr 0.01, T = 1500, 150 001 output times";

const lr = 0.01;
const until = 1500;
const times = stepTimes(lr, until);

function run(options = {}, modelOptions = {}) {
  const model = nonlocalModel(quadraticObjective(), { optimizer: "adagrad", lr, ...modelOptions });
  const trajectory = solve(model, { initial: [1], until, times, ...options });
  sink(trajectory.theta[times.length - 1]);
  return trajectory;
}

/** Seconds of the first solution that a process computes. */
export function once() {
  return time(() => run());
}

export function measure() {
  const cold = Array.from({ length: 5 }, () => inFreshProcess("adagrad", "once"));
  const first = spread(cold.map(({ result }) => result));
  const peak = spread(cold.map(({ peakMemory }) => peakMemory));
  const warm = repeat(() => run(), { warmUp: 3, repetitions: 10 });
  const errors = measureErrors();
  const worst = Math.max(...errors.flatMap(({ theta, v }) => [theta, v]));
  return {
    bars: [
      {
        work: "AdaGrad to T = 1500: time, first solution of a process",
        bar: "≤ 1 s",
        measured: duration(first.median),
        met: first.median <= 1,
      },
      {
        work: "AdaGrad to T = 1500: peak memory of the process",
        bar: "≤ 250 MB",
        measured: memory(peak.maximum),
        met: peak.maximum <= 250e6,
      },
      {
        work: "AdaGrad to T = 1500: largest of sup \\|Δθ\\|, sup \\|Δv\\|/v",
        bar: "≤ 1e-8",
        measured: small(worst),
        met: worst <= 1e-8,
      },
    ],
    tables: [
      {
        columns: ["", ...spreadColumns],
        rows: [
          ["first solution of a process", ...spreadCells(first)],
          ["after warm-up", ...spreadCells(warm)],
          ["peak memory of the process", ...spreadCells(peak, memory)],
        ],
      },
      {
        caption: "Error at all output times, default options:",
        columns: ["equation", "against", "sup \\|Δθ\\|", "sup \\|Δv\\|/v", "estimated for θ"],
        rows: errors.map((row) => [row.equation, row.against, small(row.theta), small(row.v), small(row.estimate)]),
        note: "The estimate is `solver.errorEstimate`, of sup |Δθ|/(1 + |θ|).",
      },
    ],
  };
}

function measureErrors() {
  const shifted = run();
  const unshifted = run({}, { shifted: false, epsilon: 0 });
  const compare = (equation, trajectory, against, oracle) => ({
    equation,
    against,
    theta: supDifference(trajectory.theta, oracle.theta),
    v: supRelative(trajectory.v, oracle.v),
    estimate: trajectory.solver.errorEstimate,
  });
  return [
    compare("shifted", shifted, "11 stages, tolerance 1e-13", run({ stages: 11, tolerance: 1e-13 })),
    compare("shifted", shifted, "6 stages, tolerance 1e-13", run({ stages: 6, tolerance: 1e-13 })),
    compare("unshifted, ε = 0", unshifted, "exact (Lambert)", exactAdagrad(times, { start: 1, minimiser: 4, lr })),
  ];
}
