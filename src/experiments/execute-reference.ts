import { nonlocalModel } from "../models/index.js";
import { createObjective } from "../objectives/index.js";
import { type ReferenceState, solveReference } from "../solvers/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { RunSetting } from "./experiment.js";
import { settingTimes } from "./settings.js";

/** Options of {@link executeReference}. */
export interface ExecuteReferenceOptions {
  /** A state of the same setting to go on from. */
  readonly resume?: ReferenceState | undefined;
  readonly onCheckpoint?: (state: ReferenceState) => void;
  readonly isCancelled?: () => boolean;
}

/** Does one run by the paper's own method, as the paper sets it: Euler step lr, 1000 nodes, 3000 sweeps, tolerance 1e-4. */
export function executeReference(setting: RunSetting, options: ExecuteReferenceOptions): Trajectory {
  const { optimizer, beta1, beta2 } = setting.case;
  const { lr, epsilon, shifted } = setting;
  const model = nonlocalModel(createObjective(setting.objective, []), {
    optimizer,
    lr,
    epsilon,
    shifted,
    ...(beta1 === undefined ? {} : { beta1 }),
    ...(beta2 === undefined ? {} : { beta2 }),
  });
  const times = settingTimes(setting);
  return solveReference(model, { initial: [setting.theta0], until: times[times.length - 1]!, times, ...options });
}
