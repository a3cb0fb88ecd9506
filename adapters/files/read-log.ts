import { nearestNames } from "../../src/numeric/nearest.js";
import { csvRows, jsonRows, type LogRow, type LogRows, logError, readNumber, shorten } from "./log-rows.js";

/** What is read from a log. */
export interface ReadLogOptions {
  /** How errors name the file. */
  readonly name: string;
  /** Column of the losses; default `loss`, or the only one that can be meant. */
  readonly column?: string;
}

/** A training log as numbers. */
export interface TrainingLog {
  /** Name of the column of the losses. */
  readonly column: string;
  readonly loss: Float64Array;
  /** Steps of the losses, increasing; null where there are none: rows are then counted from 0. */
  readonly steps: Float64Array | null;
  readonly stepColumn: string | null;
  /** θ, where the log has columns theta, theta1, …; row-major. */
  readonly theta: Float64Array | null;
  readonly dimension: number;
  /** What was left out or taken for something. */
  readonly notes: readonly string[];
}

/** Names of columns that count steps, in lower case and without what stands before a slash or dot; the surest first. */
const stepNames = ["step", "global_step", "_step", "iteration", "iter", "it", "update", "batch", "epoch", "k", "t"];
/** Names of columns that hold losses, in the order in which they are taken. */
const lossNames = ["loss", "train_loss", "train/loss", "training_loss", "train.loss", "loss/train", "value"];

/**
 * Reads a training log: CSV (any usual separator, header or none, quotes, comments, CRLF, byte order mark) or JSON, told by
 * the first character: one object a line, or a document that is an array of objects or holds one.
 *
 * NaN and infinities in their usual spellings are numbers here. An empty cell between losses means that this row logs something
 * else; empty cells from some row to the end, longer than any gap before, are what NaN is written as by some programs.
 *
 * @throws {SyntaxError} if the text is no such log or a loss is no number.
 * @throws {RangeError} if there is no such column; the message names those that there are.
 * @example
 * readLog("step,loss\n0,1\n10,0.5\n", { name: "log.csv" }).steps; // Float64Array [0, 10]
 */
