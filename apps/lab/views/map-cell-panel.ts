import type { FigurePanel } from "../../../src/report/index.js";
import type { MapCellOutput } from "../jobs/map-cell-job.js";

/** The losses of a cell, step by step; their logarithms where losses leave the range of numbers. */
export function cellPanel({ loss, logLoss }: MapCellOutput): FigurePanel {
  const x = Float64Array.from(loss, (_, k) => k);
  const line = { label: "algorithm", kind: "discrete" as const, x };
  const isLost = logLoss !== null && loss.some((value) => !(value > 0 && value < Infinity));
  const axis = { title: "loss of this cell", xTitle: "step k = t/α" };
  if (isLost) return { ...axis, yTitle: "log₁₀ f(θ)", lines: [{ ...line, y: logLoss.map((ln) => ln / Math.LN10) }] };
  const isPositive = loss.every((value) => !(value < 0));
  return { ...axis, yTitle: "f(θ)", lines: [{ ...line, y: loss }], ...(isPositive && { yScale: "log" as const }) };
}
