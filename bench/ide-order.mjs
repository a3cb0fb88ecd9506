// The order of marching as elements are halved, against the declared one.
import { solveIntegroDifferential } from "../dist/src/ide/index.js";
import { problems } from "../dist/src/ide/problems/index.js";
import { count, small } from "./support/format.mjs";
import { sink } from "./support/measure.mjs";
import { errorOf, find, trace } from "./support/problems.mjs";

const names = ["kernel-for-each-component", "kernel-cosine", "volterra-exponential-square"];
const stages = [2, 3, 4, 5];
const allowed = 0.2;
/** Orders have settled when three in a row differ by no more. */
const settled = 0.05;
/** Below this, rounding takes part in an error. */
const rounding = 2e-14;
const elements = { fewest: 8, most: 512 };

export function measure() {
  const rows = names.flatMap((name) => stages.map((p) => measureOrder(find(problems, name), p)));
  const worst = rows.reduce((a, b) => (distanceOf(b) > distanceOf(a) ? b : a));
  return {
    bars: [
      {
        work: `marching, ${stages.join(", ")} stages: measured order against the declared one, ${names.length} problems`,
        bar: `within ${allowed}`,
        measured: `within ${distanceOf(worst).toFixed(2)}`,
        met: distanceOf(worst) <= allowed,
      },
    ],
    tables: [
      {
        caption: "Order of marching, elements halved until the order has settled:",
        columns: ["problem", "history", "stages", "declared", "measured", "elements", "true"],
        rows: rows.map(({ name, history, p, declared, measured, count: last, error }) => [
          `\`${name}\``,
          history,
          String(p),
          String(declared),
          measured.toFixed(2),
          count(last),
          small(error),
        ]),
        note: "Each order is log₂ of the ratio of the last two errors, taken at eight points of every element.",
      },
    ],
  };
}

function distanceOf({ measured, declared }) {
  return Math.abs(measured - declared);
}

/** Halves the elements until three orders in a row agree, or the next error would be one of rounding. */
function measureOrder(entry, p) {
  const { start, end } = entry.problem;
  const orders = [];
  let row;
  for (let n = elements.fewest; n <= elements.most; n *= 2) {
    // the tolerance bounds what is missed of integrals and in Newton's method
    const solution = solveIntegroDifferential(entry.problem, {
      method: "marching",
      stages: p,
      step: (end - start) / n,
      tolerance: 1e-13,
    });
    sink(trace(solution));
    const error = errorOf(entry, solution, insideElements(solution.x));
    if (row && error < rounding) break;
    if (row) orders.push(Math.log2(row.error / error));
    row = { name: entry.name, p, history: solution.history, declared: solution.order, count: n, error };
    const last = orders.slice(-3);
    if (last.length === 3 && Math.max(...last) - Math.min(...last) <= settled) break;
  }
  return { ...row, measured: orders[orders.length - 1] };
}

/** Eight points of every element: with a few points in all, a sup would come and go with where they lie in elements. */
function insideElements(breaks) {
  const at = (k) => breaks[k >> 3] + (((k & 7) + 0.5) / 8) * (breaks[(k >> 3) + 1] - breaks[k >> 3]);
  return Float64Array.from({ length: 8 * (breaks.length - 1) }, (_, k) => at(k));
}
