// Twice the elements of a uniform mesh: what that costs by each way to take the integral over the past.
import { solveIntegroDifferential } from "../dist/src/ide/index.js";
import { problems } from "../dist/src/ide/problems/index.js";
import { count, duration, memory, ratio, small } from "./support/format.mjs";
import { sink, time } from "./support/measure.mjs";
import { errorOf, find, trace } from "./support/problems.mjs";
import { inTurns } from "./support/process.mjs";

const stages = 2;
const algebraic = (x, s) => (1 + x - s) ** -2;
const powers = (from, to) => Array.from({ length: to - from + 1 }, (_, k) => 2 ** (from + k));
const rounds = 3;
/** The largest ratio allowed is that of the last two rows. */
const series = [
  { history: "realization", name: "kernel-cosine-realized", sizes: powers(13, 17), largest: 2.2 },
  { history: "convolution", name: "kernel-algebraic", sizes: powers(13, 17), largest: 2.6 },
  { history: "direct", name: "kernel-algebraic", kernel: "function", sizes: powers(6, 9), largest: 4.4 },
];

/** One solution in a process of its own, after shorter ones that warm the compiler up. */
export function once({ history, name, kernel, elements, warmUp }) {
  const entry = find(problems, name);
  const problem = kernel === "function" ? { ...entry.problem, kernel: algebraic } : entry.problem;
  const run = (n) => {
    const step = (problem.end - problem.start) / n;
    const solution = solveIntegroDifferential(problem, { method: "marching", stages, step });
    sink(trace(solution));
    return solution;
  };
  run(warmUp);
  const early = run(warmUp);
  if (early.history !== history) {
    throw new Error(`Cannot measure ${name} as its history must be ${history}: current value is ${early.history}`);
  }
  let solution;
  const seconds = time(() => {
    solution = run(elements);
  });
  return {
    seconds,
    status: solution.status,
    elements: solution.x.length - 1,
    estimate: solution.errorEstimate,
    error: errorOf(entry, solution),
  };
}

export function measure() {
  const results = series.map(measureSeries);
  return { bars: results.map(({ bar }) => bar), tables: results.map(({ table }) => table) };
}

function measureSeries({ history, name, kernel, sizes, largest }) {
  const warmUp = Math.min(1024, 2 * sizes[0]);
  const { runs: rows, ratios } = inTurns("ide-scaling", "once", {
    parameters: sizes.map((elements) => ({ history, name, kernel, elements, warmUp })),
    repetitions: sizes.map(() => rounds),
  });
  const last = ratios[ratios.length - 1];
  const isCompleted = rows.every(({ status }) => status === "completed");
  return {
    bar: {
      work: `marching, uniform mesh, ${history}: 2× the elements, to ${count(sizes[sizes.length - 1])}`,
      bar: `≤ ${largest}×`,
      measured: `${ratio(last)}×${isCompleted ? "" : ", not all completed"}`,
      met: isCompleted && last <= largest,
    },
    table: {
      caption: `Marching on a uniform mesh, ${stages} stages, ${history} (\`${name}\`${kernel ? ", its kernel as a function of x and s" : ""}):`,
      columns: ["elements", "minimum", "maximum", "n", "× the row above", "peak memory", "estimated", "true", "status"],
      rows: rows.map(({ elements, seconds, peak, estimate, error, status }, k) => [
        count(elements),
        duration(seconds.minimum),
        duration(seconds.maximum),
        String(seconds.count),
        k === 0 ? "" : ratio(ratios[k - 1]),
        memory(peak),
        small(estimate),
        small(error),
        status,
      ]),
    },
  };
}
