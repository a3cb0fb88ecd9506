import type { Objective } from "../objectives/objective.js";
import {
  canRunMonomial,
  createOptimizer,
  type MonomialOptimizer,
  type OptimizerOptionName,
  optimizers,
  runMonomial,
  run as runOptimizer,
} from "../optimizers/index.js";
import { selectRows } from "../trajectory/select-rows.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { learningRate, type RoadEntry, type RoadRun, type RoadSettings } from "./road.js";

/** The discrete algorithm itself. */
export const discreteRoad: RoadEntry = {
  name: "discrete",
  description: "the algorithm as it is implemented: θ after k updates belongs to t = k·lr",
  discrete: true,
  hasLr: true,
  solvers: [],
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
  const lr = learningRate(settings);
  const options = Object.fromEntries(optionNames.map((name) => [name, settings[name]]));
  const steps = Math.floor(run.until / lr + 1e-9);
  const watched = {
    steps,
    ...(run.onProgress && { onProgress: run.onProgress }),
    ...(run.isCancelled && { isCancelled: run.isCancelled }),
  };
  const optimizer = createOptimizer(settings.optimizer, options);
  const trajectory = needsMonomial(objective, settings, run)
    ? runMonomial(objective.monomial!, { ...monomialOptions(settings, lr), theta0: run.theta0[0]!, ...watched })
    : runOptimizer(objective, optimizer, { theta0: run.theta0, ...watched });
  const { rows, times } = rowsAt(run.times, { lr, count: trajectory.times.length });
  // times as they were asked for: they may differ from k·lr by rounding
  return { ...selectRows(trajectory, rows), times };
}

/**
 * Below this ε the memories underflow while they still count. Above it, √v has no digits left beside ε when v ceases to be
 * a normal number at √v = 2⁻⁵¹¹; `run` is as good, and evaluates an expression as it was written.
 */
const SMALLEST_EPSILON = 2 ** -450;

/** Whether the run has to be carried beyond the range of doubles, and can be; unfit starts are left to `run` to refuse. */
function needsMonomial(objective: Objective, settings: RoadSettings, { theta0 }: RoadRun): boolean {
  const { epsilon = 1e-8 } = settings;
  return (
    epsilon < SMALLEST_EPSILON &&
    canRunMonomial(objective, settings) &&
    theta0.length === 1 &&
    Number.isFinite(theta0[0])
  );
}

function monomialOptions({ optimizer, beta1, beta2, epsilon }: RoadSettings, lr: number) {
  return { optimizer: optimizer as MonomialOptimizer, lr, beta1, beta2, epsilon };
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
