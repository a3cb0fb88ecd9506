import type { IdeResult } from "./job.js";
import { csvLine, formatLongTable, formatNumber } from "./table.js";

/** Columns of y that a table shows. */
const MOST_COLUMNS = 6;

/** The stable output format of `ide --json`; what is not finite becomes null. */
export function solutionJson(result: IdeResult): string {
  const { rows, isComplex, components, status, method, errorEstimate, iterations, evaluations } = result;
  const { seconds, reached, history } = result;
  const width = components.length;
  const row = (k: number): readonly unknown[] => {
    const numbers = Array.from(rows.y.subarray(k * width, (k + 1) * width));
    return isComplex ? pairsOf(numbers) : numbers;
  };
  const reported = {
    schema_version: 1,
    x: Array.from(rows.x),
    y: Array.from(rows.x, (_, k) => row(k)),
    ...{ status, method, errorEstimate, iterations, evaluations, seconds, reached, history },
  };
  return `${JSON.stringify(reported)}\n`;
}

function pairsOf(numbers: readonly number[]): readonly unknown[] {
  return Array.from({ length: numbers.length / 2 }, (_, k) => ({ re: numbers[2 * k], im: numbers[2 * k + 1] }));
}

/** x and the numbers of y as CSV. */
export function solutionCsv({ rows, components }: IdeResult): string {
  const width = components.length;
  const lines = Array.from(rows.x, (x, k) => [x, ...rows.y.subarray(k * width, (k + 1) * width)].map(String));
  return [["x", ...components], ...lines].map(csvLine).join("");
}

/** x and the first numbers of y, the first and the last rows, aligned. */
export function solutionTable({ rows, components }: IdeResult): string {
  const width = components.length;
  const shown = Math.min(width, MOST_COLUMNS);
  return formatLongTable(["x", ...components.slice(0, shown)], {
    count: rows.x.length,
    line: (k) => [rows.x[k]!, ...rows.y.subarray(k * width, k * width + shown)].map(formatNumber),
  });
}

/** One line about a run, for stderr. */
export function describeSolution(result: IdeResult): string {
  const { status, method, history, reached, components, iterations, evaluations, errorEstimate, seconds } = result;
  const width = components.length;
  const end = status === "diverged" || status === "interrupted" ? ` at x = ${formatNumber(reached)}` : "";
  const parts = [
    `${status}${end}: ${method}${history === null ? "" : `, history by ${history}`}`,
    `${count(iterations, "iteration")}, ${count(evaluations, "evaluation")}`,
    errorEstimate !== null && Number.isFinite(errorEstimate)
      ? `error estimate ${errorEstimate.toExponential(1)}`
      : "no error estimate",
    ...(width > MOST_COLUMNS ? [`a table shows ${MOST_COLUMNS} of the ${width} numbers of y`] : []),
    `${seconds.toFixed(3)} s`,
  ];
  return `${parts.join("; ")}.`;
}

/** One line about x that were asked for and not reached. */
export function describeLeft({ left, reached, status }: IdeResult): string {
  const which = left.length === 1 ? `x = ${left[0]} is` : `${left.length} x are`;
  return `${which} left out: the run ${status === "diverged" ? "diverged" : "ended"} at x = ${formatNumber(reached)}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
