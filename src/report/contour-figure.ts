import { type FigureLine, type FigureSpec, figureConfig } from "./figure-spec.js";
import { levelStrips } from "./level-strips.js";
import { labelColors } from "./stroke.js";
import { viridis } from "./viridis.js";
import { withinReach } from "./within-reach.js";

/** Heights over a rectangle of the plane, cut into bands. */
export interface ContourGrid {
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly columns: number;
  readonly rows: number;
  /** log₁₀(f − base) at the middles of cells, row-major from the lowest row. */
  readonly heights: Float64Array;
  /** Edges of bands, ascending; what lies below the first is one band. */
  readonly levels: Float64Array;
  /** What f is measured from. */
  readonly base: number;
}

/** Options of {@link contourFigure}. */
export interface ContourFigureOptions {
  readonly title: string;
  readonly subtitle?: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Paths in the plane; `discrete` ones as dots, others as lines. */
  readonly lines?: readonly FigureLine[];
  /** Labels of paths in the order of their colours, also such as are not drawn; default: as they are given. */
  readonly labels?: readonly string[];
}

const side = 420;
/** Viridis, half white, so that paths are seen on it. */
const pale = Array.from({ length: 10 }, (_, k) => {
  const parts = viridis(k / 9).map((part) => Math.round((part + 255) / 2));
  return `#${parts.map((part) => part.toString(16)).join("")}`;
});

/**
 * Levels of a function of two parameters as bands of colour at equal ratios of f − base, with paths through the plane.
 *
 * @example
 * const heights = Float64Array.of(0, 1, 1, 2);
 * const grid = { x: [0, 1], y: [0, 1], columns: 2, rows: 2, heights, levels: Float64Array.of(0.5, 1.5), base: 0 };
 * contourFigure(grid, { title: "levels", xTitle: "x", yTitle: "y" });
 */
export function contourFigure(
  grid: ContourGrid,
  { title, subtitle, xTitle, yTitle, lines = [], labels = [] }: ContourFigureOptions,
): FigureSpec {
  const axis = (field: "x" | "y", axisTitle: string) => ({
    field,
    type: "quantitative",
    title: axisTitle,
    scale: { domain: [...grid[field]], nice: false, zero: false },
    axis: { tickCount: 6, grid: false },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 10,
    title: { text: title, ...(subtitle ? { subtitle } : {}) },
    config: figureConfig,
    width: side,
    height: side,
    encoding: { x: axis("x", xTitle), y: axis("y", yTitle) },
    layer: [
      {
        data: { values: bandRows(grid) },
        mark: { type: "area", clip: true, fillOpacity: 1, strokeWidth: 0, interpolate: "linear" },
        encoding: { y2: { field: "y2" }, detail: { field: "strip" }, fill: bandColour(grid) },
      },
      ...(lines.length === 0 ? [] : pathLayers(lines, { grid, order: labels })),
    ],
  };
}

function bandColour({ levels, base }: ContourGrid): Record<string, unknown> {
  const [first = 0, last = 1] = [levels[0], levels.at(-1)];
  return {
    field: "band",
    type: "quantitative",
    scale: { range: pale, interpolate: "rgb", domain: spreadOver([first - 1, last], pale.length) },
    legend: {
      title: base === 0 ? "log₁₀ f" : `log₁₀(f ${base < 0 ? "+" : "−"} ${Number(Math.abs(base).toPrecision(4))})`,
      orient: "right",
      gradientLength: 200,
    },
  };
}

/** Evenly spaced numbers from end to end. */
function spreadOver([from, to]: readonly [number, number], count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));
}

/** What reaches each level, low levels first: higher ones are drawn on them. */
function bandRows({ x, y, columns, rows, heights, levels }: ContourGrid): object[] {
  const middles = ([from, to]: readonly [number, number], count: number) =>
    Float64Array.from({ length: count }, (_, k) => from + ((to - from) * (k + 0.5)) / count);
  const grid = { domain: x, yDomain: y, x: middles(x, columns), y: middles(y, rows), scale: "linear" as const };
  const lowest = (levels[0] ?? 0) - 0.5;
  // at the minimum itself the logarithm is −∞, of which no part of the way can be told
  const values = heights.map((height) => Math.max(height, lowest));
  return [lowest, ...levels].flatMap((level, band) =>
    levelStrips({ ...grid, values }, level).flatMap((strip, index) =>
      strip.x.map((at, k) => ({
        x: at,
        y: strip.low[k]!,
        y2: strip.high[k]!,
        band: level,
        strip: `${band} ${index}`,
      })),
    ),
  );
}

interface PathInput {
  readonly grid: ContourGrid;
  /** Labels in the order of their colours. */
  readonly order: readonly string[];
}

function pathLayers(lines: readonly FigureLine[], { grid, order }: PathInput): object[] {
  const labels = lines.map(({ label }) => label);
  const color = {
    field: "label",
    type: "nominal",
    scale: { domain: labels, range: labelColors(labels, order) },
    legend: { orient: "bottom", title: null, symbolSize: 90 },
  };
  const rowsOf = ({ label, x, y }: FigureLine) =>
    Array.from(x, (each, place) => {
      return { x: withinReach(each, grid.x), y: withinReach(y[place]!, grid.y), label, place };
    }).filter((row) => Number.isFinite(row.x) && Number.isFinite(row.y));
  const layer = (isDots: boolean, mark: object) => ({
    data: { values: lines.filter(({ kind }) => (kind === "discrete") === isDots).flatMap(rowsOf) },
    mark: { clip: true, ...mark },
    encoding: { color, ...(isDots ? {} : { order: { field: "place", type: "quantitative" } }) },
  });
  return [
    layer(false, { type: "line", strokeWidth: 5, strokeOpacity: 1, interpolate: "linear" }),
    layer(true, { type: "point", filled: true, size: 9, opacity: 1 }),
  ];
}
