// One problem with an exact solution, solved by one method at one tolerance: its error and its time.
import { solveIntegroDifferential } from "../../dist/src/ide/index.js";
import { count, duration, small } from "./format.mjs";
import { repeat, sink, spread, time } from "./measure.mjs";
import { errorOf, trace } from "./problems.mjs";

/** Seconds for which a solution is repeated, to warm up and again to be timed, at most `most` times each. */
const enough = 0.1;
const most = 10;

/** Solves a problem a few times. A method that refuses it has no time, and an error that no bar lets pass. */
export function attempt(entry, { method, tolerance }) {
  const run = () => solveIntegroDifferential(entry.problem, { method, tolerance });
  const row = { name: entry.name, method, tolerance };
  let solution;
  let first;
  try {
    first = time(() => {
      solution = run();
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...row, status: "refused", error: Number.POSITIVE_INFINITY, estimate: null, seconds: null };
  }
  sink(trace(solution));
  const rounds = Math.min(most, Math.floor(enough / first));
  const again = () => repeat(() => sink(trace(run())), { warmUp: rounds, repetitions: rounds });
  const seconds = rounds > 0 ? again() : spread([first]);
  const { status, history, errorEstimate: estimate } = solution;
  return { ...row, history, status, estimate, seconds, error: errorOf(entry, solution) };
}

export const attemptColumns = ["problem", "method", "tolerance", "status", "true", "estimated", "median", "n"];

export const attemptNote = `A solution that took more than ${enough * 1000} ms is not repeated: its time is that of the first.`;

export function attemptCells({ name, method, history, tolerance, status, error, estimate, seconds }) {
  return [
    `\`${name}\``,
    history ? `${method}, ${history}` : method,
    small(tolerance).replace(".0e", "e"),
    status,
    error === Number.POSITIVE_INFINITY ? "–" : small(error),
    small(estimate),
    seconds === null ? "–" : duration(seconds.median),
    seconds === null ? "–" : count(seconds.count),
  ];
}

/** The bar that every row completed with an error of at most its tolerance. */
export function withinTolerance(work, rows) {
  const missed = rows.filter(({ status, error, tolerance }) => !(status === "completed" && error <= tolerance));
  const shares = rows.map(({ error, tolerance }) => error / tolerance);
  const names = missed.map(({ name, method, status }) => `\`${name}\` by ${method} (${status})`);
  return {
    work: `${work}: completed, error ≤ tolerance`,
    bar: `all ${rows.length}`,
    measured:
      missed.length === 0
        ? `all ${rows.length}, ≤ ${small(Math.max(...shares))} of it`
        : `${rows.length - missed.length}; not ${names.join(", ")}`,
    met: missed.length === 0,
  };
}
