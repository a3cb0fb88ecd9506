// The inertial model of Adam by the fast solver: speed over 20 000 learning rates, accuracy against stored solutions.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createObjective, inertialModel, rosenbrock1dObjective, solve } from "../dist/src/index.js";
import { duration, small, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink, spread, time } from "./support/measure.mjs";
import { inFreshProcess, root } from "./support/process.mjs";

export const title = "The second-order nonlocal Adam";

const { cases } = JSON.parse(readFileSync(join(root, "test", "golden", "inertial.json"), "utf8"));

function long() {
  const model = inertialModel(rosenbrock1dObjective(1.5), { lr: 5e-4, beta1: 0.99, beta2: 0.999 });
  const { theta, status, solver } = solve(model, { initial: [-1.5, 1], until: 10 });
  sink(theta.at(-1));
  return { status, errorEstimate: solver.errorEstimate, elements: solver.nodes };
}

/** Seconds of the first solution of a process. */
export function first() {
  let found;
  const seconds = time(() => {
    found = long();
  });
  return { ...found, seconds };
}

/** Largest relative error of θ and θ′ at the end of a stored case. */
function errorOf({ objective, parameters, initial, lr, beta1, beta2, epsilon, until, theta, velocity }) {
  const model = inertialModel(createObjective(objective, parameters), { lr, beta1, beta2, epsilon });
  const found = solve(model, { initial, until, times: [until] });
  const relative = (a, b) => Math.abs(a - b) / (1 + Math.abs(b));
  const error = Math.max(relative(found.theta[0], theta), relative(found.velocity[0], velocity));
  return found.status === "completed" ? error : Infinity;
}

export function measure() {
  const runs = Array.from({ length: 5 }, () => inFreshProcess("inertial", "first").result);
  const seconds = spread(runs.map((run) => run.seconds));
  const warm = repeat(long, { warmUp: 2, repetitions: 9 });
  const errors = cases.map(errorOf);
  const worst = Math.max(...errors);
  return {
    bars: [
      {
        work: "one inertial solution, lr 5e-4, T = 10, first of a process",
        bar: "≤ 0.5 s",
        measured: duration(seconds.median),
        met: seconds.median <= 0.5 && runs.every(({ status }) => status === "completed"),
      },
      {
        work: `inertial model against ${cases.length} stored solutions by another method: largest relative error of θ, θ′`,
        bar: "≤ 1e-8",
        measured: small(worst),
        met: worst <= 1e-8,
      },
    ],
    tables: [
      {
        caption: `c = 1.5, θ0 = −1.5, u0 = 1, β = (0.99, 0.999), lr 5e-4, T = 10: ${runs[0].elements} elements, error estimate ${small(runs[0].errorEstimate)}.`,
        columns: ["", ...spreadColumns],
        rows: [
          ["first solution of a process", ...spreadCells(seconds)],
          ["after warm-up", ...spreadCells(warm)],
        ],
      },
      {
        caption: "Errors at T against test/golden/inertial.json, relative to 1 + the value:",
        columns: ["objective", "lr", "β", "ε", "T", "error"],
        rows: cases.map((item, k) => [
          `${item.objective}(${item.parameters.join(", ")}), ${item.initial.join(" | ")}`,
          String(item.lr),
          `(${item.beta1}, ${item.beta2})`,
          String(item.epsilon),
          String(item.until),
          small(errors[k]),
        ]),
      },
    ],
  };
}
