// Flows by the solvers without memory: accuracy against stored solutions by other methods, steps, and sliding in many dimensions.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  adamFlowModel,
  randomQuadraticObjective,
  rmspropFlowModel,
  signFlowModel,
  smoothSignModel,
  solveLocal,
} from "../dist/src/index.js";
import { expressionObjective } from "../dist/src/objectives/expression/index.js";
import { duration, small } from "./support/format.mjs";
import { repeat, sink } from "./support/measure.mjs";
import { root } from "./support/process.mjs";

export const title = "Flows";

const { cases } = JSON.parse(readFileSync(join(root, "test", "golden", "flows.json"), "utf8"));

function modelOf({ objective, rate1, rate2, epsilon }) {
  const f = expressionObjective(objective);
  return rate1 === undefined ? rmspropFlowModel(f, { rate2, epsilon }) : adamFlowModel(f, { rate1, rate2, epsilon });
}

/** One stored flow, solved as users do. */
function solveStored(stored) {
  const { theta0, v0 = 0, times } = stored;
  const model = modelOf(stored);
  const initial = Array.from({ length: model.stateSize }, (_, i) => theta0[i] ?? v0);
  return solveLocal(model, { initial, until: times.at(-1), times });
}

function errorOf(stored) {
  const { theta, status } = solveStored(stored);
  const errors = stored.theta.flat().map((value, k) => Math.abs(value - theta[k]));
  return status === "completed" ? Math.max(...errors) : Infinity;
}

function nameOf({ optimizer, objective, rate1, rate2, v0 = 0 }) {
  const rates = rate1 === undefined ? `a = ${rate2}, v0 = ${v0}` : `a = ${rate2}, b = ${rate1}`;
  return `${optimizer} on \`${objective}\`, ${rates}`;
}

/** The smooth sign flow of x²/2 at t: x₀ − x + ε ln(x₀/x) = t, by bisection on ln x. */
function smoothSign(t, epsilon) {
  let [low, high] = [-800, 0];
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2;
    if (1 - Math.exp(middle) - epsilon * middle > t) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}

function smoothSignError() {
  const times = Array.from({ length: 301 }, (_, k) => k / 100);
  const model = smoothSignModel(expressionObjective("x^2/2"), { epsilon: 1e-8 });
  const { theta, solver } = solveLocal(model, { initial: [1], until: 3, times });
  const errors = times.map((t, k) => Math.abs(theta[k] - (t === 0 ? 1 : smoothSign(t, 1e-8))));
  return { error: Math.max(...errors), nodes: solver.nodes };
}

export function measure() {
  const rows = cases.map((stored) => {
    const found = solveStored(stored);
    sink(found.theta.at(-1));
    return { name: nameOf(stored), error: errorOf(stored), nodes: found.solver.nodes, stored };
  });
  const worst = rows.reduce((a, b) => (a.error > b.error ? a : b));
  const quadratics = rows.filter(({ stored }) => stored.optimizer === "rmsprop" && stored.objective !== "(x^2-1)^2/4");
  const most = quadratics.reduce((a, b) => (a.nodes > b.nodes ? a : b));
  const smooth = smoothSignError();
  return {
    bars: [
      {
        work: `${rows.length} flows of RMSProp and Adam against stored solutions by other methods, also after the minimum is reached: largest error of θ`,
        bar: "≤ 1e-7",
        measured: `${small(worst.error)} (${worst.name})`,
        met: worst.error <= 1e-7,
      },
      {
        work: "smooth sign flow of x²/2, ε = 1e-8, to t = 3, against its exact solution: largest error of θ",
        bar: "≤ 1e-7",
        measured: `${small(smooth.error)} in ${smooth.nodes} steps`,
        met: smooth.error <= 1e-7,
      },
      {
        work: "RMSProp flow on quadratics to t = 6 through the stiff phase: most steps",
        bar: "≤ 2000",
        measured: `${most.nodes} (${most.name})`,
        met: most.nodes <= 2000,
      },
    ],
    tables: [
      {
        caption: "Errors of θ against test/golden/flows.json:",
        columns: ["flow", "error of θ", "steps"],
        rows: rows.map(({ name, error, nodes }) => [name, small(error), String(nodes)]),
      },
      {
        caption: "Sign descent with sliding on a random quadratic, from ones to rest:",
        columns: ["parameters", "elements", "time of rest", "time"],
        rows: [2, 10, 30].map((n) => {
          const model = signFlowModel(randomQuadraticObjective(n, 1));
          const solve = () => solveLocal(model, { initial: new Array(n).fill(1), until: 1e4 });
          const { event, solver } = solve();
          return [
            String(n),
            String(solver.nodes),
            event ? event.time.toPrecision(6) : "–",
            duration(repeat(solve, { warmUp: 1, repetitions: 5 }).median),
          ];
        }),
      },
    ],
  };
}
