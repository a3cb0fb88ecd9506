import { type FigureSpec, figureConfig } from "./figure-spec.js";
import { logAxis } from "./log-axis.js";

/** Numbers over a grid of cells, as one panel. */
export interface HeatPanel {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Edges of the columns, increasing and > 0: the axis is logarithmic. */
  readonly xEdges: Float64Array;
  /** Edges of the rows, increasing. */
  readonly yEdges: Float64Array;
  /** Row-major from the lowest row; a value that is not finite is drawn grey. */
  readonly values: Float64Array;
}

/** Options of {@link heatFigure}. */
export interface HeatFigureOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** What the colours mean. */
  readonly legend: string;
  /** Values at the ends of the colour scale; beyond them colours stay. */
  readonly domain: readonly [low: number, high: number];
  /** Panels in a row; default 2. */
  readonly columns?: number;
}

const side = 300;
const unknown = "#bdbdbd";
/** Colours that are told apart. */
const shades = 100;

/**
 * Maps of numbers over a logarithmic and a linear axis, in one common colour scale.
 *
 * @example
 * const [xEdges, yEdges] = [Float64Array.of(0.01, 0.1, 1), Float64Array.of(-1, 1)];
 * const panel = { title: "θ", xTitle: "lr", yTitle: "θ0", xEdges, yEdges, values: Float64Array.of(1, -1) };
 * heatFigure([panel], { title: "Final θ", legend: "θ", domain: [-1, 1] });
 */
export function heatFigure(
  panels: readonly HeatPanel[],
  { title, subtitle, legend, domain, columns = 2 }: HeatFigureOptions,
): FigureSpec {
  const color = {
    condition: { test: "!isValid(datum.value)", value: unknown },
    field: "value",
    type: "quantitative",
    scale: { scheme: "viridis", domain, clamp: true },
    legend: { title: legend, orient: "bottom", direction: "horizontal", gradientLength: 260, titleLimit: 400 },
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 10,
    title: { text: title, ...(subtitle === undefined ? {} : { subtitle }) },
    config: figureConfig,
    columns,
    spacing: { row: 40, column: 40 },
    concat: panels.map((panel) => ({
      title: panel.title,
      width: side,
      height: side,
      data: { values: cellsOf(panel, domain) },
      // a stroke of the own colour closes the seams between cells
      mark: { type: "rect", strokeWidth: 0.7 },
      encoding: { ...axesOf(panel), fill: color, stroke: { ...color, legend: null } },
    })),
    resolve: { scale: { fill: "shared", stroke: "shared" } },
  };
}

/** Cells, those of one colour beside each other as one. */
function cellsOf({ xEdges, yEdges, values }: HeatPanel, [low, high]: HeatFigureOptions["domain"]): object[] {
  const columns = xEdges.length - 1;
  const colours = values.map((value) =>
    Math.round((shades * (Math.min(high, Math.max(low, value)) - low)) / (high - low)),
  );
  const cells: object[] = [];
  for (let row = 0; row + 1 < yEdges.length; row++) {
    for (let first = 0; first < columns; ) {
      const colour = colours[row * columns + first]!;
      let next = first + 1;
      while (next < columns && Object.is(colours[row * columns + next], colour)) next++;
      const value = Number.isFinite(colour) ? low + (colour * (high - low)) / shades : null;
      cells.push({ x: xEdges[first], x2: xEdges[next], y: yEdges[row], y2: yEdges[row + 1], value });
      first = next;
    }
  }
  return cells;
}

function axesOf({ xTitle, yTitle, xEdges, yEdges }: HeatPanel): object {
  const { ticks, labelExpr } = logAxis(Array.from(xEdges));
  const edges = (values: Float64Array) => [values[0], values[values.length - 1]];
  return {
    x: {
      field: "x",
      type: "quantitative",
      scale: { type: "log", nice: false, domain: edges(xEdges) },
      axis: { title: xTitle, values: ticks, labelExpr },
    },
    x2: { field: "x2" },
    y: {
      field: "y",
      type: "quantitative",
      scale: { nice: false, zero: false, domain: edges(yEdges) },
      axis: { title: yTitle },
    },
    y2: { field: "y2" },
  };
}
