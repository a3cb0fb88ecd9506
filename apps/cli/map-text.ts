import {
  countRegimes,
  hasLogLoss,
  type MapAxis,
  type MapCells,
  type MapOverlays,
  mapRecords,
  regimeAt,
} from "../../src/maps/index.js";
import { csvLine } from "./table.js";

/** A map for output. */
export interface ShownMap {
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly cells: MapCells;
  readonly status: "completed" | "interrupted";
  readonly overlays: MapOverlays;
  /** Everything that determines the cells. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * The stable output format of `map --json`, row by row: rows by y from the first value on. Cells that have not been made and
 * numbers that are not finite are null.
 */
export function* mapJson({ x, y, cells, status, overlays, settings }: ShownMap): Iterable<string> {
  const side = ({ name, values }: MapAxis) => ({ name, values: Array.from(values) });
  const columns = x.values.length;
  const row = (index: number, cell: (k: number) => unknown): string =>
    `${index === 0 ? "" : ","}${JSON.stringify(Array.from({ length: columns }, (_, k) => cell(index * columns + k)))}`;
  yield `{"schema_version":1,"x":${JSON.stringify(side(x))},"y":${JSON.stringify(side(y))}`;
  const fields: Readonly<Record<string, (k: number) => unknown>> = {
    regime: (k) => regimeAt(cells, k),
    // JSON has no NaN and no infinity: they become null
    finalLoss: (k) => cells.finalLoss[k],
    ...(hasLogLoss(cells) && { finalLogLoss: (k: number) => cells.finalLogLoss[k] }),
    confidence: (k) => cells.confidence[k],
  };
  for (const [name, cell] of Object.entries(fields)) {
    yield `,"${name}":[`;
    for (let index = 0; index < y.values.length; index++) yield row(index, cell);
    yield "]";
  }
  const lines = overlays.overlays.map(({ key, label, lines }) => ({ key, label, lines: lines.map(points) }));
  const rest = { counts: countRegimes(cells), status, overlays: lines, notes: overlays.leftOut, settings };
  yield `,${JSON.stringify(rest).slice(1)}\n`;
}

function points({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }): number[][] {
  return Array.from(x, (each, k) => [each, y[k]!]);
}

/** A line for each cell. */
export function* mapCsv(map: ShownMap): Iterable<string> {
  for (const record of mapRecords(map)) yield csvLine(record);
}