export function readLog(text: string, { name, column }: ReadLogOptions): TrainingLog {
  const plain = text.replace(/^\uFEFF/, "");
  const log = /^\s*[[{]/.test(plain) ? jsonRows(plain, name) : csvRows(plain, name);
  const chosen = column === undefined ? usualColumn(log) : givenColumn(log, column);
  const notes = [...log.notes];
  const { rows, loss } = readLosses(log, { name, column: chosen, notes });
  const { steps, stepColumn } = readSteps(log, { rows, column: chosen, notes });
  return { column: chosen, loss, steps, stepColumn, ...readTheta(log, rows), notes };
}

function givenColumn({ columns, isNamed }: LogRows, column: string): string {
  if (columns.includes(column)) return column;
  const same = columns.filter((name) => name.toLowerCase() === column.toLowerCase());
  if (same.length === 1) return same[0]!;
  const near = isNamed ? `; the nearest is ${nearestNames(column, columns).join(", ")}` : "";
  throw new RangeError(
    `Cannot read a loss as --column must be one of ${listed(columns)}${near}: current value is ${column || "empty"}`,
  );
}

function usualColumn({ columns, isNamed, rows }: LogRows): string {
  if (columns.length === 1) return columns[0]!;
  const others = columns.filter((column) => !stepNames.includes(shortName(column)));
  if (isNamed) {
    for (const name of lossNames) {
      const found = others.filter((column) => column.toLowerCase() === name);
      if (found.length === 1) return found[0]!;
    }
    const like = others.filter((column) => /loss/i.test(column));
    if (like.length === 1) return like[0]!;
    // "metrics.train.loss", "run-1 - train/loss": the only one of training
    const trained = like.filter((column) => !/val|test|eval/i.test(column));
    if (trained.length === 1) return trained[0]!;
    if (others.length === 1) return others[0]!;
  } else if (columns.length === 2 && isCounting(rows.map((row) => number(row, "1")))) {
    return "2";
  }
  const what = isNamed ? `one of ${listed(others)}` : `the number of a column, 1 to ${columns.length}`;
  throw new RangeError(`Cannot choose the loss as --column must be given, ${what}: current value is missing`);
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 20).map(shorten).join(", ");
  return columns.length > 20 ? `${shown} and ${columns.length - 20} more` : shown;
}

/** `train/Loss` → `loss`. */
function shortName(column: string): string {
  return column.toLowerCase().replace(/^.*[/.]/, "");
}

function number(row: LogRow, column: string): number {
  return readNumber(row.cell(column) ?? "") ?? Number.NaN;
}

interface Losses {
  readonly name: string;
  readonly column: string;
  readonly notes: string[];
}

function readLosses(log: LogRows, { name, column, notes }: Losses) {
  const rows: LogRow[] = [];
  const values: number[] = [];
  /** Empty cells since the last loss, and the longest run of them between losses. */
  let waiting: LogRow[] = [];
  let [longest, skipped] = [0, 0];
  for (const row of log.rows) {
    const cell = row.cell(column);
    if (cell === undefined || cell.trim() === "") {
      waiting.push(row);
      continue;
    }
    const value = readNumber(cell);
    if (value === undefined) {
      if (row === log.rows.at(-1) && rows.length > 0) {
        notes.push(`The last row, ${row.number}, is left out: its ${column} is ${shorten(cell)}.`);
        continue;
      }
      throw logError(name, `${column} in row ${row.number} must be a number, NaN or infinity`, shorten(cell));
    }
    if (rows.length > 0) longest = Math.max(longest, waiting.length);
    skipped += waiting.length;
    waiting = [];
    rows.push(row);
    values.push(value);
  }
  // a row without the column logs something else or was cut; one with an empty cell may be how NaN is written
  const empty = waiting.filter((row) => row.cell(column) !== undefined);
  if (rows.length > 0 && empty.length > longest) {
    for (const row of empty) {
      rows.push(row);
      values.push(Number.NaN);
    }
    notes.push(
      `${column} is empty from row ${empty[0]!.number} to the end: taken as NaN, which some programs write so.`,
    );
  } else skipped += waiting.length;
  if (rows.length === 0) throw logError(name, `${column} must hold numbers`, "empty in every row");
  if (skipped > 0) notes.push(`${skipped} rows without a value of ${column} are left out.`);
  return { rows, loss: Float64Array.from(values) };
}

interface Stepping {
  readonly rows: readonly LogRow[];
  readonly column: string;
  readonly notes: string[];
}

/** The first column that counts steps and increases. */
function readSteps({ columns, isNamed }: LogRows, { rows, column, notes }: Stepping) {
  const candidates = isNamed
    ? columns
        .filter((name) => name !== column && stepNames.includes(shortName(name)))
        .sort((a, b) => stepNames.indexOf(shortName(a)) - stepNames.indexOf(shortName(b)))
    : columns.length === 2 && column === "2"
      ? ["1"]
      : [];
  for (const candidate of candidates) {
    const steps = rows.map((row) => number(row, candidate));
    if (isIncreasing(steps)) return { steps: Float64Array.from(steps), stepColumn: candidate };
    notes.push(`${candidate} does not increase from row to row and is not taken for steps.`);
  }
  return { steps: null, stepColumn: null };
}

function isIncreasing(values: readonly number[]): boolean {
  return values.every((value, k) => Number.isFinite(value) && (k === 0 || value > values[k - 1]!));
}

function isCounting(values: readonly number[]): boolean {
  return isIncreasing(values) && values.every(Number.isInteger);
}

function readTheta({ columns }: LogRows, rows: readonly LogRow[]) {
  const names = columns.filter((column) => /^theta\d*$/.test(column));
  const values = rows.flatMap((row) => names.map((column) => number(row, column)));
  const isWhole = names.length > 0 && values.every(Number.isFinite);
  return { theta: isWhole ? Float64Array.from(values) : null, dimension: names.length };
}
