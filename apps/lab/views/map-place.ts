import { axisEdges, type MapAxis, type MapPlan } from "../../../src/maps/index.js";
import { type LabState, roadKeys } from "../state/lab-state.js";
import { axisSymbols } from "./map-symbols.js";

/** A cell by its column and row, from the lower left. */
export type Place = readonly [column: number, row: number];

/** The place of an address or of a setting; null if there is none in this map. */
export function placeOf({ cells, columns }: MapPlan, entries: readonly number[]): Place | null {
  const [column, row] = entries;
  if (column === undefined || row === undefined) return null;
  const isInside = (entry: number, count: number) => Number.isInteger(entry) && entry >= 0 && entry < count;
  return isInside(column, columns) && isInside(row, cells / columns) ? [column, row] : null;
}

/** The column or row of the cell that a value lies in; the nearest one for what lies outside. */
export function indexAt(axis: MapAxis, value: number): number {
  const edges = axisEdges(axis);
  let index = 0;
  while (index + 2 < edges.length && edges[index + 1]! <= value) index++;
  return index;
}

/** Number of a cell. */
export function cellAt({ columns }: MapPlan, [column, row]: Place): number {
  return row * columns + column;
}

/** The values of both axes at a cell, for reading. */
export function cellName({ settings: { x, y }, columns }: MapPlan, cell: number): string {
  const at = ({ name, values }: MapAxis, index: number) =>
    `${axisSymbols[name]} = ${Number(values[index]!.toPrecision(8))}`;
  return `${at(x, cell % columns)}, ${at(y, Math.floor(cell / columns))}`;
}

/** What a key does to the place: arrows go by one cell, with Shift by ten, Home and End to the ends of a row; null for others. */
export function movedPlace(
  plan: MapPlan,
  place: Place | null,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): Place | null {
  const [lastColumn, lastRow] = [plan.columns - 1, plan.cells / plan.columns - 1];
  const [column, row] = place ?? [lastColumn >> 1, lastRow >> 1];
  const far = place === null ? 0 : shiftKey ? 10 : 1;
  const moves: Readonly<Record<string, Place>> = {
    ArrowLeft: [column - far, row],
    ArrowRight: [column + far, row],
    ArrowDown: [column, row - far],
    ArrowUp: [column, row + far],
    Home: [0, row],
    End: [lastColumn, row],
  };
  const moved = moves[key];
  if (moved === undefined) return null;
  const within = (index: number, last: number) => Math.min(last, Math.max(0, index));
  return [within(moved[0], lastColumn), within(moved[1], lastRow)];
}

/** The state in which Trajectory shows the run of a cell, to the last bit: a run of the algorithm. */
export function trajectoryOf(
  plan: MapPlan,
  { cell, roads }: Pick<LabState, "roads"> & { readonly cell: number },
): Partial<LabState> {
  const { lr, beta1, beta2 } = plan.optionsAt(cell);
  return {
    view: "trajectory",
    lr,
    steps: plan.settings.steps,
    roads: roadKeys.filter((road) => road === "discrete" || roads.includes(road)),
    ...(beta1 !== undefined && { beta1 }),
    ...(beta2 !== undefined && { beta2 }),
  };
}
