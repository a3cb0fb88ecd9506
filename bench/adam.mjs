// Adam, lr 0.01, to T = 10: the fast solver against the reference solver, in time and in error.
import { nonlocalModel, quadraticObjective, solve, solveReference } from "../dist/src/index.js";
import { stepTimes, supDifference } from "./support/cases.mjs";
import { count, duration, ratio, small, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink } from "./support/measure.mjs";

export const title = "Adam, lr 0.01, T = 10: fast against reference, 1001 output times";

const lr = 0.01;
const until = 10;
const times = stepTimes(lr, until);
const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr });
const candidates = [
  { name: "default (8 stages, tolerance 1e-10)", options: {} },
  { name: "tolerance 1e-6", options: { tolerance: 1e-6 } },
  { name: "tolerance 1e-4", options: { tolerance: 1e-4 } },
  { name: "5 stages, tolerance 1e-3", options: { stages: 5, tolerance: 1e-3 } },
];

const runFast = (options) => solve(model, { initial: [1], until, times, ...options });
const runReference = () => solveReference(model, { initial: [1], until, times });

export function measure() {
  const oracle = runFast({ stages: 11, tolerance: 1e-13 });
  const reference = assess(oracle, runReference, { warmUp: 1, repetitions: 5 });
  const rows = candidates.map(({ name, options }) => ({
    name,
    ...assess(oracle, () => runFast(options), { warmUp: 100, repetitions: 100 }),
  }));
  const moments = ["theta", "m", "v"];
  const accurate = rows.filter(({ errors }) => moments.every((key) => errors[key] <= reference.errors[key]));
  const best = accurate.reduce((a, b) => (b.seconds.median < a.seconds.median ? b : a));
  const line = ({ name, errors, seconds, nodes }) => [
    name,
    ...spreadCells(seconds),
    count(nodes),
    ...moments.map((key) => small(errors[key])),
    ratio(reference.seconds.median / seconds.median),
  ];
  return {
    bars: [
      {
        work: "Adam lr 0.01, T = 10, at no larger error than the reference",
        bar: "≤ 5 ms",
        measured: `${duration(best.seconds.median)}, ${ratio(reference.seconds.median / best.seconds.median)}× faster`,
        met: best.seconds.median <= 5e-3,
      },
    ],
    tables: [
      {
        columns: ["", ...spreadColumns, "nodes", "sup \\|Δθ\\|", "sup \\|Δm\\|", "sup \\|Δv\\|", "reference/this"],
        rows: [...rows.map(line), line({ name: "reference, defaults", ...reference })],
        note: "Errors at the output times against the fast solver with 11 stages and tolerance 1e-13.",
      },
    ],
  };
}

/** Time and error of one way to solve. */
function assess(oracle, work, { warmUp, repetitions }) {
  let result;
  const run = () => {
    result = work();
    sink(result.theta[times.length - 1]);
  };
  const seconds = repeat(run, { warmUp, repetitions });
  if (result.status !== "completed") throw new Error(`Cannot compare as a run ended as ${result.status}`);
  const errors = Object.fromEntries(["theta", "m", "v"].map((key) => [key, supDifference(result[key], oracle[key])]));
  return { seconds, nodes: result.solver.nodes, errors };
}
