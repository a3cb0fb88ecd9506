import type { MapAxis, MapAxisName } from "./axis.js";

/**
 * How axes are called in a figure.
 *
 * @example
 * axisTitles.beta1; // "β₁"
 */
export const axisTitles: Readonly<Record<MapAxisName, string>> = {
  beta1: "β₁",
  beta2: "β₂",
  rate1: "b = (1 − β₁)/lr, unit 1/time",
  rate2: "a = (1 − β₂)/lr, unit 1/time",
  lr: "learning rate lr",
};

/** A map by what it is of. */
export interface NamedMap {
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** What determines the cells: `objective`, `optimizer`, `theta0`, `steps` and what is on no axis. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * What determines a map, but for its axes.
 *
 * @example
 * const axis = (name) => mapAxis(name, { from: 0.5, to: 0.5, count: 1 });
 * const settings = { objective: "doubleWell", optimizer: "adam", lr: 0.1, steps: 10 };
 * mapTitle({ x: axis("beta1"), y: axis("beta2"), settings }).subtitle; // "lr = 0.1, steps = 10; 1 × 1 cells"
 */
export function mapTitle({ x, y, settings }: NamedMap): { readonly title: string; readonly subtitle: string } {
  const { theta0 } = settings as { theta0?: readonly number[] };
  const shown =
    theta0 && (theta0.length > 4 ? `${theta0.slice(0, 4).join(", ")}, … (${theta0.length})` : theta0.join(", "));
  const named = [
    ["θ₀", shown],
    ["lr", settings.lr],
    ["β₁", settings.beta1],
    ["β₂", settings.beta2],
    ["b", settings.rate1],
    ["a", settings.rate2],
    ["steps", settings.steps],
    ["ε", settings.epsilon],
    ["weight decay", settings.weightDecay === 0 ? undefined : settings.weightDecay],
    ["v", settings.norm === true ? "mean of ‖g‖²" : undefined],
  ].filter(([, value]) => value !== undefined);
  const cells = (axis: MapAxis): number => axis.values.length;
  return {
    title: `${settings.optimizer} on ${settings.objective}`,
    subtitle: `${named.map(([name, value]) => `${name} = ${value}`).join(", ")}; ${cells(x)} × ${cells(y)} cells`,
  };
}
