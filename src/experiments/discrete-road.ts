import type { Objective } from "../objectives/objective.js";
import { createOptimizer, type OptimizerOptionName, optimizers, run as runOptimizer } from "../optimizers/index.js";
import { selectRows } from "../trajectory/select-rows.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { RoadEntry, RoadRun, RoadSettings } from "./road.js";

/** The discrete algorithm itself. */
export const discreteRoad: RoadEntry = {
  name: "discrete",
  description: "the algorithm as it is implemented: θ after k updates belongs to t = k·lr",
  discrete: true,
  certifiable: true,
  optimizers: optimizers.map(({ name }) => name),
  options: ({ optimizer }) => optimizers.find(({ name }) => name === optimizer)?.options ?? [],
  defaults: ({ optimizer }) => optimizers.find(({ name }) => name === optimizer)?.defaults ?? {},
  run: runDiscrete,
};

const optionNames: readonly OptimizerOptionName[] = [
  "lr",
  "beta1",
  "beta2",
  "epsilon",
  "weightDecay",
  "lrDecay",
  "momentum",
  "nesterov",
  "norm",
];

function runDiscrete(objective: Objective, settings: RoadSettings, run: RoadRun): Trajectory {
  const { lr } = settings;
  const options = Object.fromEntries(optionNames.map((name) => [name, settings[name]]));
  const steps = Math.floor(run.until / lr + 1e-9);
  const trajectory = runOptimizer(objective, createOptimizer(settings.optimizer, options), {
    theta0: run.theta0,
    steps,
    ...(run.onProgress && { onProgress: run.onProgress }),
    ...(run.isCancelled && { isCancelled: run.isCancelled }),
  });
  const { rows, times } = rowsAt(run.times, { lr, count: trajectory.times.length });
  // times as they were asked for: they may differ from k·lr by rounding
  return { ...selectRows(trajectory, rows), times };
}

/** The rows that belong to times, row k being step k; a run that ended early has only the first `count`. */
function rowsAt(asked: Float64Array, { lr, count }: { lr: number; count: number }) {
  const rows = new Uint32Array(asked.length);
  const times = new Float64Array(asked.length);
  let found = 0;
  for (let i = 0; i < asked.length; i++) {
    const row = Math.round(asked[i]! / lr);
    if (row >= count) continue;
    rows[found] = row;
    times[found++] = asked[i]!;
  }
  return { rows: rows.subarray(0, found), times: times.slice(0, found) };
}
