import type { MapCells } from "./map-cells.js";
import type { MapSubject } from "./map-subject.js";

/** Losses as a map shows them. */
export interface ShownLosses {
  /** Decimal logarithms, −∞ at the minimum, NaN where there is no loss. */
  readonly values: Float64Array;
  /** What they are logarithms of. */
  readonly title: string;
}

/**
 * Whether losses are known beyond the range of numbers.
 *
 * @example
 * hasLogLoss(createMapCells(4)); // false
 */
export function hasLogLoss({ finalLogLoss }: Pick<MapCells, "finalLogLoss">): boolean {
  return finalLogLoss.some((value) => !Number.isNaN(value));
}

/**
 * Decimal logarithms of what the final losses are above the minimum; where that is not known and a loss is negative, above
 * the smallest of the map.
 *
 * @example
 * const cells = { finalLoss: Float64Array.of(1.01, 2), finalLogLoss: Float64Array.of(NaN, NaN) };
 * shownLosses(cells, { minimum: 1 }).title; // "log₁₀ of final loss − minimum"
 */
export function shownLosses(
  cells: Pick<MapCells, "finalLoss" | "finalLogLoss">,
  { minimum }: Pick<MapSubject, "minimum">,
): ShownLosses {
  const plain = "log₁₀ of the final loss";
  if (hasLogLoss(cells)) return { values: cells.finalLogLoss.map((ln) => ln / Math.LN10), title: plain };
  const least = cells.finalLoss.reduce((low, loss) => (loss < low ? loss : low), Infinity);
  const floor = minimum ?? (least < 0 && least > -Infinity ? least : 0);
  // rounding may bring a loss below the minimum
  const values = cells.finalLoss.map((loss) => Math.log10(Math.max(0, loss - floor)));
  if (floor === 0) return { values, title: plain };
  const what = minimum === undefined ? "smallest of the map" : "minimum";
  return { values, title: `log₁₀ of final loss − ${what}` };
}
