import uPlot from "uplot";
import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import { logLabels, logSplits, tickLabels } from "./axis-labels.js";
import { labelColour } from "./line-colours.js";
import type { Colours } from "./theme.svelte.js";

/** A stretch or moment of the x axis that is marked. */
export interface PlotMark {
  readonly from: number;
  /** Absent: a line at `from`. */
  readonly to?: number;
  readonly label: string;
  readonly color: string;
}

export interface LinePlotOptions {
  readonly colours: Colours;
  readonly height: number;
  /** Labels in the order of their colours; the same in all plots of a view, so that a colour means one thing. */
  readonly labels: readonly string[];
  /** Plots with the same key share their cursor. */
  readonly sync?: string;
  readonly marks?: readonly PlotMark[];
  /** Told where the cursor is, in units of x; null when it leaves. */
  readonly onCursor?: (x: number | null) => void;
}

/** Lines over a common axis, drawn by uPlot. */
export interface LinePlot {
  /** Draws other data on the same axes; cheap. */
  update(panel: FigurePanel, marks?: readonly PlotMark[]): void;
  /** Makes the cursor line stand at x; null: nowhere. */
  pointAt(x: number | null): void;
  resize(): void;
  destroy(): void;
}

/** Draws a panel into `target`. Panels of the same shape (same lines, scales and titles) can be updated in place. */
export function createLinePlot(target: HTMLElement, first: FigurePanel, options: LinePlotOptions): LinePlot {
  let marks = options.marks ?? [];
  const width = () => Math.max(160, Math.floor(target.clientWidth));
  const plot = new uPlot(plotOptions(first, options, { width: width(), marks: () => marks }), dataOf(first), target);
  return {
    update(panel, next) {
      marks = next ?? marks;
      plot.setData(dataOf(panel));
    },
    pointAt(x) {
      const place = x === null ? null : plot.valToPos(first.xScale === "log" ? Math.log10(x) : x, "x");
      plot.setCursor({ left: place ?? -10, top: place === null ? -10 : 1 }, false);
    },
    resize() {
      if (width() !== plot.width) plot.setSize({ width: width(), height: options.height });
    },
    destroy: () => plot.destroy(),
  };
}

/** Whether a plot made for one panel can show the other. */
export function hasSameShape(a: FigurePanel, b: FigurePanel): boolean {
  const shape = ({ xTitle, yTitle, xScale, yScale, lines }: FigurePanel) =>
    JSON.stringify([xTitle, yTitle, xScale, yScale, lines.map(({ label, kind, color }) => [label, kind, color])]);
  return shape(a) === shape(b);
}

/** Columns on common x values; lines that have other ones are joined. Logarithmic axes hold decimal logarithms. */
function dataOf({ lines, xScale, yScale }: FigurePanel): uPlot.AlignedData {
  const first = lines[0];
  if (first === undefined) return [[]];
  const columns = lines.map(({ y }) => withGaps(yScale === "log" ? y.map(Math.log10) : y));
  const axisOf = ({ x }: FigureLine) => (xScale === "log" ? x.map(Math.log10) : x);
  if (lines.every(({ x }) => isSameAxis(x, first.x))) return [axisOf(first), ...columns] as never;
  return uPlot.join(lines.map((line, k) => [axisOf(line), columns[k]] as never));
}

/** What is not finite, or has no logarithm, is a gap. */
function withGaps(y: Float64Array): Float64Array | (number | null)[] {
  return y.every(Number.isFinite) ? y : Array.from(y, (value) => (Number.isFinite(value) ? value : null));
}

function isSameAxis(a: Float64Array, b: Float64Array): boolean {
  return a === b || (a.length === b.length && a[0] === b[0] && a.at(-1) === b.at(-1) && a[1] === b[1]);
}

interface PlotContext {
  readonly width: number;
  readonly marks: () => readonly PlotMark[];
}

function plotOptions(panel: FigurePanel, options: LinePlotOptions, { width, marks }: PlotContext): uPlot.Options {
  const { colours, height, sync, onCursor } = options;
  const axis = { stroke: colours.muted, grid: { stroke: colours.grid, width: 1 }, ticks: { stroke: colours.grid } };
  const font = "12px system-ui, sans-serif";
  return {
    width,
    height,
    legend: { show: false },
    padding: [10, 14, 0, 0],
    cursor: {
      drag: { x: true, y: false },
      points: { size: 7 },
      ...(sync === undefined ? {} : { sync: { key: sync, scales: ["x", null] } }),
    },
    scales: {
      x: { time: false, range: (_, low, high) => [low, high] },
      y: { range: (_, low, high) => padded(low, high) },
    },
    axes: [
      { ...axis, ...ticksOf(panel.xScale), font, labelFont: font, label: panel.xTitle, labelSize: 22, size: 30 },
      { ...axis, ...ticksOf(panel.yScale), font, labelFont: font, label: panel.yTitle, labelSize: 20, size: 58 },
    ],
    series: [{ label: panel.xTitle }, ...panel.lines.map((line) => seriesOf(line, options))],
    hooks: {
      drawClear: [(plot) => drawMarks(plot, marks())],
      setCursor: [
        (plot) => {
          const { left } = plot.cursor;
          if (onCursor === undefined) return;
          const place = left === undefined || left < 0 ? null : plot.posToVal(left, "x");
          onCursor(place === null || panel.xScale !== "log" ? place : 10 ** place);
        },
      ],
    },
  };
}

/** A twentieth of the range on both sides; a constant stands in the middle. */
export function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = high > low ? (high - low) / 20 : Math.abs(high) / 2 || 1;
  return [low - room, high + room];
}

/** Ticks of a scale; positions on a logarithmic one are decimal logarithms. */
export function ticksOf(scale: "linear" | "log" | undefined): Partial<uPlot.Axis> {
  if (scale !== "log") return { values: (_, ticks) => tickLabels(ticks) };
  return {
    splits: (plot, axis, from, to) => {
      const room = axis === 0 ? plot.bbox.width / 70 : plot.bbox.height / 28;
      return logSplits([from, to], Math.max(2, Math.floor(room / devicePixelRatio)));
    },
    values: (_, logs) => logLabels(logs),
  };
}

function seriesOf({ label, kind, color, x }: FigureLine, { colours, labels }: LinePlotOptions): uPlot.Series {
  const stroke = color ?? labelColour(Math.max(0, labels.indexOf(label)), colours);
  const isFew = x.length <= 61;
  return {
    label,
    stroke,
    spanGaps: true,
    ...(kind === "continuous" && { width: 3.5, alpha: 0.55 }),
    ...(kind === "discrete" && { width: 1.4, dash: [5, 3] }),
    ...(kind === "reference" && { width: 1.4, dash: [2, 3] }),
    ...(kind === "fitted" && { width: 1.6 }),
    ...(kind === "measured" && { paths: () => null }),
    points: { show: kind === "measured" || (kind === "discrete" && isFew), size: 5, fill: stroke },
  };
}

function drawMarks(plot: uPlot, marks: readonly PlotMark[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { from, to, color } of marks) {
    const left = plot.valToPos(from, "x", true);
    const right = to === undefined ? left : plot.valToPos(to, "x", true);
    ctx.globalAlpha = to === undefined ? 1 : 0.16;
    ctx.fillStyle = color;
    ctx.fillRect(left, bbox.top, Math.max(right - left, devicePixelRatio * 1.5), bbox.height);
  }
  ctx.restore();
}
