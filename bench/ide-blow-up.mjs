// Solutions that end inside their intervals: how close to the true end a run gets, and how long that takes.
import { methods, solveIntegroDifferential } from "../dist/src/ide/index.js";
import { blowUps } from "../dist/src/ide/problems/index.js";
import { duration, small } from "./support/format.mjs";
import { sink, time } from "./support/measure.mjs";
import { trace } from "./support/problems.mjs";

const largestDistance = 1e-6;

export function measure() {
  const rows = blowUps.flatMap((entry) => methods.map((method) => run(entry, method)));
  const worst = Math.max(...rows.map(({ distance }) => distance));
  const isDiverged = rows.every(({ status }) => status === "diverged");
  return {
    bars: [
      {
        work: `${blowUps.length} blow-ups by each method: diverged, x reached relative to the true one`,
        bar: `within ${small(largestDistance).replace(".0e", "e")}`,
        measured: `${small(worst)}${isDiverged ? "" : ", not all diverged"}`,
        met: isDiverged && worst <= largestDistance,
      },
    ],
    tables: [
      {
        caption: "Blow-ups, default options:",
        columns: ["problem", "method", "status", "reached", "true", "distance", "first time"],
        rows: rows.map(({ entry, method, status, reached, distance, seconds }) => [
          `\`${entry.name}\``,
          method,
          status,
          reached.toFixed(9),
          entry.blowUpAt.toFixed(9),
          small(distance),
          duration(seconds),
        ]),
      },
    ],
  };
}

function run(entry, method) {
  let solution;
  const seconds = time(() => {
    solution = solveIntegroDifferential(entry.problem, { method });
  });
  const { status, reached, x } = solution;
  sink(trace(solution) + x.length);
  return { entry, method, status, reached, seconds, distance: Math.abs(reached - entry.blowUpAt) / entry.blowUpAt };
}
