import { createObjective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { RunSetting } from "./experiment.js";
import { findRoad } from "./roads.js";
import { settingTimes } from "./settings.js";

/** Does one run of the algorithm or, by the fast solver, of its equation; deterministic. */
export function executeRun(setting: RunSetting, { isCancelled }: { isCancelled: () => boolean }): Trajectory {
  const { optimizer, beta1, beta2 } = setting.case;
  const { lr, epsilon, shifted, road } = setting;
  const times = settingTimes(setting);
  const settings = {
    optimizer,
    lr,
    epsilon,
    ...(beta1 === undefined ? {} : { beta1 }),
    ...(beta2 === undefined ? {} : { beta2 }),
    ...(road === "discrete" ? {} : { shifted }),
  };
  return findRoad(road).run(createObjective(setting.objective, []), settings, {
    theta0: [setting.theta0],
    until: times[times.length - 1]!,
    times,
    isCancelled,
  });
}
