import type { GridEdges } from "./grid-cells.js";
import { logAxis } from "./log-axis.js";

/** Axes of a grid of cells. */
export interface GridAxes extends GridEdges {
  readonly xTitle: string;
  readonly yTitle: string;
  /** Edges of a logarithmic axis are > 0. */
  readonly xScale: "linear" | "log";
  readonly yScale: "linear" | "log";
}

/** The channels x, x2, y and y2 of rectangles in a grid; axes end with its outermost edges. */
export function gridAxes({ xTitle, yTitle, xEdges, yEdges, xScale, yScale }: GridAxes): Record<string, unknown> {
  return {
    x: { field: "x", type: "quantitative", ...axisOf(xEdges, xScale, xTitle) },
    x2: { field: "x2" },
    y: { field: "y", type: "quantitative", ...axisOf(yEdges, yScale, yTitle) },
    y2: { field: "y2" },
  };
}

function axisOf(edges: Float64Array, scale: "linear" | "log", title: string): Record<string, unknown> {
  const domain = [edges[0], edges[edges.length - 1]];
  if (scale === "linear") return { scale: { nice: false, zero: false, domain }, axis: { title } };
  const { ticks, labelExpr } = logAxis(Array.from(edges));
  return { scale: { type: "log", nice: false, domain }, axis: { title, values: ticks, labelExpr } };
}
