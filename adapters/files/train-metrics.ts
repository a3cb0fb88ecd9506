import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { metricNames, type TrainingMetrics, type TrainingRow } from "../../src/training/index.js";
import { metricsOf } from "../../src/training/metric-rows.js";
import { writeByRenaming } from "./write-by-renaming.js";

/** Metrics as they are measured, as CSV and as JSON lines. */
export interface MetricsWriter {
  /** Writes one row to both files; it is there if the process is killed after this. */
  add(row: TrainingRow): void;
  /** Ends when both files are on the disk. */
  sync(): void;
  close(): void;
}

/** The files of metrics. */
export const metricFiles = { csv: "metrics.csv", jsonl: "metrics.jsonl" } as const;

/** Own columns, which are in every row. */
const own: readonly string[] = metricNames;

/**
 * Begins the files of metrics in a folder with the rows that are known, whatever was there before.
 *
 * The first row says which measured columns there are. What was not measured is empty, in JSON null, and so is there what is
 * not finite; a loss that is not finite is written as NaN or ±Infinity in CSV.
 */
export function createMetricsWriter(folder: string, known: readonly TrainingRow[]): MetricsWriter {
  let measured = known[0] && Object.keys(known[0].measured);
  const begin = (name: string, text: string): number => {
    const file = join(folder, name);
    writeByRenaming(file, text);
    return openSync(file, "a");
  };
  const header = (names: readonly string[]): string => csvLine([...own, ...names]);
  const names = measured ?? [];
  const csv = begin(
    metricFiles.csv,
    measured ? [header(names), ...known.map((row) => csvRow(row, names))].join("") : "",
  );
  const jsonl = begin(metricFiles.jsonl, known.map((row) => jsonRow(row, names)).join(""));
  return {
    add(row) {
      const isFirst = measured === undefined;
      measured ??= Object.keys(row.measured);
      writeFileSync(csv, `${isFirst ? header(measured) : ""}${csvRow(row, measured)}`);
      writeFileSync(jsonl, jsonRow(row, measured));
    },
    sync() {
      fdatasyncSync(csv);
      fdatasyncSync(jsonl);
    },
    close() {
      closeSync(csv);
      closeSync(jsonl);
    },
  };
}

/** Number of rows in a folder, in the file that has more of them; 0 where there is none. */
export function countRows(folder: string): number {
  const lines = (name: string): number => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
  };
  return Math.max(lines(metricFiles.csv) - 1, lines(metricFiles.jsonl));
}

/**
 * The metrics that are kept in a folder; NaN for what is null there.
 *
 * @throws {RangeError} if they cannot be read.
 */
export function readMetrics(folder: string): TrainingMetrics {
  const file = join(folder, metricFiles.jsonl);
  try {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    return metricsOf(lines.map((line) => rowOf(JSON.parse(line))));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `Cannot read the metrics as ${file} must have a row of JSON in each line: current value is ${code ?? message}`,
    );
  }
}

function rowOf(values: Readonly<Record<string, number | null>>): TrainingRow {
  const read = ([name, value]: readonly [string, number | null]) => [name, value ?? Number.NaN] as const;
  const [known, measured] = [true, false].map((isOwn) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => own.includes(name) === isOwn)
        .map(read),
    ),
  );
  return { ...(known as unknown as TrainingRow), measured: measured! };
}

function csvLine(cells: readonly string[]): string {
  return `${Papa.unparse([[...cells]])}\r\n`;
}

function valuesOf(row: TrainingRow, measured: readonly string[]): (readonly [name: string, value: number])[] {
  const numbers = row as unknown as Readonly<Record<string, number>>;
  return [
    ...own.map((name) => [name, numbers[name]!] as const),
    ...measured.map((name) => [name, row.measured[name] ?? Number.NaN] as const),
  ];
}

function csvRow(row: TrainingRow, measured: readonly string[]): string {
  const cell = ([name, value]: readonly [string, number]): string =>
    Number.isNaN(value) && name !== "loss" ? "" : String(value);
  return csvLine(valuesOf(row, measured).map(cell));
}

function jsonRow(row: TrainingRow, measured: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(valuesOf(row, measured)))}\n`;
}
