import Papa from "papaparse";

/** A log as text cells by column: `undefined` where a row has no such cell. */
export interface LogRows {
  readonly columns: readonly string[];
  readonly rows: readonly LogRow[];
  /** Whether the columns have names of their own; else they are called 1, 2, … */
  readonly isNamed: boolean;
  readonly notes: readonly string[];
}

export interface LogRow {
  /** Row of the file that holds anything, the header included; line of JSON lines. From 1. */
  readonly number: number;
  cell(column: string): string | undefined;
}

/** Why a log cannot be read, as a sentence. */
export function logError(name: string, condition: string, current: unknown): SyntaxError {
  return new SyntaxError(`Cannot read ${name} as ${condition}: current value is ${current}`);
}

/** Rows of CSV: `,` `;` tab `|` or blanks between cells, with or without a header; lines that begin with # are comments. */
export function csvRows(text: string, name: string): LogRows {
  const delimiter = delimiterOf(text);
  // blanks may be many
  const even = delimiter === " " ? text.replace(/^[ \t]+|[ \t]+$/gm, "").replace(/[ \t]+/g, " ") : text;
  const { data, errors } = Papa.parse<string[]>(even, { delimiter, comments: "#", skipEmptyLines: "greedy" });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken) throw logError(name, `quotes in row ${(broken.row ?? 0) + 1} must be closed`, broken.message);
  const header = data[0];
  if (header === undefined) throw logError(name, "it must hold rows", "nothing");
  const isNamed = header.some((cell) => readNumber(cell, delimiter) === undefined);
  const width = data.reduce((most, cells) => Math.max(most, cells.length), 0);
  const columns = isNamed ? header.map((cell) => cell.trim()) : Array.from({ length: width }, (_, c) => String(c + 1));
  const place = new Map(columns.map((column, index) => [column, index]));
  const isHeader = (cells: readonly string[]) => isNamed && cells.every((cell, c) => cell === header[c]);
  const isCut = !/[\r\n]$/.test(text) && looksCut(data);
  const rows = data.flatMap((cells, index): LogRow[] => {
    if (isHeader(cells) || (isCut && index === data.length - 1)) return [];
    const cell = (column: string) => {
      const found = cells[place.get(column) ?? -1];
      return delimiter === ";" ? found?.replace(/^(\s*[+-]?\d+),(\d+)/, "$1.$2") : found;
    };
    return [{ number: index + 1, cell }];
  });
  const headers = data.filter(isHeader).length;
  const notes = [
    ...(headers > 1 ? [`The header stands in the file ${headers} times: several runs may be in it.`] : []),
    ...(isCut ? [`The last row, ${data.length}, is left out: the file ends within it, without a line break.`] : []),
  ];
  return { columns, isNamed, rows, notes };
}

/** Rows that the last one is held against, and by how many characters a cut cell is shorter than all of theirs. */
const ROWS_BEFORE = 10;
const CUT_BY = 2;

/** Whether the last row, after which there is no line break, has fewer cells or a shorter last cell than those before. */
function looksCut(data: readonly (readonly string[])[]): boolean {
  const last = data.at(-1)!;
  const before = data.slice(Math.max(1, data.length - 1 - ROWS_BEFORE), -1);
  if (before.length < 2) return false;
  const cells = Math.min(...before.map(({ length }) => length));
  if (last.length < cells) return true;
  const shortest = Math.min(...before.map((row) => row.at(-1)!.trim().length));
  return shortest > 0 && last.at(-1)!.trim().length <= shortest - CUT_BY;
}

/** Lines from which the separator is read. */
const FIRST_LINES = 20;

