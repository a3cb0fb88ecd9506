import {
  countRegimes,
  hasLogLoss,
  type MapAxis,
  type MapCells,
  type MapRegime,
  regimeAt,
} from "../../src/maps/index.js";
import type { ShownMap } from "./map-text.js";
import { formatNumber } from "./table.js";

/** Most characters of a picture across and down. */
const mostColumns = 100;
const mostRows = 40;

const characters: Readonly<Record<MapRegime, string>> = {
  converged: ".",
  oscillation: "~",
  spike: "^",
  divergence: "#",
  undecided: "?",
  failed: "!",
};

/** A map as text: a character for a cell, the first row at the bottom; how many cells each regime has, and where. */
export function mapPicture(map: ShownMap): string {
  const { x, y, cells } = map;
  const columns = shownPlaces(x.values.length, mostColumns);
  const rows = shownPlaces(y.values.length, mostRows).reverse();
  const labels = rows.map((row, k) => (k === 0 || k === rows.length - 1 ? shortNumber(y.values[row]!) : ""));
  const width = Math.max(y.name.length, ...labels.map((label) => label.length));
  const lines = rows.map((row, k) => {
    const shown = columns.map((column) => characterAt(cells, row * x.values.length + column)).join("");
    return `${labels[k]!.padStart(width)} |${shown}|`;
  });
  const [first, last] = [shortNumber(x.values[0]!), shortNumber(x.values.at(-1)!)];
  const room = Math.max(1, columns.length + 2 - first.length - last.length);
  const ends = x.values.length === 1 ? first : `${first}${" ".repeat(room)}${last}`;
  const isThinned = columns.length < x.values.length || rows.length < y.values.length;
  return [
    y.name.padStart(width),
    ...lines,
    `${" ".repeat(width)} ${ends}  ${x.name}`,
    "",
    ...(isThinned
      ? [`Shown: ${columns.length} × ${rows.length} of ${x.values.length} × ${y.values.length} cells.`]
      : []),
    ...legend(map),
    ...whereBest(map),
    "",
  ].join("\n");
}

/** At most `most` of `count` places, evenly, with the first and the last. */
function shownPlaces(count: number, most: number): number[] {
  const shown = Math.min(count, most);
  return Array.from({ length: shown }, (_, k) => (shown === 1 ? 0 : Math.round((k * (count - 1)) / (shown - 1))));
}

function characterAt(cells: MapCells, index: number): string {
  const regime = regimeAt(cells, index);
  return regime === null ? " " : characters[regime];
}

function legend({ x, y, cells }: ShownMap): string[] {
  const counts = Object.entries(countRegimes(cells)) as [MapRegime, number][];
  const width = Math.max(...counts.map(([name]) => name.length), 0);
  const digits = Math.max(...counts.map(([, count]) => String(count).length), 0);
  return counts.map(([name, count]) => {
    const share = `${((100 * count) / cells.regime.length).toFixed(1)} %`.padStart(7);
    const where = `${rangeOf(x, name, cells, (k) => k % x.values.length)}, ${rangeOf(y, name, cells, (k) => Math.floor(k / x.values.length))}`;
    return `${characters[name]} ${name.padEnd(width)}  ${String(count).padStart(digits)} ${share}  ${where}`;
  });
}

/** Between which values of an axis a regime is found. */
function rangeOf(axis: MapAxis, regime: MapRegime, cells: MapCells, place: (cell: number) => number): string {
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < cells.regime.length; k++) {
    if (regimeAt(cells, k) !== regime) continue;
    least = Math.min(least, place(k));
    most = Math.max(most, place(k));
  }
  const [from, to] = [shortNumber(axis.values[least]!), shortNumber(axis.values[most]!)];
  return from === to ? `${axis.name} ${from}` : `${axis.name} ${from} to ${to}`;
}

/** The cell with the smallest final loss. */
function whereBest({ x, y, cells }: ShownMap): string[] {
  const isKnown = hasLogLoss(cells);
  const losses = isKnown ? cells.finalLogLoss : cells.finalLoss;
  let best = -1;
  for (let k = 0; k < losses.length; k++) {
    if (!Number.isNaN(losses[k]!) && (best < 0 || losses[k]! < losses[best]!)) best = k;
  }
  if (best < 0) return [];
  const [column, row] = [best % x.values.length, Math.floor(best / x.values.length)];
  const place = `${x.name} = ${shortNumber(x.values[column]!)}, ${y.name} = ${shortNumber(y.values[row]!)}`;
  const loss = isKnown ? powerOfTen(losses[best]!) : formatNumber(losses[best]!);
  return [`Smallest final loss: ${loss}, at ${place} (${regimeAt(cells, best)}).`];
}

/** e^ln for reading, also where it is no number any more. */
function powerOfTen(ln: number): string {
  if (ln === -Infinity) return "0";
  if (ln === Infinity) return "Infinity";
  const exponent = Math.floor(ln / Math.LN10);
  return `${(10 ** (ln / Math.LN10 - exponent)).toFixed(2)}e${exponent}`;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(5)));
}
