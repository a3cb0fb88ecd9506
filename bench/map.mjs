// Regime maps: 256 × 256 cells of 2000 steps on two threads and on one, and the regimes of x^4 and x^6 against the exact ones.
import { loadavg } from "node:os";
import { exactMap } from "../dist/papers/ma-2020/exact-map.js";
import { duration, ratio, spreadCells, spreadColumns } from "./support/format.mjs";
import { spread } from "./support/measure.mjs";
import { timeCommand } from "./support/process.mjs";

export const title = "Regime maps";

const objectives = [
  { objective: "x^4/4", theta0: "1" },
  { objective: "doubleWell", theta0: "0.1" },
  { objective: "quadratic", theta0: "1" },
  { objective: "cos(x)+x^2/8", theta0: "1" },
];

function command({ objective, theta0 }, { size, workers }) {
  const sides = ["--x", `beta1=0.5:0.99:${size}`, "--y", `beta2=0.5:0.99:${size}`];
  const run = ["--objective", objective, "--theta0", theta0, "--lr", "0.01", "--steps", "2000"];
  return ["map", ...run, ...sides, "--workers", String(workers), "--json"];
}

/** The whole command on two threads and right after it on one; of the first two objectives. */
function timeWhole(each, index) {
  const [two, one] = [2, 1].map((workers) =>
    workers === 2 || index < 2 ? timeCommand(command(each, { size: 256, workers })) : null,
  );
  return { ...each, two, one };
}

export function measure() {
  const busy = loadavg()[0];
  const whole = objectives.map(timeWhole);
  const ranges = [
    { from: 0.02, to: 0.98 },
    { from: 0.5, to: 0.99 },
    { from: 0.8, to: 0.99 },
  ];
  const exact = [4, 6].flatMap((exponent) => ranges.map((range) => exactMap(exponent, 50, range)));
  const slopes = exact.filter((_, k) => k % ranges.length === 0);
  const slowest = Math.max(...whole.map(({ two }) => two));
  return {
    bars: [
      {
        work: "map of 256 × 256 cells × 2000 steps in 1-D, two threads, the whole command, the slowest of four objectives",
        bar: "≤ 60 s",
        measured: duration(slowest),
        met: slowest <= 60,
      },
      ...whole
        .filter(({ one }) => one !== null)
        .map(({ objective, one, two }) => ({
          work: `the same map of \`${objective}\` on two threads against one`,
          bar: "≥ 1.8 times as fast",
          measured: ratio(one / two),
          met: one / two >= 1.8,
        })),
      ...exact.map(({ exponent, x, share: { counted, right } }) => ({
        work: `regime I of x^${exponent} on 50 × 50 cells, β from ${x.values[0]} to ${x.values.at(-1)}, those not cut by its boundary`,
        bar: "≥ 99.5 % right",
        measured: `${((100 * right) / counted).toFixed(2)} % (${right} of ${counted})`,
        met: right / counted >= 0.995,
      })),
      ...slopes.map(({ exponent, slope, exactSlope }) => ({
        work: `slope of ln f on x^${exponent}, β2 = 0.93: ${exactSlope.toFixed(4)} a step`,
        bar: "within 1 %",
        measured: slope.toFixed(4),
        met: Math.abs(slope / exactSlope - 1) <= 0.01,
      })),
    ],
    tables: [
      {
        columns: ["", ...spreadColumns],
        rows: [
          ...whole.flatMap(({ objective, one, two }) => [
            [`256 × 256, \`${objective}\`, two threads`, ...spreadCells(spread([two]))],
            ...(one === null ? [] : [[`256 × 256, \`${objective}\`, one thread`, ...spreadCells(spread([one]))]]),
          ]),
        ],
        note: `Processes that wanted to run when it began: ${busy.toFixed(1)} on average over a minute.`,
      },
    ],
  };
}
