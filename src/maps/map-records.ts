import type { MapAxis } from "./axis.js";
import { type MapCells, regimeAt } from "./map-cells.js";
import { hasLogLoss } from "./shown-losses.js";

/** A map as far as it was made. */
export interface MadeCells {
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly cells: MapCells;
}

/**
 * A map as a table: a header, then a record for each cell, rows from the bottom. Numbers have all their digits; cells that
 * have not been made have no regime.
 *
 * @example
 * const axis = (name) => mapAxis(name, { from: 0.5, to: 0.5, count: 1 });
 * const [header] = mapRecords({ x: axis("beta1"), y: axis("beta2"), cells: createMapCells(1) });
 * header; // ["beta1", "beta2", "regime", "confidence", "final_loss"]
 */
export function* mapRecords({ x, y, cells }: MadeCells): Iterable<readonly string[]> {
  const isLog = hasLogLoss(cells);
  yield [x.name, y.name, "regime", "confidence", "final_loss", ...(isLog ? ["final_log_loss"] : [])];
  for (const [row, atY] of y.values.entries()) {
    for (const [column, atX] of x.values.entries()) {
      const k = row * x.values.length + column;
      const numbers = [cells.confidence, cells.finalLoss, ...(isLog ? [cells.finalLogLoss] : [])];
      yield [String(atX), String(atY), regimeAt(cells, k) ?? "", ...numbers.map((each) => String(each[k]))];
    }
  }
}
