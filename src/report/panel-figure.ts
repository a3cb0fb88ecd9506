import {
  type FigureLine,
  type FigurePanel,
  type FigureSpec,
  figureConfig,
  type LineKind,
  type PanelFigureOptions,
  palette,
} from "./figure-spec.js";

const kinds: readonly LineKind[] = ["continuous", "discrete", "reference"];
const strokes = {
  continuous: { dash: [1, 0], width: 3.5, opacity: 0.45 },
  discrete: { dash: [5, 3], width: 1.3, opacity: 1 },
  reference: { dash: [1.5, 2.5], width: 2, opacity: 1 },
} as const;
const kindNames: Readonly<Record<LineKind, string>> = {
  continuous: "continuous equation",
  discrete: "discrete algorithm",
  reference: "reference solver",
};

/** Discrete series of at most this many points get a dot at each of them. */
const mostDots = 61;

/** Panels side by side with one common legend; y axes are independent. */
export function panelFigure(panels: readonly FigurePanel[], options: PanelFigureOptions = {}): FigureSpec {
  const lines = panels.flatMap((panel) => panel.lines);
  const labels = [...new Set(lines.map((line) => line.label))];
  const used = kinds.filter((kind) => lines.some((line) => line.kind === kind));
  const columns = Math.min(options.columns ?? 2, panels.length);
  const names = { ...kindNames, ...options.kindLabels };
  const legends = { color: labels.length > 1, kind: options.kindLegend ?? used.length > 1 };
  const encoding = strokeEncoding({ labels, used, names, legends, columns });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 10,
    ...(options.title === undefined
      ? {}
      : { title: { text: options.title, ...(options.subtitle ? { subtitle: options.subtitle } : {}) } }),
    config: figureConfig,
    columns,
    // flush: panels line up whatever their labels; the room for these is the spacing
    bounds: "flush",
    spacing: { row: panels.some(({ step }) => step !== undefined) ? 104 : 76, column: 96 },
    concat: panels.map((panel) => panelSpec(panel, { encoding, names, width: columns === 1 ? 480 : 360 })),
    resolve: {
      scale: { color: "shared", strokeDash: "shared", strokeWidth: "shared", strokeOpacity: "shared" },
      legend: { color: "shared", strokeDash: "shared", strokeWidth: "shared", strokeOpacity: "shared" },
    },
  };
}

interface StrokeInput {
  readonly labels: readonly string[];
  readonly used: readonly LineKind[];
  readonly names: Readonly<Record<LineKind, string>>;
  readonly columns: number;
  readonly legends: { readonly color: boolean; readonly kind: boolean };
}

function strokeEncoding({ labels, used, names, legends, columns }: StrokeInput): Record<string, unknown> {
  const domain = used.map((kind) => names[kind]);
  const isTall = legends.color && labels.length > legendColumns(labels.length, columns);
  const legend = legends.kind
    ? { symbolStrokeColor: "#333", symbolType: "stroke", columns: isTall || used.length > 2 ? 1 : used.length }
    : null;
  const byKind = (range: readonly unknown[]) => ({
    field: "kind",
    type: "nominal",
    scale: { type: "ordinal", domain, range },
    legend,
  });
  return {
    color: {
      field: "label",
      type: "nominal",
      scale: { domain: labels, range: labels.map((_, index) => palette[index % palette.length]) },
      legend: legends.color ? { symbolType: "stroke", columns: legendColumns(labels.length, columns) } : null,
    },
    strokeDash: byKind(used.map((kind) => strokes[kind].dash)),
    strokeWidth: byKind(used.map((kind) => strokes[kind].width)),
    strokeOpacity: byKind(used.map((kind) => strokes[kind].opacity)),
  };
}

interface PanelInput {
  readonly encoding: Record<string, unknown>;
  readonly names: Readonly<Record<LineKind, string>>;
  readonly width: number;
}

function panelSpec(panel: FigurePanel, { encoding, names, width }: PanelInput): Record<string, unknown> {
  const ordered = [...panel.lines].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  const values = ordered.flatMap((line) => lineRows(line, { panel, kind: names[line.kind] }));
  const isLogX = panel.xScale === "log";
  const isLogY = panel.yScale === "log";
  return {
    title: panel.title,
    width,
    height: Math.round(width * 0.62),
    data: { values },
    encoding: {
      x: { field: "x", type: "quantitative", scale: { ...scale(isLogX), nice: false }, axis: xAxis(panel) },
      y: {
        field: "y",
        type: "quantitative",
        scale: { ...scale(isLogY), ...fixedDomain(panel) },
        axis: { title: panel.yTitle, ...logTicks(isLogY) },
      },
      ...encoding,
    },
    layer: [
      { mark: { type: "line", interpolate: "linear", clip: panel.lines.some(({ kind }) => kind === "reference") } },
      {
        transform: [{ filter: "datum.dot" }],
        mark: { type: "point", filled: true, size: panel.dots ? 46 : 14, opacity: 1, strokeWidth: 0 },
        encoding: { strokeDash: { value: [1, 0] }, strokeWidth: { value: 0 }, strokeOpacity: { value: 0 } },
      },
    ],
  };
}

function lineRows(line: FigureLine, { panel, kind }: { panel: FigurePanel; kind: string }): object[] {
  const dot = panel.dots === true || (line.kind === "discrete" && line.x.length <= mostDots);
  const rows: object[] = [];
  for (let k = 0; k < line.x.length; k++) {
    const x = line.x[k]!;
    const y = line.y[k]!;
    if (!(Number.isFinite(x) && Number.isFinite(y))) continue;
    if ((panel.xScale === "log" && x <= 0) || (panel.yScale === "log" && y <= 0)) continue;
    rows.push(dot ? { x, y, label: line.label, kind, dot } : { x, y, label: line.label, kind });
  }
  return rows;
}

function scale(isLog: boolean): Record<string, unknown> {
  return isLog ? { type: "log", nice: false, padding: 8 } : { zero: false, nice: true };
}

/**
 * A constant needs an axis around it, or its labels mean nothing; a reference solver that diverged must not set the axis
 * for what it is compared with.
 */
function fixedDomain({ lines, yScale }: FigurePanel): Record<string, unknown> {
  const values = lines
    .filter(({ kind }) => kind !== "reference")
    .flatMap(({ y }) => Array.from(y).filter(Number.isFinite));
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low === high) return { domain: [low - 1, high + 1] };
  const isGuided = values.length > 0 && yScale !== "log" && lines.some(({ kind }) => kind === "reference");
  const room = 0.08 * (high - low);
  return isGuided ? { domain: [low - room, high + room] } : {};
}

/** Many entries stand in two or three rows. */
function legendColumns(count: number, panelColumns: number): number {
  if (panelColumns === 1) return Math.min(2, count);
  return count <= 3 ? count : Math.min(3, Math.ceil(count / 2));
}

function logTicks(isLog: boolean): Record<string, unknown> {
  return isLog ? { format: ".2~g", tickCount: 6 } : {};
}

function xAxis(panel: FigurePanel): Record<string, unknown> {
  const base = {
    title: panel.xTitle,
    tickCount: 6,
    ...logTicks(panel.xScale === "log"),
    ...(panel.xFormat === undefined ? {} : { format: panel.xFormat }),
  };
  if (panel.step === undefined) return base;
  return {
    ...base,
    title: [panel.xTitle, "below: step k = t/lr"],
    labelExpr: `[datum.label, format(datum.value / ${panel.step}, ',.4~r')]`,
  };
}