/** The separator with which the first lines have the same number of cells, more than one; blanks if there is no other. */
function delimiterOf(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/, 4 * FIRST_LINES)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .slice(0, FIRST_LINES);
  const found = [",", ";", "\t", "|"].filter((delimiter) => {
    const counts = lines.map((line) => Papa.parse<string[]>(line, { delimiter }).data[0]?.length ?? 0);
    return counts.length > 0 && counts[0]! > 1 && counts.slice(0, -1).every((count) => count === counts[0]);
  });
  // "0,5;1,5" has commas too
  if (found.includes(";")) return ";";
  const isBlank = found.length === 0 && lines.every((line) => !/[,;|"]/.test(line) && /\S\s+\S/.test(line));
  return found[0] ?? (isBlank ? " " : ",");
}

/** Rows of JSON: one object a line, or a whole document that is a list or holds one; nested keys are joined by dots. */
export function jsonRows(text: string, name: string): LogRows {
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ line: index + 1, text: line.trim() }));
  const kept = lines.filter((line) => line.text !== "");
  // of several lines that begin with a whole object the text is no document
  const document = kept.length > 1 && parseObject(kept[0]!.text) !== null ? null : documentRows(text);
  if (document !== null) return document;
  const notes: string[] = [];
  const rows: LogRow[] = [];
  const columns = new Set<string>();
  for (const [index, { line, text: json }] of kept.entries()) {
    const cells = parseObject(json);
    if (cells === null) {
      if (index < kept.length - 1 || index === 0) {
        throw logError(name, `line ${line} must be a JSON object`, shorten(json));
      }
      notes.push(`The last line, ${line}, is not a whole JSON object and is left out: it may have been cut.`);
      continue;
    }
    for (const key of cells.keys()) columns.add(key);
    rows.push({ number: line, cell: (column) => cells.get(column) });
  }
  if (rows.length === 0) throw logError(name, "it must hold rows", "nothing");
  return { columns: [...columns], rows, isNamed: true, notes };
}

/** A document that is a list of objects or numbers, or an object with one such list among its properties; null for others. */
function documentRows(text: string): LogRows | null {
  const document = parseJson(text);
  const properties = typeof document === "object" && document !== null ? Object.entries(document) : [];
  const held = properties.filter(([, value]) => Array.isArray(value) && value.some(isObject));
  const [key, list] = Array.isArray(document) ? ["", document] : held.length === 1 ? held[0]! : [];
  if (!Array.isArray(list) || list.length === 0) return null;
  const objects = list.every(isObject) ? list : list.map((value: unknown) => ({ loss: value as number }));
  const cells = objects.map((object) => cellsOf(object as Record<string, unknown>));
  const rows = cells.map((row, index): LogRow => ({ number: index + 1, cell: (column) => row.get(column) }));
  const columns = new Set(cells.flatMap((row) => [...row.keys()]));
  return { columns: [...columns], rows, isNamed: true, notes: key ? [`The rows are those of ${key}.`] : [] };
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value, undefined where the text is none. */
function parseJson(json: string): unknown {
  // Python writes NaN and Infinity, which JSON does not have
  const proper = json.replace(/([:[,]\s*)(NaN|[+-]?Infinity)(?=\s*[,}\]])/g, '$1"$2"');
  try {
    return JSON.parse(proper);
  } catch {
    return undefined;
  }
}

function parseObject(json: string): Map<string, string> | null {
  const value = parseJson(json);
  return isObject(value) ? cellsOf(value as Record<string, unknown>) : null;
}

function cellsOf(object: Record<string, unknown>): Map<string, string> {
  const cells = new Map<string, string>();
  collect(object, "", cells);
  return cells;
}

function collect(value: Record<string, unknown>, prefix: string, cells: Map<string, string>): void {
  for (const [key, entry] of Object.entries(value)) {
    const path = prefix + key;
    if (typeof entry === "number" || typeof entry === "string") cells.set(path, String(entry));
    else if (entry === null) cells.set(path, "");
    else if (typeof entry === "object" && !Array.isArray(entry)) {
      collect(entry as Record<string, unknown>, `${path}.`, cells);
    }
  }
}

/** Few characters of a long text. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)(inf|infinity|∞|1\.#inf\d*)$/i;
const NOT_A_NUMBER = /^(|[+-]?nan|[+-]?1\.#(ind|qnan)\d*|null|none|na|n\/a|undefined)$/i;

/** The number that a cell is: NaN for the spellings of NaN and for nothing, ±Infinity for theirs; undefined for other text. */
export function readNumber(cell: string, delimiter = ","): number | undefined {
  const text = cell.trim();
  if (DECIMAL.test(text)) return Number(text);
  if (delimiter === ";" && /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(text)) return Number(text.replace(",", "."));
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(text) ? Number.NaN : undefined;
}
