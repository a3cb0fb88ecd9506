import {
  adamFlowModel,
  type Model,
  models,
  rmspropFlowModel,
  signFlowModel,
  smoothSignModel,
} from "../models/index.js";
import type { Objective } from "../objectives/index.js";
import { type LocalMethod, localMethods, solveLocal } from "../solvers/index.js";
import { defined } from "./defined.js";
import type { RoadEntry, RoadOptionName, RoadSettings } from "./road.js";

/** The equations without memory that algorithms tend to as the learning rate does to 0. */
export const flowRoad: RoadEntry = {
  name: "flow",
  description: "the limit lr → 0 at fixed forgetting rates, of signgd at fixed factors: an equation without memory",
  discrete: false,
  hasLr: false,
  solvers: localMethods,
  certifiable: false,
  optimizers: models.find(({ name }) => name === "flow")!.optimizers,
  options: ({ optimizer }) => [...(flows[optimizer]?.options ?? []), "epsilon", "solver", "tolerance"],
  defaults: ({ optimizer, solver }) => ({
    epsilon: flows[optimizer]?.epsilon ?? 0,
    tolerance: 1e-10,
    ...defined({ solver }),
  }),
  run(objective, settings, { theta0, ...run }) {
    const flow = flows[settings.optimizer];
    if (!flow) {
      throw new RangeError(
        `Cannot solve as optimizer must be one of ${Object.keys(flows).join(", ")}: current value is ${settings.optimizer}`,
      );
    }
    const { tolerance, solver } = settings;
    return solveLocal(flow.model(objective, settings), {
      ...run,
      initial: [...Array.from(theta0), ...flow.moments(objective.dimension, settings)],
      ...defined({ tolerance, method: solver as LocalMethod | undefined }),
    });
  },
};

/** What one flow is made of. */
interface Flow {
  readonly options: readonly RoadOptionName[];
  /** Default ε. */
  readonly epsilon: number;
  model(objective: Objective, settings: RoadSettings): Model;
  /** What follows θ in the initial state. */
  moments(dimension: number, settings: RoadSettings): readonly number[];
}

/** A rate has no default: it is what the flow is about. */
function rateOf(name: "rate1" | "rate2", { [name]: rate, optimizer }: RoadSettings): number {
  if (rate !== undefined) return rate;
  throw new RangeError(
    `Cannot solve as ${name} must be given for the flow of ${optimizer}: current value is undefined`,
  );
}

const flows: Readonly<Record<string, Flow>> = {
  signgd: {
    options: [],
    epsilon: 0,
    model: (objective, { epsilon = 0 }) =>
      epsilon === 0 ? signFlowModel(objective) : smoothSignModel(objective, { epsilon }),
    moments: () => [],
  },
  rmsprop: {
    options: ["rate2", "v0"],
    epsilon: 1e-8,
    model: (objective, settings) =>
      rmspropFlowModel(objective, { rate2: rateOf("rate2", settings), ...defined({ epsilon: settings.epsilon }) }),
    moments: initialSquares,
  },
  adam: {
    options: ["rate1", "rate2"],
    epsilon: 1e-8,
    model: (objective, settings) =>
      adamFlowModel(objective, {
        rate1: rateOf("rate1", settings),
        rate2: rateOf("rate2", settings),
        ...defined({ epsilon: settings.epsilon }),
      }),
    moments: (dimension) => new Array<number>(2 * dimension).fill(0),
  },
};

/** v(0): one number ≥ 0 for each parameter, 0 by default. */
function initialSquares(dimension: number, { v0 }: RoadSettings): readonly number[] {
  if (v0 === undefined) return new Array<number>(dimension).fill(0);
  const numbers = Array.from(v0);
  if (numbers.length !== dimension || !numbers.every((value) => value >= 0 && value < Infinity)) {
    const what = dimension === 1 ? "1 finite number >= 0" : `${dimension} finite numbers >= 0`;
    throw new RangeError(`Cannot solve as v0 must be ${what}: current value is ${numbers.join(",")}`);
  }
  return numbers;
}
