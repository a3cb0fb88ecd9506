import { type FigureSpec, figureConfig } from "./figure-spec.js";
import { gridAxes } from "./grid-axes.js";
import { gridCells } from "./grid-cells.js";

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
      mark: { type: "rect", strokeWidth: 0.7, invalid: null },
      encoding: {
        ...gridAxes({ ...panel, xScale: "log", yScale: "linear" }),
        fill: color,
        stroke: { ...color, legend: null },
      },
    })),
    resolve: { scale: { fill: "shared", stroke: "shared" } },
  };
}

/** Cells in shades of the colour scale. */
function cellsOf(panel: HeatPanel, [low, high]: HeatFigureOptions["domain"]): object[] {
  const shadeOf = (value: number): number =>
    Math.round((shades * (Math.min(high, Math.max(low, value)) - low)) / (high - low));
  return gridCells(panel, (cell) => shadeOf(panel.values[cell]!)).map(({ colour, ...place }) => ({
    ...place,
    value: Number.isFinite(colour) ? low + (colour * (high - low)) / shades : null,
  }));
}
