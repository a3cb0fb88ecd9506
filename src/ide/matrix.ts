import { zeros } from "../numeric/index.js";
import { isList, readNumber } from "./value.js";

/** The shape of a matrix of real or complex numbers that becomes one of real numbers. */
export interface MatrixShape {
  readonly rows: number;
  readonly columns: number;
  readonly parts: 1 | 2;
}

const entry = zeros(2);

/** Writes the real form of one entry: itself, or `[[re, −im], [im, re]]`. */
function writeEntry(
  value: unknown,
  { columns, parts }: MatrixShape,
  [i, j]: readonly [number, number],
  out: Float64Array,
) {
  if (!readNumber(value, parts, entry, 0)) return false;
  const at = parts * (i * parts * columns + j);
  out[at] = entry[0]!;
  if (parts === 2) {
    out[at + 1] = -entry[1]!;
    out[at + 2 * columns] = entry[1]!;
    out[at + 2 * columns + 1] = entry[0]!;
  }
  return true;
}

/** Writes a matrix given as an array of rows; false if it has another shape. */
export function readRows(value: unknown, shape: MatrixShape, out: Float64Array): boolean {
  if (!isList(value) || value.length !== shape.rows) return false;
  for (let i = 0; i < shape.rows; i++) {
    const row = value[i];
    if (!isList(row) || row.length !== shape.columns) return false;
    for (let j = 0; j < shape.columns; j++) if (!writeEntry(row[j], shape, [i, j], out)) return false;
  }
  return true;
}

/** Writes a diagonal matrix, given as its entries or as one number for all of them. */
export function readDiagonal(value: unknown, shape: MatrixShape, out: Float64Array): boolean {
  if (isList(value) && value.length !== shape.rows) return false;
  out.fill(0);
  for (let i = 0; i < shape.rows; i++) {
    if (!writeEntry(isList(value) ? value[i] : value, shape, [i, i], out)) return false;
  }
  return true;
}
