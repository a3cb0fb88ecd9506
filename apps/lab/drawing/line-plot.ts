import uPlot from "uplot";
import { allFinite } from "../../../src/numeric/vector.js";
import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import { kinds } from "../../../src/report/stroke.js";
import { isFew, type LinePlotOptions, plotOptions } from "./line-plot-options.js";

export type { PlotMark } from "./plot-marks.js";

/** Lines over a common axis, drawn by uPlot. */
export interface LinePlot {
  /** Draws other data on the same axes; cheap. */
  update(panel: FigurePanel, options?: Pick<LinePlotOptions, "marks">): void;
  /** Makes the cursor line stand at x; null: nowhere. */
  pointAt(x: number | null): void;
  resize(): void;
  destroy(): void;
}

/** Draws a panel into `target`. Panels of the same shape (same lines, scales and titles) can be updated in place. */
export function createLinePlot(target: HTMLElement, first: FigurePanel, options: LinePlotOptions): LinePlot {
  let { marks = [] } = options;
  let given = first;
  let panel = inOrder(first);
  let data = dataOf(panel);
  const width = () => Math.max(160, Math.floor(target.clientWidth));
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
    yRange: () => (panel.yScale === "log" ? panel.yRange?.map(Math.log10) : panel.yRange),
    // scales are known only when they are drawn
    onDrawn: point,
  };
  const plot = new uPlot(plotOptions(panel, options, context), data, target);
  return {
    update(next, { marks: others = [] } = {}) {
      marks = others;
      if (next !== given) {
        [given, panel] = [next, inOrder(next)];
        data = dataOf(panel);
      }
      plot.setData(data);
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

/** A panel with its lines as they lie on each other, wide curves lowest. */
export function inOrder(panel: FigurePanel): FigurePanel {
  return { ...panel, lines: [...panel.lines].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)) };
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
export function dataOf({ lines, xScale, yScale }: FigurePanel): uPlot.AlignedData {
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
  return a === b || (a.length === b.length && a.every((value, k) => value === b[k]));
}
