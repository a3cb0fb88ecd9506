import { type MapCell, type MapRegime, mapRegimes } from "./map-cell.js";

/** The cells of a map as columns of numbers: row-major from the lowest row, entry k is cell k. */
export interface MapCells {
  /** Index of the regime in `mapRegimes`; {@link notMade} where there is none yet. */
  readonly regime: Uint8Array;
  readonly confidence: Float64Array;
  readonly finalLoss: Float64Array;
  readonly finalLogLoss: Float64Array;
}

/** The regime of a cell that has not been made. */
export const notMade = 255;

/**
 * Room for the cells of a map, none of which has been made.
 *
 * @example
 * createMapCells(2).finalLoss; // Float64Array [NaN, NaN]
 */
export function createMapCells(count: number): MapCells {
  const numbers = () => new Float64Array(count).fill(Number.NaN);
  return {
    regime: new Uint8Array(count).fill(notMade),
    confidence: numbers(),
    finalLoss: numbers(),
    finalLogLoss: numbers(),
  };
}

/**
 * Writes cell `index`.
 *
 * @example
 * const cells = createMapCells(2);
 * setCell(cells, 1, failedCell);
 * regimeAt(cells, 1); // "failed"
 */
export function setCell(cells: MapCells, index: number, cell: MapCell): void {
  cells.regime[index] = mapRegimes.indexOf(cell.regime);
  cells.confidence[index] = cell.confidence;
  cells.finalLoss[index] = cell.finalLoss;
  cells.finalLogLoss[index] = cell.finalLogLoss;
}

/**
 * The regime of cell `index`; null where it has not been made.
 *
 * @example
 * regimeAt(createMapCells(1), 0); // null
 */
export function regimeAt({ regime }: MapCells, index: number): MapRegime | null {
  return mapRegimes[regime[index]!] ?? null;
}

/**
 * How many cells each regime has; those without cells are left out.
 *
 * @example
 * countRegimes({ regime: Uint8Array.of(0, 0, 1) }).converged; // 2
 */
export function countRegimes({ regime }: Pick<MapCells, "regime">): Readonly<Partial<Record<MapRegime, number>>> {
  const counts = mapRegimes.map(() => 0);
  for (const code of regime) if (code < counts.length) counts[code]!++;
  return Object.fromEntries(mapRegimes.flatMap((name, code) => (counts[code]! > 0 ? [[name, counts[code]!]] : [])));
}
