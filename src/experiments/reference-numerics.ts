import { inertialModel, type Model, type NonlocalOptimizer, nonlocalModel } from "../models/index.js";
import { createObjective } from "../objectives/index.js";
import type { ReferenceOptions } from "../solvers/index.js";
import { defined } from "./defined.js";
import type { ReferenceNumerics, RunSetting } from "./experiment.js";
import { settingTimes, startOf } from "./settings.js";

/** A run of a paper's own code: which equation it solves, and how. */
export interface ReferenceTask {
  readonly model: Model;
  readonly options: ReferenceOptions;
}

/** The task of a setting; the numerics are those that the paper's code has, whatever we would choose. */
export function referenceTask(setting: RunSetting): ReferenceTask {
  return tasks[setting.numerics ?? "h1"](setting);
}

const tasks: Readonly<Record<ReferenceNumerics, (setting: RunSetting) => ReferenceTask>> = {
  /** Euler step lr, memories from 0, 1000 nodes, 3000 sweeps, tolerance 1e-4. */
  h1: (setting) => {
    const times = settingTimes(setting);
    return {
      model: firstOrder(setting),
      options: { initial: startOf(setting), until: times[times.length - 1]!, times },
    };
  },
  "h2-first-order": secondPaperFirstOrder,
  "h2-inertial": secondPaperInertial,
};

function secondPaperFirstOrder(setting: RunSetting): ReferenceTask {
  const model = firstOrder({ ...setting, shifted: false });
  return { model, options: { ...secondPaper(setting), initial: startOf(setting) } };
}

function secondPaperInertial(setting: RunSetting): ReferenceTask {
  const { lr, epsilon, velocity0 = 0 } = setting;
  const model = inertialModel(objectiveOf(setting), { lr, epsilon, ...betas(setting) });
  return { model, options: { ...secondPaper(setting), initial: [...startOf(setting), velocity0] } };
}

/** Points of H2's grid: as many as a floating-point range from lr up to, but without, lr·steps, at the distance lr/5. */
export function secondPaperPoints({ lr, steps }: Pick<RunSetting, "lr" | "steps">): number {
  return Math.ceil((lr * steps - lr) / (lr / 5));
}

/** H2's code: everything begins at t0 = lr with no memory; Euler step lr/5; what is read ahead is held at the end. */
function secondPaper({ lr, steps }: RunSetting): Omit<ReferenceOptions, "initial"> {
  const count = secondPaperPoints({ lr, steps });
  return {
    start: lr,
    step: lr / 5,
    until: lr + ((count - 1) * lr) / 5,
    lookAhead: "hold-all",
    firstGuess: "memoryless",
    firstStep: "plain",
    mixingStep: (0.9999 - 0.5) / 999,
    tolerance: 1e-5,
  };
}

function firstOrder(setting: RunSetting): Model {
  const { lr, epsilon, shifted } = setting;
  // one that has no equation is refused by the model
  const optimizer = setting.case.optimizer as NonlocalOptimizer;
  return nonlocalModel(objectiveOf(setting), { optimizer, lr, epsilon, shifted, ...betas(setting) });
}

const objectiveOf = ({ objective, parameters }: RunSetting) => createObjective(objective, parameters);
const betas = ({ case: { beta1, beta2 } }: RunSetting) => defined({ beta1, beta2 });
