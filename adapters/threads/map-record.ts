import { type MapCell, mapRegimes } from "../../src/maps/index.js";
import type { CellRecord } from "../files/cell-record.js";

/** A cell as it goes between threads and onto disk. */
export function recordOfCell(cell: number, { regime, confidence, finalLoss, finalLogLoss }: MapCell): CellRecord {
  return { cell, code: mapRegimes.indexOf(regime), numbers: [confidence, finalLoss, finalLogLoss] };
}

/** The cell that a record is of. */
export function cellOfRecord({ code, numbers }: CellRecord): MapCell {
  const [confidence, finalLoss, finalLogLoss] = numbers as [number, number, number];
  return { regime: mapRegimes[code]!, confidence, finalLoss, finalLogLoss };
}
