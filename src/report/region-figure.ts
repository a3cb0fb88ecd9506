import type { RegionGrid, RegionGrids } from "../certificates/scalar-region-grids.js";
import { type FigureSpec, figureConfig } from "./figure-spec.js";
import { levelStrips } from "./level-strips.js";
import { logAxis } from "./log-axis.js";

export interface RegionFigureOptions {
  readonly title?: string;
}

/** Steps of colour, to 0.95: δ is below 0.943 everywhere. */
const stepOfDelta = 0.05;
const steps = 19;

/** Lightness rises with δ; the darkest part of the map, which a dark line would not be seen on, is left out. */
const colours = { name: "viridis", extent: [0.12, 1], count: steps };
const failing = "#d9d9d9";
/** Width and height of a panel. */
const side = 340;

/** From the bottom to the top. */
const lines = [
  { key: "equal", label: "a = b, that is β₁ = β₂", dash: [1.5, 3], width: 2, colour: "#000000" },
  { key: "square", label: "β₁² = β₂", dash: [6, 3], width: 1.8, colour: "#000000" },
  { key: "boundary", label: "δ = 0, the boundary: a = 4b", dash: [1, 0], width: 2.6, colour: "#d55e00" },
] as const;
const usualMark = {
  type: "point",
  filled: true,
  fill: "white",
  stroke: "black",
  strokeWidth: 1.6,
  size: 50,
  opacity: 1,
};
const usualText = {
  type: "text",
  text: "torch’s default",
  align: "right",
  baseline: "top",
  dx: 5,
  dy: 8,
  fontSize: 11,
};

/**
 * The region of the scalar Lyapunov condition in two panels, (β1, β2) and (b, a): δ in steps of 0.05 as colours, what
 * fails grey, with the boundary and the lines β1² = β2 and a = b.
 *
 * @see arXiv 2411.09734, Definition 3; arXiv 2009.06125, Figure 8, for the plane (b, a).
 * @example
 * regionFigure(scalarRegionGrids({ size: 64 }));
 */
export function regionFigure({ factors, rates, lr }: RegionGrids, options: RegionFigureOptions = {}): FigureSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 10,
    title: {
      text: options.title ?? "Scalar Lyapunov condition of Adam",
      subtitle: "Coloured: the condition holds, with δ > 0. Grey: it fails.",
    },
    config: figureConfig,
    columns: 2,
    bounds: "flush",
    spacing: { row: 76, column: 96 },
    concat: [
      panelSpec(factors, {
        title: "momentum factors",
        scale: "linear",
        xTitle: "β₁, factor of the first memory",
        yTitle: "β₂, factor of the second memory",
      }),
      panelSpec(rates, {
        title: `forgetting rates, lr = ${lr}`,
        scale: "log",
        xTitle: "b = (1 − β₁)/lr, unit 1/time",
        yTitle: "a = (1 − β₂)/lr, unit 1/time",
      }),
    ],
    resolve: shared(["fill", "stroke", "strokeDash", "strokeWidth"]),
  };
}

function shared(channels: readonly string[]): Record<string, unknown> {
  const each = Object.fromEntries(channels.map((channel) => [channel, "shared"]));
  return { scale: each, legend: each };
}

interface PanelInput {
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly xTitle: string;
  readonly yTitle: string;
}

function panelSpec(grid: RegionGrid, { title, scale, xTitle, yTitle }: PanelInput): Record<string, unknown> {
  return {
    title,
    width: side,
    height: side,
    view: { fill: failing },
    encoding: {
      x: { field: "x", type: "quantitative", ...axisOf(grid, scale), title: xTitle },
      y: { field: "y", type: "quantitative", ...axisOf(grid, scale), title: yTitle },
    },
    layer: [
      {
        data: { values: fillRows(grid, scale) },
        mark: { type: "area", clip: true, fillOpacity: 1, strokeWidth: 0, interpolate: "linear" },
        encoding: { y2: { field: "y2" }, detail: { field: "strip" }, fill: fillChannel() },
      },
      {
        data: { values: lineRows(grid) },
        mark: { type: "line", clip: true, strokeCap: "butt" },
        encoding: strokeChannels(),
      },
      { data: { values: [grid.usual] }, mark: usualMark },
      { data: { values: [grid.usual] }, mark: usualText },
    ],
  };
}

function axisOf(grid: RegionGrid, scale: "linear" | "log"): Record<string, unknown> {
  const { domain } = grid;
  if (scale === "linear") return { scale: { domain, nice: false }, axis: { tickCount: 5, grid: false } };
  const { ticks, labelExpr } = logAxis(domain);
  // those that rounding puts outside stay
  const inside = ticks.filter((tick) => tick >= domain[0] * (1 - 1e-9) && tick <= domain[1] * (1 + 1e-9));
  return { scale: { type: "log", domain, nice: false }, axis: { values: inside, labelExpr, grid: false } };
}

function fillChannel(): Record<string, unknown> {
  return {
    field: "level",
    type: "quantitative",
    scale: { type: "quantize", domain: [0, steps * stepOfDelta], scheme: colours },
    legend: {
      title: "δ",
      type: "gradient",
      format: ".2f",
      orient: "right",
      direction: "vertical",
      gradientLength: side,
      labelOverlap: false,
      labelFontSize: 11,
    },
  };
}

/** Low levels first: higher ones are drawn on them. */
function fillRows(grid: RegionGrid, scale: "linear" | "log"): object[] {
  const input = { domain: grid.domain, x: grid.x, y: grid.y, values: grid.delta, scale };
  return Array.from({ length: steps }, (_, step) => step * stepOfDelta).flatMap((from) =>
    levelStrips(input, from).flatMap((strip, index) =>
      strip.x.map((x, k) => ({
        x,
        y: strip.low[k]!,
        y2: strip.high[k]!,
        level: from + stepOfDelta / 2,
        strip: `${from} ${index}`,
      })),
    ),
  );
}

function strokeChannels(): Record<string, unknown> {
  const channel = (range: readonly unknown[]) => ({
    field: "label",
    type: "nominal",
    scale: { type: "ordinal", domain: lines.map(({ label }) => label).reverse(), range: range.toReversed() },
    legend: { symbolType: "stroke" },
  });
  return {
    stroke: channel(lines.map(({ colour }) => colour)),
    strokeDash: channel(lines.map(({ dash }) => dash)),
    strokeWidth: channel(lines.map(({ width }) => width)),
  };
}

function lineRows({ x, lines: heights }: RegionGrid): object[] {
  return lines.flatMap(({ key, label }) =>
    Array.from(x, (each, k) => ({ x: each, y: heights[key][k]!, label })).filter(({ y }) => Number.isFinite(y)),
  );
}
