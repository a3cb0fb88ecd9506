// The numerics of H2's author by the reference solver, against his published series.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { executeReference } from "../dist/src/experiments/index.js";
import { count, duration, small } from "./support/format.mjs";
import { time } from "./support/measure.mjs";
import { inFreshProcess, root } from "./support/process.mjs";

export const title = "The numerics of H2's author, by the reference solver, against his published series";

const { series } = JSON.parse(readFileSync(join(root, "test", "golden", "heredia-2026.json"), "utf8"));

/** One published series: the largest distance in θ, over every 25th row and the last six. */
export function rerun(index) {
  const { order, c, theta0, velocity0, lr, beta1, beta2, steps, points, rows, theta } = series[index];
  const setting = {
    road: "reference",
    numerics: order === "first" ? "h2-first-order" : "h2-inertial",
    objective: "rosenbrock1d",
    parameters: [c],
    case: { label: "Adam", optimizer: "adam", beta1, beta2 },
    ...{ theta0, velocity0, lr, steps, epsilon: 1e-8, perStep: 1, shifted: order !== "first" },
  };
  let found;
  const seconds = time(() => {
    found = executeReference(setting, {});
  });
  if (found.times.length !== points)
    throw new Error(`Cannot compare as rows must be ${points}: current value is ${found.times.length}`);
  const error = rows.reduce((sup, row, k) => Math.max(sup, Math.abs(found.theta[row] - theta[k])), 0);
  return { error, seconds, status: found.status, sweeps: found.solver.sweeps };
}

export function measure() {
  const runs = series.map((_, index) => inFreshProcess("author", "rerun", index).result);
  const worst = Math.max(...runs.map(({ error, status }) => (status === "completed" ? error : Infinity)));
  return {
    bars: [
      {
        work: "H2's author's numerics against his five published series: max \\|Δθ\\|",
        bar: "≤ 1e-7",
        measured: small(worst),
        met: worst <= 1e-7,
      },
    ],
    tables: [
      {
        columns: ["series", "points", "sweeps", "max \\|Δθ\\|", "seconds"],
        rows: series.map(({ order, velocity0, beta1, beta2, points }, k) => [
          `${order} order${order === "second" ? `, u0 = ${velocity0}` : ""}, β = (${beta1}, ${beta2})`,
          count(points),
          String(runs[k].sweeps),
          small(runs[k].error),
          duration(runs[k].seconds),
        ]),
        note: "lr 0.01, c = 1.5, θ0 = −1.5. Compared are every 25th row and the last six.",
      },
    ],
  };
}
