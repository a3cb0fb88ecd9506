import { inertialModel, models } from "../models/index.js";
import { defined } from "./defined.js";
import { findSolver, solverNames, solverOptions } from "./equation-solvers.js";
import { learningRate, type RoadEntry, type RoadSettings } from "./road.js";

/** The second-order continuous equation with memory. */
export const inertialRoad: RoadEntry = {
  name: "inertial",
  description: "the second-order equation with memory: parameters and memories have inertia",
  discrete: false,
  hasLr: true,
  solvers: solverNames,
  certifiable: false,
  optimizers: models.find(({ name }) => name === "inertial")!.optimizers,
  options: ({ solver }) => [
    "lr",
    "beta1",
    "beta2",
    "epsilon",
    "norm",
    "shifted",
    "velocity0",
    "solver",
    ...solverOptions(solver).options,
  ],
  defaults: ({ solver = "fast" }) => ({
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    norm: false,
    shifted: true,
    solver,
    ...solverOptions(solver).defaults,
  }),
  run(objective, settings, run) {
    const { beta1, beta2, epsilon, norm, shifted } = settings;
    const lr = learningRate(settings);
    const velocity0 = initialVelocity(settings, objective.dimension);
    const model = inertialModel(objective, { lr, ...defined({ beta1, beta2, epsilon, norm, shifted }) });
    const initial = [...Array.from(run.theta0), ...velocity0];
    // Euler's method with a mass of lr/2 needs steps well below lr; lr/5 is the paper's choice
    const step = settings.step ?? (settings.solver === "reference" ? lr / 5 : undefined);
    return findSolver(settings.solver).solve(model, { ...settings, ...defined({ step }) }, { ...run, initial });
  },
};

/** θ′(0): as many finite numbers as parameters; 0 by default. */
function initialVelocity({ velocity0 }: RoadSettings, dimension: number): readonly number[] {
  if (velocity0 === undefined) return new Array<number>(dimension).fill(0);
  const numbers = Array.from(velocity0);
  if (numbers.length !== dimension || !numbers.every(Number.isFinite)) {
    const what = dimension === 1 ? "1 finite number" : `${dimension} finite numbers`;
    throw new RangeError(`Cannot solve as velocity0 must be ${what}: current value is ${numbers.join(",")}`);
  }
  return numbers;
}
