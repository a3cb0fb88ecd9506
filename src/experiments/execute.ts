import { createObjective } from "../objectives/index.js";
import { factorOfRate } from "../optimizers/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { defined } from "./defined.js";
import type { RunSetting } from "./experiment.js";
import type { RoadSettings } from "./road.js";
import { findRoad } from "./roads.js";
import { settingTimes, startOf } from "./settings.js";

/** Does one run of the algorithm or, by the fast solver, of one of its equations; deterministic. */
export function executeRun(setting: RunSetting, { isCancelled }: { isCancelled: () => boolean }): Trajectory {
  const { lr, steps, road, parameters } = setting;
  return findRoad(road).run(createObjective(setting.objective, parameters), roadSettings(setting), {
    theta0: startOf(setting),
    until: steps * lr,
    times: settingTimes(setting),
    isCancelled,
  });
}

/** What the road is told of it. */
function roadSettings(setting: RunSetting): RoadSettings {
  const { lr, epsilon, shifted, velocity0, tolerance, start } = setting;
  const { optimizer, beta1, beta2, rate1, rate2 } = setting.case;
  if (setting.road === "flow") return { optimizer, epsilon, ...defined({ rate1, rate2, tolerance }) };
  const factors = {
    beta1: rate1 === undefined ? beta1 : factorOfRate(rate1, lr),
    beta2: rate2 === undefined ? beta2 : factorOfRate(rate2, lr),
  };
  // signgd has neither
  const own = optimizer === "signgd" ? {} : { epsilon, ...factors };
  if (setting.road === "discrete") return { optimizer, lr, ...defined(own) };
  const initial = setting.road === "inertial" && velocity0 !== undefined ? { velocity0: [velocity0] } : {};
  return { optimizer, lr, ...initial, ...defined({ ...own, shifted, tolerance, start }) };
}
