import type { FigurePanel } from "./figure-spec.js";
import { logAxis } from "./log-axis.js";

/** The x and y channels of a panel: scales, ticks and titles. */
export function panelAxes(panel: FigurePanel): Record<string, unknown> {
  const isLogX = panel.xScale === "log";
  const { xRange, yRange } = panel;
  const x = isLogX ? logChannel(xRange ? [xRange] : panel.lines.map((line) => line.x)) : null;
  const y = panel.yScale === "log" ? logChannel(yRange ? [yRange] : panel.lines.map((line) => line.y)) : null;
  return {
    x: {
      field: "x",
      type: "quantitative",
      scale: x?.scale ?? { zero: false, nice: false, ...(xRange ? { domain: xRange } : lonePoint(panel)) },
      axis: { ...xAxis(panel), ...x?.axis },
    },
    y: {
      field: "y",
      type: "quantitative",
      scale: y?.scale ?? { zero: false, nice: false, ...(yRange ? { domain: yRange } : paddedDomain(panel)) },
      axis: { title: panel.yTitle, ...y?.axis },
    },
  };
}

function logChannel(series: readonly ArrayLike<number>[]) {
  const { domain, ticks, labelExpr } = logAxis(series.flatMap((values) => Array.from(values)));
  return { scale: { type: "log", nice: false, domain }, axis: { values: ticks, labelExpr } };
}

function lonePoint({ lines }: FigurePanel): Record<string, unknown> {
  const first = lines[0]?.x[0];
  const isLone = first !== undefined && lines.every(({ x }) => x.every((value) => value === first));
  return isLone ? { domain: [first - 1, first + 1] } : {};
}

/**
 * Room above and below, so that no curve runs on the frame; a constant needs an axis around it, or its labels mean
 * nothing; a reference solver that diverged must not set the axis for what it is compared with.
 */
function paddedDomain({ lines }: FigurePanel): Record<string, unknown> {
  const own = lines.filter(({ kind }) => kind !== "reference");
  const values = (own.length > 0 ? own : lines).flatMap(({ y }) => Array.from(y).filter(Number.isFinite));
  if (values.length === 0) return {};
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low === high) return { domain: [low - 1, high + 1] };
  const room = 0.06 * (high - low);
  return { domain: [low - room, high + room] };
}

function xAxis(panel: FigurePanel): Record<string, unknown> {
  const base = { title: panel.xTitle, tickCount: 6 };
  if (panel.step === undefined) return base;
  return {
    ...base,
    title: [panel.xTitle, "below: step k = t/lr"],
    labelExpr: `[datum.label, format(datum.value / ${panel.step}, ',.4~r')]`,
  };
}
