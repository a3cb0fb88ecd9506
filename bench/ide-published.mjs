// Problems that other solvers are tested on, by each method that solves them.
import { methods, solveIntegroDifferential } from "../dist/src/ide/index.js";
import { published } from "../dist/src/ide/problems/published.js";
import { count, duration, small, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink } from "./support/measure.mjs";
import { errorOf, trace } from "./support/problems.mjs";

const largestError = 1e-10;
const longest = { marching: 0.05, spectral: 0.005, relaxation: 0.05 };
const columns = ["problem", "method", "status", "true", "estimated", "iterations", "evaluations", ...spreadColumns];

export function measure() {
  const cases = published.flatMap((entry) => entry.methods.map((method) => ({ entry, method })));
  // each problem once before any is timed: code that has seen one problem only is faster than it will be again
  for (const one of cases) sink(trace(solve(one)));
  const rows = cases.map((one) => {
    const solution = solve(one);
    const seconds = repeat(() => sink(trace(solve(one))), { warmUp: 20, repetitions: 40 });
    return { ...one, solution, seconds, error: errorOf(one.entry, solution) };
  });
  return { bars: methods.map((method) => bar(method, rows)), tables: [table(rows)] };
}

function solve({ entry, method }) {
  return solveIntegroDifferential(entry.problem, { method });
}

function bar(method, all) {
  const rows = all.filter((row) => row.method === method);
  const error = Math.max(...rows.map((row) => row.error));
  const slowest = rows.reduce((a, b) => (b.seconds.median > a.seconds.median ? b : a));
  const isCompleted = rows.every(({ solution }) => solution.status === "completed");
  return {
    work: `${rows.length} published integro-differential problems by ${method}: largest error, slowest median`,
    bar: `≤ ${largestError}, ≤ ${longest[method] * 1000} ms`,
    measured: `${small(error)}, ${duration(slowest.seconds.median)}${isCompleted ? "" : ", not all completed"}`,
    met: isCompleted && error <= largestError && slowest.seconds.median <= longest[method],
  };
}

function table(rows) {
  return {
    caption: "Published problems, default options:",
    columns,
    rows: rows.map(({ entry, method, solution, seconds, error }) => [
      `\`${entry.name}\``,
      method === "marching" ? `marching, ${solution.history}` : method,
      solution.status,
      small(error),
      small(solution.errorEstimate),
      count(solution.iterations),
      count(solution.evaluations),
      ...spreadCells(seconds),
    ]),
    note: "Errors, here and below, are sup |Δy| at 1001 points relative to max(1, sup |y|) of the exact solution, which is what the tolerance bounds.",
  };
}
