// What one call of a compiled expression costs, beside the same objective written by hand.
import { quadraticObjective } from "../dist/src/index.js";
import { createRandom } from "../dist/src/numeric/index.js";
import { expressionObjective } from "../dist/src/objectives/expression/index.js";
import { duration, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink } from "./support/measure.mjs";
import { inFreshProcess } from "./support/process.mjs";

export const title = "One call of the expression `(x-4)^2`";

const calls = 1e6;
const random = createRandom(1);
/** Points in turn, so that nothing can be lifted out of the loop. */
const points = Array.from({ length: 256 }, () => Float64Array.of(random.normal()));
const out = new Float64Array(1);

const sumOfValues = (objective) => () => {
  let sum = 0;
  for (let k = 0; k < calls; k++) sum += objective.value(points[k & 255]);
  sink(sum);
};
const sumOfGradients = (objective) => () => {
  let sum = 0;
  for (let k = 0; k < calls; k++) {
    objective.gradient(points[k & 255], out);
    sum += out[0];
  }
  sink(sum);
};
const sumOfBoth = (objective) => () => {
  let sum = 0;
  for (let k = 0; k < calls; k++) sum += objective.valueAndGradient(points[k & 255], out) + out[0];
  sink(sum);
};
const kinds = { value: sumOfValues, gradient: sumOfGradients, "value and gradient": sumOfBoth };
const others = ["x", "x^3/3", "cosh(x)", "exp(x)-x", "x^4/4-x^2/2", "sin(x)+x^2", "sqrt(1+x^2)", "log(1+x^2)"];
const sources = {
  expression: () => expressionObjective("(x-4)^2"),
  "expression, after eight others": () => {
    for (const text of others) {
      for (const sumOf of Object.values(kinds)) sumOf(expressionObjective(text))();
    }
    return expressionObjective("(x-4)^2");
  },
  "built-in `quadratic`": () => quadraticObjective(),
};

/** Seconds a call; in a process of its own, as what the compiler has seen before decides. */
export function once(source) {
  const objective = sources[source]();
  return Object.values(kinds).map((sumOf) => perCall(repeat(sumOf(objective), { warmUp: 3, repetitions: 15 })));
}

export function measure() {
  const rows = Object.keys(sources).flatMap((source) => {
    const seconds = inFreshProcess("expression", "once", source).result;
    return Object.keys(kinds).map((kind, k) => ({ source, kind, seconds: seconds[k] }));
  });
  const slowest = Math.max(
    ...rows.filter(({ source }) => source.startsWith("expression")).map(({ seconds }) => seconds.median),
  );
  return {
    bars: [
      {
        work: "one call of the expression `(x-4)^2`: the slowest of value, gradient and both",
        bar: "≤ 0.1 µs",
        measured: duration(slowest),
        met: slowest <= 1e-7,
      },
    ],
    tables: [
      {
        columns: ["", ...spreadColumns],
        rows: rows.map(({ source, kind, seconds }) => [`${source}: ${kind}`, ...spreadCells(seconds)]),
        note: `A loop of ${calls.toExponential(0).replace("e+", "e")} calls over 256 points, divided by the number of calls.`,
      },
    ],
  };
}

function perCall({ minimum, median, maximum, count }) {
  return { minimum: minimum / calls, median: median / calls, maximum: maximum / calls, count };
}
