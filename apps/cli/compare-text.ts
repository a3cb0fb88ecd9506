import type { CompareJob, CompareResult } from "./job.js";
import { csvLine, formatNumber, formatTable } from "./table.js";

const quantities = ["theta", "m", "v", "loss"] as const;
type Row = CompareResult["rows"][number];

/** The stable output format of `compare --json`; a row says `status` only if one of its two runs did not complete. */
export function comparisonJson({ models, rows, order }: CompareResult): string {
  const reported = rows.map((row) => {
    const { lr, theta, m, v, loss, status } = row;
    return { lr, theta, m, v, loss, ...(isComplete(row) ? {} : { status }) };
  });
  const { theta, m, v, loss } = order;
  return `${JSON.stringify({ schema_version: 1, models, rows: reported, order: { theta, m, v, loss } })}\n`;
}

/** lr, sup and final of each quantity, and how the two runs ended. */
export function comparisonCsv({ models, rows }: CompareResult): string {
  const header = [
    "lr",
    ...quantities.flatMap((name) => [`${name}_sup`, `${name}_final`]),
    ...models.map((name) => `status_${name}`),
  ];
  const cell = (value: number | undefined): string => (value === undefined ? "" : String(value));
  const lines = rows.map((row) => [
    String(row.lr),
    ...quantities.flatMap((name) => [cell(row[name]?.sup), cell(row[name]?.final)]),
    ...row.status,
  ]);
  return [header, ...lines].map(csvLine).join("");
}

/** The largest gaps by learning rate and the order, aligned. */
export function comparisonTable({ rows, order }: CompareResult): string {
  const shown = quantities.filter((name) => rows.some((row) => row[name] !== null));
  const number = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? "–" : value.toExponential(3);
  const lines = rows.map((row) => [
    formatNumber(row.lr),
    ...shown.flatMap((name) => [number(row[name]?.sup), number(row[name]?.final)]),
    isComplete(row) ? "" : [...new Set(row.status)].join(", "),
  ]);
  const fits = (key: "slope" | "r2") => shown.flatMap((name) => [order[name]?.[key].toFixed(4) ?? "–", ""]);
  return formatTable(
    ["lr", ...shown.flatMap((name) => [`${name} sup`, "final"]), ""],
    [...lines, ["order", ...fits("slope"), ""], ["r2", ...fits("r2"), ""]],
  ).replace(/ +$/gm, "");
}

/** One line about a comparison, for stderr. */
export function describeComparison({ models, rows, order }: CompareResult, { problem, lrs }: CompareJob): string {
  const done = rows.filter(isComplete).length;
  const slope =
    order.theta === null
      ? "no order (it takes two completed learning rates and gaps above rounding)"
      : `the gap of theta is of order ${order.theta.slope.toFixed(2)} in lr`;
  return `${models.join(" and ")} ${problem.optimizer}: ${done} of ${lrs.length} learning rates completed; ${slope}.`;
}

function isComplete({ status }: Row): boolean {
  return status.every((one) => one === "completed");
}
