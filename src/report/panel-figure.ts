import {
  type FigureLine,
  type FigurePanel,
  type FigureSpec,
  figureConfig,
  type LineKind,
  type PanelFigureOptions,
} from "./figure-spec.js";
import { panelAxes } from "./panel-axes.js";
import {
  continuousWidth,
  dashOffset,
  isStroked,
  kindNames,
  kinds,
  labelColors,
  measuredSize,
  paleColor,
  strokes,
} from "./stroke.js";
import { withinReach } from "./within-reach.js";

/** Discrete series of at most this many points get a dot at each of them. */
const mostDots = 61;

/** Panels side by side with one common legend; y axes are independent. */
export function panelFigure(panels: readonly FigurePanel[], options: PanelFigureOptions = {}): FigureSpec {
  const lines = panels.flatMap((panel) => panel.lines);
  const labels = [...new Set(lines.filter(({ color }) => color === undefined).map((line) => line.label))];
  const own = [...new Set(lines.flatMap(({ color }) => (color === undefined ? [] : [color])))];
  const used = kinds.filter((kind) => lines.some((line) => line.kind === kind));
  const columns = Math.min(options.columns ?? 2, panels.length);
  const names = { ...kindNames, ...options.kindLabels };
  const legends = { color: options.colorLegend ?? labels.length > 1, kind: options.kindLegend ?? used.length > 1 };
  const colors = labelColors(labels, options.labels);
  const encoding = strokeEncoding({ labels, colors, own, used, names, legends, columns });
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
    concat: panels.map((panel) =>
      panelSpec(panel, { encoding, names, labels, isPale: used.length > 1, width: columns === 1 ? 480 : 360 }),
    ),
    resolve: {
      scale: { color: "shared", strokeDash: "shared", strokeWidth: "shared", strokeOpacity: "shared" },
      legend: { color: "shared", strokeDash: "shared", strokeWidth: "shared", strokeOpacity: "shared" },
    },
  };
}

interface StrokeInput {
  readonly labels: readonly string[];
  readonly colors: readonly string[];
  /** Colours of lines that are in no legend. */
  readonly own: readonly string[];
  readonly used: readonly LineKind[];
  readonly names: Readonly<Record<LineKind, string>>;
  readonly columns: number;
  readonly legends: { readonly color: boolean; readonly kind: boolean };
}

function strokeEncoding(input: StrokeInput): Record<string, unknown> {
  const { labels, colors, own, used, names, legends, columns } = input;
  const domain = used.map((kind) => names[kind]);
  const isTall = legends.color && labels.length > legendColumns(labels, columns);
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
      field: "paint",
      type: "nominal",
      scale: {
        domain: [...labels, ...labels.map(paleName), ...own],
        range: [...colors, ...colors.map(paleColor), ...own],
      },
      legend: legends.color ? { symbolType: "stroke", values: labels, columns: legendColumns(labels, columns) } : null,
    },
    strokeDash: byKind(used.map((kind) => strokes[kind].dash)),
    strokeWidth: byKind(used.map((kind) => strokes[kind].width)),
    strokeOpacity: byKind(used.map((kind) => strokes[kind].opacity)),
  };
}

interface PanelInput {
  readonly encoding: Record<string, unknown>;
  readonly names: Readonly<Record<LineKind, string>>;
  readonly labels: readonly string[];
  /** Whether continuous curves are pale, for others to be seen on them. */
  readonly isPale: boolean;
  readonly width: number;
}

