import { axisNames, type MapAxisName } from "./axis.js";
import type { RegimeMapSettings } from "./map-settings.js";

/** What refusals say is not possible. */
export const action = "map regimes";

/** Settings that stand for the same memory. */
const memoryOf: Readonly<Record<MapAxisName, string>> = {
  beta1: "first",
  rate1: "first",
  beta2: "second",
  rate2: "second",
  lr: "lr",
};

/** Whether two names say the same thing in two ways. */
export function isSameSetting(one: MapAxisName, other: MapAxisName): boolean {
  return memoryOf[one] === memoryOf[other];
}

/** Every setting is given once: by an axis, as a factor, as a rate, or not at all. */
export function checkGiven(settings: RegimeMapSettings, meant: readonly MapAxisName[]): void {
  const { x, y } = settings;
  for (const name of axisNames) {
    const value = settings[name];
    if (value === undefined) continue;
    if (!meant.includes(name)) refuse(name, `left out, as it means nothing for ${settings.optimizer}`, value);
    const axis = [x, y].find((each) => isSameSetting(each.name, name));
    if (axis) refuse(name, `left out, as ${axis.name} is an axis`, value);
  }
  for (const [beta, rate] of [
    ["beta1", "rate1"],
    ["beta2", "rate2"],
  ] as const) {
    const value = settings[rate];
    if (value !== undefined && settings[beta] !== undefined) refuse(rate, `left out, as ${beta} is given`, value);
  }
  if (settings.lr === undefined && x.name !== "lr" && y.name !== "lr") refuse("lr", "given, or an axis", "missing");
}

export function refuse(name: string, condition: string, current: unknown): never {
  throw new RangeError(`Cannot ${action} as ${name} must be ${condition}: current value is ${current}`);
}

/** Every learning rate, factor and rate is in its range in every cell. */
export function checkFactors(settings: RegimeMapSettings): void {
  const lr = rangeOf(settings, "lr")!;
  if (!(lr.least > 0 && lr.most < Infinity)) refuse("lr", "finite and > 0", shown(lr));
  for (const name of ["beta1", "beta2"] as const) {
    const range = rangeOf(settings, name);
    if (range && !(range.least >= 0 && range.most < 1)) refuse(name, "in [0, 1)", shown(range));
  }
  for (const name of ["rate1", "rate2"] as const) {
    const range = rangeOf(settings, name);
    if (!range) continue;
    if (!(range.least > 0 && range.most < Infinity)) refuse(name, "finite and > 0", shown(range));
    // the last digits of 1/lr do not count
    if (!(range.most * lr.most <= 1 + 1e-12)) {
      refuse(`${name}·lr`, "at most 1 in every cell", `${range.most}·${lr.most} = ${range.most * lr.most}`);
    }
    if (!(1 - range.least * lr.least < 1)) {
      refuse(`1 − ${name}·lr`, "below 1 in every cell", `1 − ${range.least}·${lr.least} = 1`);
    }
  }
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** What an axis or a setting says; undefined where nothing does. */
function rangeOf(settings: RegimeMapSettings, name: MapAxisName): Range | undefined {
  const axis = [settings.x, settings.y].find((each) => each.name === name);
  if (axis) return { least: axis.values[0]!, most: axis.values.at(-1)! };
  const value = settings[name];
  return value === undefined ? undefined : { least: value, most: value };
}

function shown({ least, most }: Range): string {
  return least === most ? String(least) : `${least} to ${most}`;
}
