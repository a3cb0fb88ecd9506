import { findByName } from "../numeric/nearest.js";
import { createOptimizer, type OptimizerOptions, optimizers } from "../optimizers/index.js";
import { axisNames, mostCells } from "./axis.js";
import { action, checkFactors, checkGiven, isSameSetting, refuse } from "./check-settings.js";
import { createPoints, type MapPoint } from "./map-point.js";
import type { RegimeMapSettings } from "./map-settings.js";

/** A map that has been checked: which optimizer each cell has. */
export interface MapPlan {
  readonly settings: RegimeMapSettings;
  /** Number of cells; cell k is in column `k % columns`, and in the row `⌊k/columns⌋` from the bottom. */
  readonly cells: number;
  readonly columns: number;
  /** What all cells share, with defaults. */
  readonly shared: Readonly<Required<Pick<OptimizerOptions, "epsilon" | "weightDecay" | "norm">>>;
  /** Options of the optimizer of a cell. */
  optionsAt(cell: number): OptimizerOptions;
  /** Learning rate and factors anywhere in the plane, whether or not they are allowed there. */
  pointAt(x: number, y: number): MapPoint;
}

/**
 * Checks a map as a whole, before anything is run.
 *
 * @throws {RangeError} if the optimizer is unknown or has no two settings that can be axes, if an axis means nothing to it,
 *   if both axes (or an axis and a setting) say the same thing, if lr is missing, if a factor leaves [0, 1), a rate
 *   (0, 1/lr], or a learning rate (0, ∞) anywhere on the map, or if there are more than 10⁷ cells.
 * @example
 * const x = mapAxis("beta1", { from: 0.8, to: 0.99, count: 20 });
 * const y = mapAxis("beta2", { from: 0.9, to: 0.999, count: 10 });
 * planMap({ optimizer: "adam", lr: 0.01, x, y, theta0: [1], steps: 100 }).cells; // 200
 */
export function planMap(settings: RegimeMapSettings): MapPlan {
  const { optimizer, x, y, steps } = settings;
  const entry = findByName(optimizers, optimizer, { action, what: "optimizer" });
  const has = (name: string): boolean => (entry.options as readonly string[]).includes(name);
  const meant = axisNames.filter((name) => has(name.replace("rate", "beta")));
  if (meant.length < 3) refuse("optimizer", `one with two settings for axes (adam, adamw, rmsprop)`, optimizer);
  for (const [side, { name }] of Object.entries({ x, y })) {
    if (!meant.includes(name))
      refuse(side, `an axis that means something for ${optimizer} (${meant.join(", ")})`, name);
  }
  if (isSameSetting(x.name, y.name)) refuse("y", `another axis than x (${x.name})`, y.name);
  checkGiven(settings, meant);
  if (!(Number.isSafeInteger(steps) && steps >= 1)) refuse("steps", "an integer ≥ 1", steps);
  const columns = x.values.length;
  const cells = columns * y.values.length;
  if (!(cells <= mostCells)) refuse("x and y", `at most ${mostCells} cells`, `${columns} × ${y.values.length}`);
  const pointAt = createPoints(settings, entry.defaults);
  checkFactors(settings);
  const { epsilon = entry.defaults.epsilon!, weightDecay = entry.defaults.weightDecay!, norm = false } = settings;
  const shared = { epsilon, weightDecay, norm };
  const optionsAt = (cell: number): OptimizerOptions => {
    const { lr, beta1, beta2 } = pointAt(x.values[cell % columns]!, y.values[Math.floor(cell / columns)]!);
    return { lr, ...(has("beta1") && { beta1 }), ...(has("beta2") && { beta2 }), ...shared };
  };
  // refuses what is out of range and on no axis
  createOptimizer(optimizer, optionsAt(0));
  return { settings, cells, columns, shared, optionsAt, pointAt };
}
