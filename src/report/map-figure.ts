import { type FigureSpec, figureConfig } from "./figure-spec.js";
import { type GridAxes, gridAxes } from "./grid-axes.js";
import { gridCells } from "./grid-cells.js";
import { lossDomain } from "./loss-domain.js";
import { overlayStrokes } from "./overlay-strokes.js";

/** A map over a grid of cells, row-major from the lowest row. */
export interface MapFigureGrid extends GridAxes {
  /** What each cell is: one of the names of {@link regimeColours}; null is drawn as nothing. */
  readonly regimes: readonly (string | null)[];
  /** Decimal logarithms of the final losses; −∞ counts as the smallest, what is NaN or +∞ is drawn grey. */
  readonly losses: Float64Array;
  /** Lines in the coordinates of the axes. */
  readonly overlays: readonly MapFigureOverlay[];
}

/** A line over a map. */
export interface MapFigureOverlay {
  readonly label: string;
  /** Whether it is a boundary that the map should show, drawn in colour below the others. Default false. */
  readonly isExact?: boolean;
  readonly lines: readonly { readonly x: Float64Array; readonly y: Float64Array }[];
}

/** Options of {@link mapFigure}. */
export interface MapFigureOptions {
  readonly title: string;
  readonly subtitle?: string | readonly string[];
  /** What the losses are, for the legend of their colours. */
  readonly lossTitle?: string;
  /** Title of their panel, default "final loss". */
  readonly lossPanel?: string;
}

const side = 330;
const unknown = "#bdbdbd";
/** Colours of losses that are told apart. */
const shades = 100;

/** Okabe and Ito's colours, told apart with every kind of colour vision; greys for what is not known. */
export const regimeColours: Readonly<Record<string, string>> = {
  converged: "#009e73",
  oscillation: "#56b4e9",
  spike: "#f0e442",
  divergence: "#d55e00",
  undecided: "#d9d9d9",
  failed: "#7a7a7a",
};

/**
 * A regime map and, beside it, the final losses, with known lines over both.
 *
 * @example
 * const edges = { xEdges: Float64Array.of(0, 1, 2), yEdges: Float64Array.of(1, 10) };
 * const axes = { ...edges, xTitle: "x", yTitle: "y", xScale: "linear", yScale: "log" };
 * const cells = { regimes: ["converged", "spike"], losses: Float64Array.of(-8, 1), overlays: [] };
 * mapFigure({ ...axes, ...cells }, { title: "Map" });
 */
export function mapFigure(
  grid: MapFigureGrid,
  { title, subtitle, lossTitle, lossPanel = "final loss" }: MapFigureOptions,
): FigureSpec {
  const lines = overlayLayers(grid);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 10,
    title: { text: title, ...(subtitle === undefined ? {} : { subtitle }) },
    config: figureConfig,
    columns: 2,
    spacing: 48,
    concat: [
      { title: "regime", width: side, height: side, layer: [regimeLayer(grid), ...lines] },
      { title: lossPanel, width: side, height: side, layer: [lossLayer(grid, lossTitle), ...lines] },
    ],
    resolve: {
      scale: { ...strokeChannels("shared"), fill: "independent" },
      legend: { ...strokeChannels("shared"), fill: "independent" },
    },
  };
}

function strokeChannels(resolution: string): Record<string, string> {
  return { stroke: resolution, strokeDash: resolution, strokeWidth: resolution };
}

/** Strokes are for lines: seams between cells are closed by overlaps. What is not finite is drawn grey, not left out. */
const mark = { type: "rect", strokeWidth: 0, invalid: null };
const overlap = 0.3;

function regimeLayer(grid: MapFigureGrid): Record<string, unknown> {
  const drawn = gridCells(grid, (cell) => grid.regimes[cell] ?? null, { overlap });
  const values = drawn.flatMap(({ colour, ...place }) => (colour === null ? [] : [{ ...place, regime: colour }]));
  const names = Object.keys(regimeColours).filter((name) => grid.regimes.includes(name));
  const fill = {
    field: "regime",
    type: "nominal",
    scale: { domain: names, range: names.map(colourOf) },
    legend: { symbolType: "square", symbolSize: 160, symbolStrokeWidth: 0, columns: 3 },
  };
  return { data: { values }, mark, encoding: { ...gridAxes(grid), fill } };
}

function colourOf(regime: string | null): string {
  return regimeColours[regime ?? ""] ?? unknown;
}

function lossLayer(grid: MapFigureGrid, lossTitle = "log₁₀ of the final loss"): Record<string, unknown> {
  const [low, high] = lossDomain(grid.losses);
  const shadeOf = (loss: number): number | null => {
    if (!(loss < Infinity)) return null;
    return Math.round((shades * (Math.min(high, Math.max(low, loss)) - low)) / (high - low));
  };
  const values = gridCells(grid, (cell) => shadeOf(grid.losses[cell]!), { overlap }).map(({ colour, ...place }) => ({
    ...place,
    loss: colour === null ? null : low + (colour * (high - low)) / shades,
  }));
  const fill = {
    condition: { test: "!isValid(datum.loss)", value: unknown },
    field: "loss",
    type: "quantitative",
    scale: { scheme: "viridis", domain: [low, high], clamp: true },
    legend: { title: lossTitle, gradientLength: side - 40, titleLimit: side, titleFontWeight: "normal" },
  };
  return { data: { values }, mark, encoding: { ...gridAxes(grid), fill } };
}

/** Lines, exact ones below, on pale ones that set them off from dark cells. */
function overlayLayers({ overlays }: MapFigureGrid): Record<string, unknown>[] {
  if (overlays.length === 0) return [];
  const styles = overlayStrokes(overlays);
  const values = styles.flatMap(({ overlay: { label, lines } }) =>
    lines.flatMap(({ x, y }, line) =>
      Array.from(x, (each, order) => ({ x: each, y: y[order], order, label, line: `${label} ${line}` })),
    ),
  );
  const channel = (range: readonly unknown[]) => ({
    field: "label",
    type: "nominal",
    scale: { domain: styles.map(({ overlay }) => overlay.label), range },
    legend: { symbolType: "stroke", columns: 1, labelLimit: 2 * side, symbolSize: 700, labelOffset: 8 },
  });
  const path = {
    x: { field: "x", type: "quantitative" },
    y: { field: "y", type: "quantitative" },
    order: { field: "order" },
    detail: { field: "line" },
  };
  const pale = { type: "line", clip: true, stroke: "white", strokeWidth: 4, opacity: 0.6 };
  const encoding = {
    ...path,
    stroke: channel(styles.map(({ colour }) => colour)),
    strokeDash: channel(styles.map(({ dash }) => dash)),
    strokeWidth: channel(styles.map(({ width }) => width)),
  };
  return [
    { data: { values }, mark: pale, encoding: path },
    { data: { values }, mark: { type: "line", clip: true, strokeCap: "butt" }, encoding },
  ];
}
