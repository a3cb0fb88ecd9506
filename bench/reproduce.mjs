// What npm start does once everything is installed and built: all of H1's figures with the report.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duration, spreadCells, spreadColumns } from "./support/format.mjs";
import { spread } from "./support/measure.mjs";
import { timeCommand } from "./support/process.mjs";

export const title = "All of H1: figures 1–15 with the report, whole process";

export function measure() {
  const folder = mkdtempSync(join(tmpdir(), "adaflow-bench-"));
  const command = ["reproduce", "heredia-2024", "--out", join(folder, "report"), "--force"];
  try {
    const seconds = spread(Array.from({ length: 3 }, () => timeCommand(command)));
    return {
      bars: [
        {
          work: "`npm start` after installation",
          bar: "≤ 20 s",
          measured: duration(seconds.median),
          met: seconds.median <= 20,
        },
      ],
      tables: [{ columns: ["", ...spreadColumns], rows: [["reproduce heredia-2024", ...spreadCells(seconds)]] }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
