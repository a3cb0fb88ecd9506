/** A Vega-Lite specification as plain data; drawn by an adapter, never here. */
export type FigureSpec = Readonly<Record<string, unknown>>;

/**
 * How a line is drawn: the equation wide and pale, the algorithm thin and dashed on top of it, a slow reference dotted;
 * measured values as dots, a line fitted to them thin.
 */
export type LineKind = "continuous" | "discrete" | "reference" | "measured" | "fitted";

/** One line: the colour tells `label`, the stroke tells `kind`; a line with a `color` of its own is in no legend. */
export interface FigureLine {
  readonly label: string;
  readonly kind: LineKind;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly color?: string;
  /** Whether points are joined in their order, as a path in the plane, and not along x. Default false. */
  readonly isPath?: boolean;
}

/** One coordinate system. Axis titles carry symbol and unit. */
export interface FigurePanel {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly lines: readonly FigureLine[];
  readonly xScale?: "linear" | "log";
  readonly yScale?: "linear" | "log";
  /** Ends of the axes; what lies outside is cut off. Default: what holds the lines. */
  readonly xRange?: readonly [from: number, to: number];
  readonly yRange?: readonly [from: number, to: number];
  /** Where given, a second row of labels on the x axis shows x/step: the number of the discrete step. */
  readonly step?: number;
}

/** Options of a figure made of panels. */
export interface PanelFigureOptions {
  readonly title?: string;
  readonly subtitle?: string;
  /** Panels in a row; default 2. */
  readonly columns?: number;
  /** Labels in the order of their colours, also such as are not drawn; default: as they are drawn. */
  readonly labels?: readonly string[];
  /** Whether a legend explains the colours; default: where more than one label is drawn. */
  readonly colorLegend?: boolean;
  /** Whether a legend explains the strokes; default: where more than one kind is drawn. */
  readonly kindLegend?: boolean;
  /** What the strokes are called in the legend. */
  readonly kindLabels?: Partial<Readonly<Record<LineKind, string>>>;
}

/** Okabe and Ito's colours, told apart with every kind of colour vision, the darker ones first; brown for an eighth. */
export const palette = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#000000",
  "#8c6d31",
] as const;

export const figureFont = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

/** What every figure shares: a light background of its own, so that it can stand on a dark page. */
export const figureConfig = {
  font: figureFont,
  view: { stroke: "#b8b8b8" },
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 6,
    gridColor: "#ececec",
    tickColor: "#888",
  },
  axisX: { labelFlush: false },
  axisY: { tickCount: 6 },
  title: {
    fontSize: 13,
    fontWeight: "bold",
    subtitleFontSize: 11,
    subtitleColor: "#555",
    anchor: "start",
    frame: "group",
    offset: 8,
  },
  legend: {
    orient: "bottom",
    direction: "horizontal",
    labelFontSize: 12,
    labelLimit: 400,
    symbolSize: 400,
    symbolStrokeWidth: 2.5,
    title: null,
    columnPadding: 18,
  },
};
