import { createObjective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { defined } from "./defined.js";
import type { RunSetting } from "./experiment.js";
import { findRoad } from "./roads.js";
import { settingTimes } from "./settings.js";

/** Does one run of the algorithm or, by the fast solver, of one of its equations; deterministic. */
export function executeRun(setting: RunSetting, { isCancelled }: { isCancelled: () => boolean }): Trajectory {
  const { optimizer, beta1, beta2 } = setting.case;
  const { lr, steps, epsilon, shifted, road, parameters, velocity0, tolerance, start } = setting;
  const own = road === "discrete" ? {} : { shifted, tolerance, start };
  const initial = road === "inertial" && velocity0 !== undefined ? { velocity0: [velocity0] } : {};
  return findRoad(road).run(
    createObjective(setting.objective, parameters),
    { optimizer, lr, epsilon, ...initial, ...defined({ beta1, beta2, ...own }) },
    { theta0: [setting.theta0], until: steps * lr, times: settingTimes(setting), isCancelled },
  );
}
