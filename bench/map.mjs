// Regime maps: 256 × 256 cells of 2000 steps on two threads and on one, and the regimes of x^4 and x^6 against the exact ones.
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { axisEdges, mapAxis, monomialRegime, monomialSlope, runMonomial } from "../dist/src/index.js";
import { duration, ratio, spreadCells, spreadColumns } from "./support/format.mjs";
import { spread } from "./support/measure.mjs";
import { root, timeCommand } from "./support/process.mjs";

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

const exactSize = 50;
const exactSteps = 12_000;

/** Cells of a 50 × 50 map that are rightly converged or not, among those that the boundary of regime I does not cut. */
function exactRegime(exponent, [from, to]) {
  const side = (name) => `${name}=${from}:${to}:${exactSize}`;
  const run = ["--objective", `x^${exponent}/${exponent}`, "--theta0", "1", "--lr", "0.001", "--epsilon", "0"];
  const sides = ["--x", side("beta1"), "--y", side("beta2"), "--steps", String(exactSteps), "--json"];
  const program = [join(root, "bin", "adaflow.js"), "map", ...run, ...sides];
  const { stdout, status } = spawnSync(process.execPath, program, { encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`Cannot measure a map as it ended with ${status}`);
  const { regime, x, y } = JSON.parse(stdout);
  const edges = axisEdges(mapAxis("beta1", { from, to, count: exactSize }));
  const isFirst = (beta1, beta2) => monomialRegime({ exponent, ...inRange(beta1, beta2) }) === "I";
  const found = { cells: 0, right: 0 };
  for (const [row, beta2] of y.values.entries()) {
    for (const [column, beta1] of x.values.entries()) {
      const inside = isFirst(beta1, beta2);
      const corners = [column, column + 1].flatMap((i) => [row, row + 1].map((j) => isFirst(edges[i], edges[j])));
      if (corners.some((corner) => corner !== inside)) continue;
      found.cells++;
      if ((regime[row][column] === "converged") === inside) found.right++;
    }
  }
  return { exponent, from, to, ...found, share: found.right / found.cells };
}

/** Edges lie half a cell beyond the outermost factors. */
function inRange(...factors) {
  const [beta1, beta2] = factors.map((factor) => Math.min(Math.max(factor, 0), 1 - 1e-9));
  return { beta1, beta2 };
}

/** Fall of ln f per step over the second half of a run at β2 = 0.93, and its relative error. */
function slope(exponent) {
  const options = { optimizer: "adam", lr: 1e-3, beta1: 0.9, beta2: 0.93, epsilon: 0, theta0: 1, steps: exactSteps };
  const { logLoss } = runMonomial({ coefficient: 1 / exponent, exponent }, options);
  const half = exactSteps / 2;
  const measured = (logLoss[exactSteps] - logLoss[half]) / half;
  const exact = monomialSlope({ exponent, beta2: 0.93 });
  return { exponent, measured, exact, error: Math.abs(measured / exact - 1) };
}

export function measure() {
  const busy = loadavg()[0];
  const whole = objectives.map(timeWhole);
  const ranges = [
    [0.02, 0.98],
    [0.5, 0.99],
    [0.8, 0.99],
  ];
  const exact = [4, 6].flatMap((exponent) => ranges.map((range) => exactRegime(exponent, range)));
  const slopes = [4, 6].map(slope);
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
      ...exact.map(({ exponent, from, to, cells, right, share }) => ({
        work: `regime I of x^${exponent} on 50 × 50 cells, β from ${from} to ${to}, those not cut by its boundary`,
        bar: "≥ 99.5 % right",
        measured: `${(100 * share).toFixed(2)} % (${right} of ${cells})`,
        met: share >= 0.995,
      })),
      ...slopes.map(({ exponent, measured, exact, error }) => ({
        work: `slope of ln f on x^${exponent}, β2 = 0.93: ${exact.toFixed(4)} a step`,
        bar: "within 1 %",
        measured: measured.toFixed(4),
        met: error <= 0.01,
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
