import { models, type NonlocalModelOptions, nonlocalModel } from "../models/index.js";
import { defined } from "./defined.js";
import { findSolver, solverNames, solverOptions } from "./equation-solvers.js";
import { learningRate, type RoadEntry, type RoadOptionName, type RoadSettings } from "./road.js";

/** The first-order continuous equation with memory. */
export const nonlocalRoad: RoadEntry = {
  name: "nonlocal",
  description: "the first-order equation with memory: past gradients enter through kernels",
  discrete: false,
  hasLr: true,
  solvers: solverNames,
  certifiable: true,
  optimizers: models.find(({ name }) => name === "nonlocal")!.optimizers,
  options: ({ optimizer, solver, biasCorrection = false }) => [
    ...commonOptions,
    ...(modelOptions[optimizer] ?? []),
    ...(optimizer === "general" && biasCorrection ? (["beta1", "beta2"] as const) : []),
    ...solverOptions(solver).options,
  ],
  defaults: ({ optimizer, solver = "fast", biasCorrection = false }) => {
    const betas = biasCorrection ? { beta1: 0.9, beta2: 0.999 } : {};
    return {
      ...(modelDefaults[optimizer] ?? betas),
      epsilon: 1e-8,
      norm: false,
      shifted: true,
      solver,
      ...solverOptions(solver).defaults,
    };
  },
  run: (objective, settings, run) => {
    const model = nonlocalModel(objective, modelSettings(settings));
    return findSolver(settings.solver).solve(model, settings, { ...run, initial: run.theta0 });
  },
};

const commonOptions = ["lr", "epsilon", "norm", "shifted", "solver"] as const;

/** What each equation has beyond the common options. */
const modelOptions: Readonly<Record<string, readonly RoadOptionName[]>> = {
  adagrad: [],
  rmsprop: ["beta2"],
  adam: ["beta1", "beta2"],
  general: ["kernel1", "kernel2", "biasCorrection"],
};

const modelDefaults: Readonly<Record<string, Partial<RoadSettings>>> = {
  rmsprop: { beta2: 0.99 },
  adam: { beta1: 0.9, beta2: 0.999 },
};

function modelSettings(settings: RoadSettings): NonlocalModelOptions {
  const { beta1, beta2, epsilon, shifted, norm, kernel1, kernel2, biasCorrection } = settings;
  const lr = learningRate(settings);
  const optimizer = settings.optimizer as NonlocalModelOptions["optimizer"];
  return { optimizer, lr, ...defined({ beta1, beta2, epsilon, shifted, norm, kernel1, kernel2, biasCorrection }) };
}
