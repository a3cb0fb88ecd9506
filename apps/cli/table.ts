/** Lines of a long table that are shown. */
const HEAD = 10;
const TAIL = 5;

/** A number for reading: eight digits, no more zeros than needed. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e8) return String(value);
  return String(Number(value.toPrecision(8)));
}

/** Right-aligned columns with a header. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, c) => all.reduce((width, row) => Math.max(width, row[c]!.length), 0));
  return all.map((row) => `${row.map((cell, c) => cell.padStart(widths[c]!)).join("  ")}\n`).join("");
}

/** A table of `count` lines of which, if they are many, only the first and the last are shown. */
export function formatLongTable(
  header: readonly string[],
  { count, line }: { readonly count: number; readonly line: (row: number) => readonly string[] },
): string {
  const all = Array.from({ length: count }, (_, k) => k);
  if (count <= HEAD + TAIL + 1) return formatTable(header, all.map(line));
  const gap = header.map(() => "…");
  return formatTable(header, [...all.slice(0, HEAD).map(line), gap, ...all.slice(-TAIL).map(line)]);
}

/** Left-aligned columns without a header; the last is not padded. */
export function formatList(rows: readonly (readonly string[])[]): string {
  const last = (rows[0]?.length ?? 1) - 1;
  const width = (c: number): number => rows.reduce((widest, row) => Math.max(widest, row[c]!.length), 0);
  const widths = (rows[0] ?? []).map((_, c) => width(c));
  return rows
    .map((row) => `${row.map((cell, c) => (c === last ? cell : cell.padEnd(widths[c]!))).join("  ")}\n`)
    .join("");
}

/** One record of CSV as RFC 4180 has it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}
