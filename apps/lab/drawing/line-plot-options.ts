import type uPlot from "uplot";
import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import { continuousWidth } from "../../../src/report/stroke.js";
import { lineColour } from "./line-colours.js";
import { padded, plotAxes } from "./plot-axes.js";
import { drawMarkLabels, drawMarks, type PlotMark } from "./plot-marks.js";
import type { Colours } from "./theme.svelte.js";

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

/** What of a plot may be another one each time it is drawn. */
export interface PlotContext {
  readonly width: number;
  readonly marks: () => readonly PlotMark[];
  /** Ends of the y axis in its positions; undefined: what holds the lines. */
  readonly yRange: () => readonly number[] | undefined;
  readonly onDrawn: (plot: uPlot) => void;
}

/** What uPlot is told of a panel, whose lines are in the order they are drawn. */
export function plotOptions(panel: FigurePanel, options: LinePlotOptions, context: PlotContext): uPlot.Options {
  const { colours, height } = options;
  const { xTitle, yTitle, xScale, yScale, lines } = panel;
  const { width, marks, yRange, onDrawn } = context;
  return {
    width,
    height,
    legend: { show: false },
    padding: [10, 18 * colours.scale, 0, 0],
    cursor: cursorOf(options),
    scales: {
      x: { time: false, range: (_, low, high) => [low, high] },
      y: {
        range: (_, low, high) => {
          const [from, to] = yRange() ?? [low, high];
          return padded(from!, to!);
        },
      },
    },
    axes: plotAxes({ colours, x: { title: xTitle, scale: xScale }, y: { title: yTitle, scale: yScale } }),
    series: [{ label: xTitle }, ...seriesOf(lines, options)],
    hooks: {
      drawClear: [(plot) => drawMarks(plot, marks())],
      draw: [(plot) => drawMarkLabels(plot, marks(), colours), onDrawn],
      setCursor: [(plot) => tellCursor(plot, panel, options)],
    },
  };
}

function cursorOf({ sync }: LinePlotOptions): uPlot.Cursor {
  return {
    // one line: the pointer itself says how high it is
    y: false,
    drag: { x: true, y: false },
    points: { size: 7 },
    ...(sync === undefined ? {} : { sync: { key: sync, scales: ["x", null] } }),
  };
}

function tellCursor(plot: uPlot, { xScale }: FigurePanel, { onCursor }: LinePlotOptions): void {
  const { left } = plot.cursor;
  if (onCursor === undefined) return;
  const place = left === undefined || left < 0 ? null : plot.posToVal(left, "x");
  onCursor(place === null || xScale !== "log" ? place : 10 ** place);
}

/** Whether each point gets a dot. */
export function isFew({ x }: Pick<FigureLine, "x">): boolean {
  return x.length > 0 && x.length <= 61;
}

function seriesOf(lines: readonly FigureLine[], options: LinePlotOptions): uPlot.Series[] {
  const curves = lines.filter(({ kind }) => kind === "continuous");
  return lines.map((line) => {
    const { label, kind } = line;
    const stroke = lineColour(line, options);
    return {
      label,
      stroke,
      ...(kind === "continuous" && { width: continuousWidth(curves.indexOf(line), curves.length) }),
      ...(kind === "discrete" && { width: 1.4, dash: [5, 3] }),
      ...(kind === "reference" && { width: 1.4, dash: [2, 3] }),
      ...(kind === "fitted" && { width: 1.6 }),
      ...(kind === "measured" && { paths: () => null }),
      points: { show: kind === "measured" || (kind === "discrete" && isFew(line)), size: 5, fill: stroke },
    };
  });
}
