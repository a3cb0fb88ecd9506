import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import Papa from "papaparse";
import type { Samples, TableSource } from "../../src/networks/index.js";
import { nearestNames } from "../../src/numeric/index.js";
import { readNumber } from "../files/log-rows.js";
import { dataError } from "./data-error.js";

/** Where a table is looked for. */
export interface TableOptions {
  /** What a relative path begins at; default: the working folder. */
  readonly cwd?: string | undefined;
}

/**
 * Samples of a CSV file with a header; separators are recognised, lines that begin with # are comments.
 *
 * @throws {RangeError} if the file cannot be read, a column is not there (the message names the nearest ones), a row has other
 * cells than the header, or a cell is no finite number of float32.
 */
export async function loadTable(source: TableSource, { cwd = "." }: TableOptions = {}): Promise<Samples> {
  const rows = parseRows(await readText(resolve(cwd, source.file), source.file), source.file);
  const header = rows[0]?.cells.map((cell) => cell.trim()) ?? [];
  if (rows.length < 2) throw dataError(source.file, "have a header and rows", `${rows.length} lines`);
  for (const { line, cells } of rows) {
    const isEven = cells.length === header.length;
    if (!isEven) throw dataError(source.file, `have ${header.length} cells in row ${line}`, `${cells.length} cells`);
  }
  const read = (columns: readonly string[]): Float32Array => {
    const places = columns.map((column) => placeOf(column, { header, file: source.file }));
    const values = rows
      .slice(1)
      .flatMap(({ line, cells }) =>
        places.map((place, c) => numberIn(cells[place]!, { file: source.file, where: `${columns[c]} in row ${line}` })),
      );
    return Float32Array.from(values);
  };
  return {
    count: rows.length - 1,
    inputs: read(source.inputs),
    inputShape: [source.inputs.length],
    targets: read(source.targets),
    outputs: source.targets.length,
  };
}

interface Row {
  /** From 1, the header included; comments and empty lines are not counted. */
  readonly line: number;
  readonly cells: readonly string[];
}

function parseRows(text: string, file: string): Row[] {
  const plain = text.replace(/^\uFEFF/, "");
  const { data, errors } = Papa.parse<string[]>(plain, { comments: "#", skipEmptyLines: "greedy" });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken) throw dataError(file, `close its quotes in row ${(broken.row ?? 0) + 1}`, broken.message);
  return data.map((cells, index) => ({ line: index + 1, cells }));
}

function placeOf(
  column: string,
  { header, file }: { readonly header: readonly string[]; readonly file: string },
): number {
  const place = header.indexOf(column);
  if (place < 0) {
    const near = nearestNames(column, header).join(", ");
    throw dataError(file, `have the column ${column} (the nearest is ${near})`, header.slice(0, 20).join(", "));
  }
  if (header.lastIndexOf(column) !== place) throw dataError(file, `have the column ${column} once`, "more than once");
  return place;
}

function numberIn(cell: string, { file, where }: { readonly file: string; readonly where: string }): number {
  const value = readNumber(cell) ?? Number.NaN;
  if (Number.isFinite(Math.fround(value))) return value;
  throw dataError(file, `have a finite number of float32 as ${where}`, cell.trim() || "empty");
}

async function readText(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw dataError(name, "be a file that can be read", (error as NodeJS.ErrnoException).code ?? error);
  }
}
