// All other problems with smooth kernels and exact solutions, by each method that solves them.
import { problems } from "../dist/src/ide/problems/index.js";
import { published } from "../dist/src/ide/problems/published.js";
import { singular } from "../dist/src/ide/problems/singular.js";
import { attempt, attemptCells, attemptColumns, attemptNote, withinTolerance } from "./support/attempt.mjs";

const others = problems.filter((entry) => !published.includes(entry) && !singular.includes(entry));

export function measure() {
  const rows = others.flatMap((entry) =>
    entry.methods.map((method) => attempt(entry, { method, tolerance: entry.tolerance ?? 1e-10 })),
  );
  return {
    bars: [withinTolerance(`${others.length} other integro-differential problems, by each method that applies`, rows)],
    tables: [
      {
        caption: "The other problems with exact solutions, default options but for the tolerance:",
        columns: attemptColumns,
        rows: rows.map(attemptCells),
        note: attemptNote,
      },
    ],
  };
}