function panelSpec(panel: FigurePanel, input: PanelInput): Record<string, unknown> {
  const { encoding, width } = input;
  const count = input.labels.length;
  const place = ({ label }: FigureLine) => input.labels.indexOf(label);
  const ordered = [...panel.lines].sort(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      (a.kind === "continuous" ? continuousWidth(place(b), count) - continuousWidth(place(a), count) : 0) ||
      place(a) - place(b),
  );
  return {
    title: panel.title,
    width,
    height: Math.round(width * 0.62),
    data: { values: ordered.flatMap((line, index) => lineRows(line, { panel, input, index })) },
    encoding: { ...panelAxes(panel), ...encoding },
    layer: [
      ...ordered.flatMap((line, index) => (isStroked(line) ? [lineLayer(line, { panel, input, index })] : [])),
      {
        transform: [{ filter: "datum.dot" }],
        mark: { type: "point", filled: true, opacity: 1, strokeWidth: 0, ...(isRanged(panel) && { clip: true }) },
        encoding: {
          size: { field: "dot", type: "quantitative", scale: null, legend: null },
          strokeDash: { value: [1, 0] },
          strokeWidth: { value: 0 },
          strokeOpacity: { value: 0 },
        },
      },
    ],
  };
}

interface LineInput {
  readonly panel: FigurePanel;
  readonly input: PanelInput;
  /** Place of the line in the panel, from the bottom. */
  readonly index: number;
}

function lineLayer(line: FigureLine, { panel, input, index }: LineInput): Record<string, unknown> {
  const place = Math.max(0, input.labels.indexOf(line.label));
  const pale = input.isPale ? continuousWidth(place, input.labels.length) : 2;
  const width = line.kind === "fitted" ? measuredSize(place, input.labels.length).width : pale;
  const isOwn = line.kind === "continuous" || line.kind === "fitted";
  const own = isOwn ? { strokeWidth: { value: width }, strokeOpacity: { value: 1 } } : {};
  return {
    transform: [{ filter: `datum.line === ${index}` }],
    mark: {
      type: "line",
      interpolate: "linear",
      clip: isRanged(panel) || panel.lines.some(({ kind }) => kind === "reference"),
      ...(line.kind === "discrete" ? { strokeDashOffset: dashOffset(place) } : {}),
    },
    encoding: { ...own, ...(line.isPath ? { order: { field: "place", type: "quantitative" } } : {}) },
  };
}

function lineRows(line: FigureLine, { panel, input, index }: LineInput): object[] {
  const kind = input.names[line.kind];
  const isPale = input.isPale && line.kind === "continuous";
  const paint = line.color ?? (isPale ? paleName(line.label) : line.label);
  const dot = dotSize(line, { place: Math.max(0, input.labels.indexOf(line.label)), count: input.labels.length });
  const rows: object[] = [];
  for (let k = 0; k < line.x.length; k++) {
    const x = withinReach(line.x[k]!, panel.xRange);
    const y = withinReach(line.y[k]!, panel.yRange);
    if (!(Number.isFinite(x) && Number.isFinite(y))) continue;
    if ((panel.xScale === "log" && x <= 0) || (panel.yScale === "log" && y <= 0)) continue;
    rows.push({ x, y, line: index, paint, kind, ...(dot === 0 ? {} : { dot }), ...(line.isPath ? { place: k } : {}) });
  }
  return rows;
}

function isRanged({ xRange, yRange }: FigurePanel): boolean {
  return xRange !== undefined || yRange !== undefined;
}

/** Area of the dot at each point, 0 for none; a line of one point would not be seen without. */
function dotSize({ kind, x }: FigureLine, { place, count }: { place: number; count: number }): number {
  if (kind === "measured") return measuredSize(place, count).area;
  if (x.length === 1) return 46;
  return kind === "discrete" && x.length <= mostDots ? 14 : 0;
}

function paleName(label: string): string {
  return `${label} (pale)`;
}

/** As many columns as the panels are wide enough for, next to the legend of strokes; many entries stand in two or three rows. */
function legendColumns(labels: readonly string[], panelColumns: number): number {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  const fitting = Math.max(1, Math.floor((panelColumns === 1 ? 480 : 620) / (7.2 * longest + 58)));
  const count = labels.length;
  const wanted = panelColumns === 1 ? 2 : count <= 3 ? count : Math.min(3, Math.ceil(count / 2));
  return Math.min(wanted, fitting, count);
}
