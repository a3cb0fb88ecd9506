// A million steps of discrete Adam in one dimension, with θ, m, v and the loss of every step kept.
import { adamOptimizer, quadraticObjective, run } from "../dist/src/index.js";
import { duration, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink, spread, time } from "./support/measure.mjs";
import { inFreshProcess } from "./support/process.mjs";

export const title = "A million discrete Adam steps in 1-D, θ, m, v and loss kept";

const steps = 1e6;
const rates = [0.1, 0.01, 0.001];

function work(lr) {
  const trajectory = run(quadraticObjective(), adamOptimizer({ lr }), { theta0: [1], steps });
  sink(trajectory.theta[steps] + trajectory.m[steps] + trajectory.v[steps] + trajectory.loss[steps]);
}

/** Seconds of the first run of a process. */
export function once(lr) {
  return time(() => work(lr));
}

export function measure() {
  const rows = rates.map((lr) => ({
    lr,
    first: spread(Array.from({ length: 5 }, () => inFreshProcess("discrete", "once", lr).result)),
    warm: repeat(() => work(lr), { warmUp: 3, repetitions: 15 }),
  }));
  const slowest = Math.max(...rows.map(({ warm }) => warm.median));
  return {
    bars: [
      {
        work: "10⁶ discrete Adam steps, built-in objective, after warm-up, the slowest of three lr",
        bar: "≤ 0.15 s",
        measured: duration(slowest),
        met: slowest <= 0.15,
      },
    ],
    tables: [
      {
        columns: ["", ...spreadColumns],
        rows: rows.flatMap(({ lr, first, warm }) => [
          [`lr ${lr}, first run of a process`, ...spreadCells(first)],
          [`lr ${lr}, after warm-up`, ...spreadCells(warm)],
        ]),
      },
    ],
  };
}
