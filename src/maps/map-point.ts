import { factorOfRate } from "../optimizers/index.js";
import type { MapAxisName } from "./axis.js";
import type { RegimeMapSettings } from "./map-settings.js";

/** Learning rate and factors at a point of the plane of a map; those that the optimizer has not are 0. */
export interface MapPoint {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  /** `1 − beta1`, not rounded where a rate is given. */
  readonly forgetting1: number;
  /** `1 − beta2`, not rounded where a rate is given. */
  readonly forgetting2: number;
}

/** What the axes say at a point, then the settings, then the defaults. */
export function createPoints(
  settings: RegimeMapSettings,
  defaults: Readonly<Partial<Record<"beta1" | "beta2", number>>>,
): (x: number, y: number) => MapPoint {
  const { x, y } = settings;
  const fixed = {
    lr: settings.lr,
    beta1: settings.beta1,
    beta2: settings.beta2,
    rate1: settings.rate1,
    rate2: settings.rate2,
  };
  return (atX, atY) => {
    const given: Partial<Record<MapAxisName, number | undefined>> = { ...fixed, [x.name]: atX, [y.name]: atY };
    const lr = given.lr!;
    const memory = (index: 1 | 2): readonly [beta: number, forgetting: number] => {
      const rate = given[`rate${index}`];
      if (rate !== undefined) return [factorOfRate(rate, lr), rate * lr];
      const beta = given[`beta${index}`] ?? defaults[`beta${index}`] ?? 0;
      return [beta, 1 - beta];
    };
    const [beta1, forgetting1] = memory(1);
    const [beta2, forgetting2] = memory(2);
    return { lr, beta1, beta2, forgetting1, forgetting2 };
  };
}
