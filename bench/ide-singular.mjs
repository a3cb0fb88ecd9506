// Kernels that are infinite at s = x, at two tolerances.
import { singular } from "../dist/src/ide/problems/singular.js";
import { attempt, attemptCells, attemptColumns, attemptNote, withinTolerance } from "./support/attempt.mjs";

const tolerances = [1e-7, 1e-9];

export function measure() {
  const rows = singular.flatMap((entry) =>
    entry.methods.flatMap((method) => tolerances.map((tolerance) => attempt(entry, { method, tolerance }))),
  );
  return {
    bars: tolerances.map((tolerance) =>
      withinTolerance(
        `${singular.length} integro-differential problems with singular kernels at tolerance ${tolerance}`,
        rows.filter((row) => row.tolerance === tolerance),
      ),
    ),
    tables: [
      { caption: "Singular kernels:", columns: attemptColumns, rows: rows.map(attemptCells), note: attemptNote },
    ],
  };
}
