import { escapeHtml } from "./escape.js";
import type { ReportTable } from "./report.js";

/** A table of a report with its title and its note; columns that were not measured are left out. */
export function renderNumbers({ name, title, note, ...table }: ReportTable): string {
  const { columns, rows } = withoutEmptyColumns(table);
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(renderCell).join("")}</tr>`);
  return `<h3>${escapeHtml(title)}</h3>
<p class="soft">${escapeHtml(note)} <a href="data/${name}.csv">Data</a>.</p>
<div class="drawing"><table class="numbers">
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div>`;
}

/** Columns in which a number was measured, or a word written, somewhere. */
function withoutEmptyColumns({ columns, rows }: Pick<ReportTable, "columns" | "rows">) {
  const isKept = columns.map((_, c) => rows.some((row) => typeof row[c] === "string" || Number.isFinite(row[c])));
  const keep = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, c) => isKept[c]);
  return { columns: keep(columns), rows: rows.map((row) => keep(row)) };
}

function renderCell(cell: string | number): string {
  return typeof cell === "string" ? `<td>${escapeHtml(cell)}</td>` : `<td class="number">${fourDigits(cell)}</td>`;
}

function fourDigits(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  return value !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(3) : String(Number(value.toPrecision(4)));
}

/** The table with all digits; what is not finite is left empty. */
export function tableCsv({ columns, rows }: ReportTable): string {
  const text = (cell: string | number): string => {
    if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
    return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return [columns, ...rows].map((row) => `${row.map(text).join(",")}\n`).join("");
}
