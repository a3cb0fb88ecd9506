import type { Objective } from "../objectives/index.js";
import { computeCell } from "./map-cell.js";
import { createMapCells, type MapCells, setCell } from "./map-cells.js";
import { planMap } from "./map-plan.js";
import type { RegimeMapSettings } from "./map-settings.js";

/** Settings of {@link regimeMap}, and how it is watched. */
export interface RegimeMapOptions extends RegimeMapSettings {
  /** Told the fraction done, 0 to 1, after each row. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * A regime map: the algorithm run in every cell of a plane of two of its settings, and what it did there.
 *
 * Each cell is a run of `steps` updates from `theta0`, and its losses are diagnosed: converged, oscillation, spike,
 * divergence or undecided. Cells are row-major from the lowest row. Cells do not depend on each other, so that the map may
 * be made in any order and on several threads (`adaflow map`).
 *
 * @throws {RangeError} if the settings do not fit each other or the objective.
 * @see arXiv 2009.06125, section 4 and Figure 8: spikes for b ≫ a, oscillation for a ≈ b, divergence for a ≫ b.
 * @example
 * const x = mapAxis("beta1", { from: 0.5, to: 0.9, count: 2 });
 * const y = mapAxis("beta2", { from: 0.6, to: 0.99, count: 2 });
 * const settings = { optimizer: "adam", lr: 1e-3, epsilon: 0, x, y, theta0: [1], steps: 3000 };
 * const { regime } = regimeMap(powerObjective(4), settings);
 * mapRegimes[regime[2]]; // "converged"
 */
export function regimeMap(objective: Objective, { onProgress, ...settings }: RegimeMapOptions): MapCells {
  const plan = planMap(settings);
  const cells = createMapCells(plan.cells);
  for (let cell = 0; cell < plan.cells; cell++) {
    setCell(cells, cell, computeCell(objective, plan, { cell })!);
    if (onProgress && (cell + 1) % plan.columns === 0) onProgress((cell + 1) / plan.cells);
  }
  return cells;
}
