import uPlot from "uplot";
import { allFinite } from "../../../src/numeric/vector.js";
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
  /** Ends of the y axis, in its units; default: what holds the lines, with some room. */
  readonly yRange?: readonly [from: number, to: number] | undefined;
  /** Told where the cursor is, in units of x; null when it leaves. */
  readonly onCursor?: (x: number | null) => void;
}

/** Lines over a common axis, drawn by uPlot. */
export interface LinePlot {
  /** Draws other data on the same axes; cheap. */
  update(panel: FigurePanel, options?: Pick<LinePlotOptions, "marks" | "yRange">): void;
  /** Makes the cursor line stand at x; null: nowhere. */
  pointAt(x: number | null): void;
  resize(): void;
  destroy(): void;
}

/** Draws a panel into `target`. Panels of the same shape (same lines, scales and titles) can be updated in place. */
export function createLinePlot(target: HTMLElement, first: FigurePanel, options: LinePlotOptions): LinePlot {
  let { marks = [], yRange } = options;
  const width = () => Math.max(160, Math.floor(target.clientWidth));
  const isLog = first.yScale === "log";
  /** Where the cursor was put; null: nowhere. */
  let pointed: number | null = null;
  const point = (plot: uPlot): void => {
    if (plot.scales.x!.min == null) return;
    const place = pointed === null ? -10 : plot.valToPos(first.xScale === "log" ? Math.log10(pointed) : pointed, "x");
    plot.setCursor({ left: place, top: pointed === null ? -10 : 0 }, false);
  };
  const context = {
    width: width(),
    marks: () => marks,
    yRange: () => (isLog ? yRange?.map(Math.log10) : yRange),
    // scales are known only when they are drawn
    onDrawn: point,
  };
  const plot = new uPlot(plotOptions(first, options, context), dataOf(first), target);
  return {
    update(panel, next = {}) {
      ({ marks = [], yRange } = next);
      plot.setData(dataOf(panel));
    },
    pointAt(x) {
      if (x === pointed) return;
      pointed = x;
      point(plot);
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
    JSON.stringify([
      xTitle,
      yTitle,
      xScale,
      yScale,
      lines.map((line) => [line.label, line.kind, line.color, isFew(line)]),
    ]);
  return shape(a) === shape(b);
}

/** Columns on common x values; lines that have other ones are joined. Logarithmic axes hold decimal logarithms. */
function dataOf({ lines, xScale, yScale }: FigurePanel): uPlot.AlignedData {
  const first = lines.find(({ x }) => x.length > 0);
  if (first === undefined) return [[0, 1], ...lines.map(() => [null, null])];
  const columns = lines.map(({ y }) => withGaps(yScale === "log" ? logsOf(y) : y));
  const axisOf = ({ x }: FigureLine) => (xScale === "log" ? logsOf(x) : x);
  // a line without points is of a run that is not there yet
  const isOnAxis = ({ x }: FigureLine) => x.length === 0 || isSameAxis(x, first.x);
  if (lines.every(isOnAxis)) {
    const filled = columns.map((column) => (column.length === 0 ? new Array<null>(first.x.length).fill(null) : column));
    return [axisOf(first), ...filled] as never;
  }
  return uPlot.join(lines.map((line, k) => [axisOf(line), columns[k]] as never));
}

function logsOf(values: Float64Array): Float64Array {
  const logs = new Float64Array(values.length);
  for (let k = 0; k < logs.length; k++) logs[k] = Math.log10(values[k]!);
  return logs;
}

/** What is not finite, or has no logarithm, is a gap. */
function withGaps(y: Float64Array): Float64Array | (number | null)[] {
  if (allFinite(y)) return y;
  const out = new Array<number | null>(y.length);
  for (let k = 0; k < y.length; k++) out[k] = Number.isFinite(y[k]) ? y[k]! : null;
  return out;
}

function isSameAxis(a: Float64Array, b: Float64Array): boolean {
  return a === b || (a.length === b.length && a[0] === b[0] && a.at(-1) === b.at(-1) && a[1] === b[1]);
}

interface PlotContext {
  readonly width: number;
  readonly marks: () => readonly PlotMark[];
  readonly yRange: () => readonly number[] | undefined;
  readonly onDrawn: (plot: uPlot) => void;
}

function plotOptions(
  panel: FigurePanel,
  options: LinePlotOptions,
  { width, marks, yRange, onDrawn }: PlotContext,
): uPlot.Options {
  const { colours, height, sync, onCursor } = options;
  const axis = { stroke: colours.muted, grid: { stroke: colours.grid, width: 1 }, ticks: { stroke: colours.grid } };
  const { scale } = colours;
  const font = `${12 * scale}px system-ui, sans-serif`;
  const sizes = {
    x: { labelSize: 22 * scale, size: 30 * scale },
    y: { labelSize: 20 * scale, size: labelRoom(scale) },
  };
  return {
    width,
    height,
    legend: { show: false },
    padding: [10, 18 * scale, 0, 0],
    cursor: {
      // one line: the pointer itself says how high it is
      y: false,
      drag: { x: true, y: false },
      points: { size: 7 },
      ...(sync === undefined ? {} : { sync: { key: sync, scales: ["x", null] } }),
    },
    scales: {
      x: { time: false, range: (_, low, high) => [low, high] },
      y: {
        range: (_, low, high) => {
          const [from, to] = yRange() ?? [low, high];
          return padded(from!, to!);
        },
      },
    },
    axes: [
      { ...axis, ...ticksOf(panel.xScale), font, labelFont: font, label: panel.xTitle, ...sizes.x, space: 50 * scale },
      { ...axis, ...ticksOf(panel.yScale), font, labelFont: font, label: panel.yTitle, ...sizes.y, space: 30 * scale },
    ],
    series: [{ label: panel.xTitle }, ...panel.lines.map((line) => seriesOf(line, options))],
    hooks: {
      drawClear: [(plot) => drawMarks(plot, marks())],
      draw: [(plot) => drawMarkLabels(plot, marks(), colours), onDrawn],
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

/** Room for the labels of an upright axis: the same in all plots, but where a label needs more. */
export function labelRoom(scale: number): (plot: unknown, labels: readonly string[] | null) => number {
  return (_, labels) => {
    const longest = (labels ?? []).reduce((most, label) => Math.max(most, label.length), 0);
    return scale * Math.max(58, 18 + 6.6 * longest);
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

/** Whether each point gets a dot. */
function isFew({ x }: Pick<FigureLine, "x">): boolean {
  return x.length > 0 && x.length <= 61;
}

function seriesOf({ label, kind, color, x }: FigureLine, { colours, labels }: LinePlotOptions): uPlot.Series {
  const stroke = color ?? labelColour(Math.max(0, labels.indexOf(label)), colours);
  return {
    label,
    stroke,
    ...(kind === "continuous" && { width: 3.5, alpha: 0.55 }),
    ...(kind === "discrete" && { width: 1.4, dash: [5, 3] }),
    ...(kind === "reference" && { width: 1.4, dash: [2, 3] }),
    ...(kind === "fitted" && { width: 1.6 }),
    ...(kind === "measured" && { paths: () => null }),
    points: { show: kind === "measured" || (kind === "discrete" && isFew({ x })), size: 5, fill: stroke },
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

/** Words beside the lines that marks are, each in a row of its own. */
function drawMarkLabels({ ctx, bbox, valToPos }: uPlot, marks: readonly PlotMark[], colours: Colours): void {
  const ratio = devicePixelRatio * colours.scale;
  ctx.save();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  let top = bbox.top + 3 * ratio;
  for (const { from, to, label, color } of marks) {
    if (to !== undefined || label === "") continue;
    const width = ctx.measureText(label).width;
    const place = valToPos(from, "x", true);
    const room = bbox.left + bbox.width - place;
    const left = Math.max(bbox.left, room > width + 8 * ratio ? place + 5 * ratio : place - width - 5 * ratio);
    ctx.globalAlpha = 0.85;
    ctx.fillStyle = colours.surface;
    ctx.fillRect(left - 2 * ratio, top - ratio, width + 4 * ratio, 15 * ratio);
    ctx.globalAlpha = 1;
    ctx.fillStyle = color;
    ctx.fillText(label, left, top);
    top += 16 * ratio;
  }
  ctx.restore();
}
