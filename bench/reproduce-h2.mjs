// All of H2 with the report: the equations by the fast solver, then the author's slow method as well.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duration, small } from "./support/format.mjs";
import { timeCommand } from "./support/process.mjs";

export const title = "All of H2 with the report, whole process";

/** Seconds of a reproduction, and the E_T table of its report. */
function reproduce(folder, options) {
  const out = join(folder, "report");
  const seconds = timeCommand(["reproduce", "heredia-2026", "--out", out, "--force", ...options]);
  const [head, ...rows] = readFileSync(join(out, "data", "figure-03-table.csv"), "utf8")
    .trim()
    .split("\n");
  const names = cellsOf(head);
  return { seconds, table: rows.map((row) => Object.fromEntries(cellsOf(row).map((cell, k) => [names[k], cell]))) };
}

/** The cells of a row of CSV; those with a comma in them are quoted. */
function cellsOf(row) {
  return row.match(/("[^"]*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, ""));
}

/** Largest relative difference between the rerun and the published numbers, at lr ≥ 0.01. */
function tableError(table) {
  const own = table.filter(({ lr }) => Number(lr) >= 0.01);
  const off = own.flatMap((row) =>
    [
      ["rerun", "published"],
      ["E_f rerun", "E_f published"],
    ].map(([ours, theirs]) => Math.abs(Number(row[ours]) / Number(row[theirs]) - 1)),
  );
  return { count: own.length, error: Math.max(...off) };
}

export function measure() {
  const folder = mkdtempSync(join(tmpdir(), "adaflow-bench-"));
  try {
    const own = reproduce(folder, []);
    const both = reproduce(folder, ["--with-reference"]);
    const { count, error } = tableError(both.table);
    const author = both.seconds - own.seconds;
    return {
      bars: [
        {
          work: "all of H2, report written: the equations alone",
          bar: "≤ 90 s",
          measured: duration(own.seconds),
          met: own.seconds <= 90,
        },
        {
          work: "all of H2: the author's numerics at lr ≥ 0.01 on top of that",
          bar: "≤ 4 min",
          measured: duration(author),
          met: author <= 240,
        },
        {
          work: `E_T and E_f,T of the author's numerics against the published table, lr ≥ 0.01, ${count} rows`,
          bar: "4 digits",
          measured: `${small(error)} relative`,
          met: error < 5e-5 && count === 10,
        },
      ],
      tables: [
        {
          columns: ["", "seconds"],
          rows: [
            ["reproduce heredia-2026", duration(own.seconds)],
            ["reproduce heredia-2026 --with-reference", duration(both.seconds)],
          ],
          note: "One run each, on all cores.",
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
