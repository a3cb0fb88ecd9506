import { observedOrder } from "../trajectory/observed-order.js";
import type { FigureLine, FigurePanel, FigureSpec } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";

/** Largest and final difference between two roads. */
export interface GapNumbers {
  readonly sup: number;
  readonly final: number;
}

/** Gaps between two roads for several learning rates, and the order observed in them; absent or null: not compared. */
export interface ComparisonNumbers {
  readonly rows: readonly (Readonly<Record<string, GapNumbers | number | null | undefined>> & {
    readonly lr: number;
  })[];
  readonly order: Readonly<Record<string, { readonly slope: number; readonly r2: number } | null | undefined>>;
}

const quantities = { theta: "θ", m: "m", v: "v", loss: "loss" } as const;

/**
 * The largest gap against the learning rate, both logarithmic, with the slope of the fitted line in the legend.
 *
 * @example
 * comparisonFigure({ rows: [{ lr: 0.1, theta: { sup: 0.02, final: 0 } }], order: { theta: { slope: 1, r2: 1 } } });
 */
export function comparisonFigure(
  comparison: ComparisonNumbers,
  { title }: { readonly title?: string } = {},
): FigureSpec {
  const lines = Object.entries(quantities).flatMap(([key, symbol]) => gapLine(comparison, { key, symbol }));
  return gapFigure(lines, title === undefined ? {} : { title });
}

/** What a figure of gaps says; by default gaps between two roads against the learning rate. */
export interface GapFigureOptions {
  readonly title?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
}

/**
 * A figure of gap against learning rate: each line of measured gaps as dots, and the straight line fitted to its
 * positive gaps, whose slope is the order.
 */
export function gapFigure(
  lines: readonly FigureLine[],
  { title, xTitle = "learning rate lr", yTitle = "largest gap over t = k·lr" }: GapFigureOptions = {},
): FigureSpec {
  const measured = lines.map((line): FigureLine => ({ ...line, kind: "measured" }));
  const panel: FigurePanel = {
    title: "dots: measured; lines: fitted, the slope is the order",
    xTitle,
    yTitle,
    xScale: "log",
    yScale: "log",
    lines: [...measured, ...lines.flatMap(fittedLine)],
  };
  return panelFigure([panel], { title: title ?? "Gap between the two roads", kindLegend: false, colorLegend: true });
}

/** The fitted line from the first to the last of the positive gaps. */
function fittedLine({ label, x, y }: FigureLine): readonly FigureLine[] {
  const slope = observedOrder(x, y)?.slope;
  if (slope === undefined || !Number.isFinite(slope)) return [];
  const points = Array.from(x, (lr, k) => ({ lr, gap: y[k]! })).filter(({ lr, gap }) => lr > 0 && gap > 0);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const shift = mean(points.map(({ lr, gap }) => Math.log(gap) - slope * Math.log(lr)));
  const lrs = points.map(({ lr }) => lr);
  const ends = Float64Array.of(Math.min(...lrs), Math.max(...lrs));
  return [{ label, kind: "fitted", x: ends, y: ends.map((lr) => Math.exp(shift + slope * Math.log(lr))) }];
}

/** The label of a line with its measured order; three decimals say more than a fit knows. */
export function orderLabel(name: string, slope: number): string {
  return Number.isFinite(slope) ? `${name}: order ${slope.toFixed(2).replace("-", "−")}` : name;
}

function gapLine(
  { rows, order }: ComparisonNumbers,
  { key, symbol }: { key: string; symbol: string },
): readonly FigureLine[] {
  const points = rows.flatMap((row) => {
    const gap = row[key];
    return typeof gap === "object" && gap !== null ? [{ lr: row.lr, sup: gap.sup }] : [];
  });
  if (!points.some(({ sup }) => sup > 0)) return [];
  return [
    {
      label: orderLabel(symbol, order[key]?.slope ?? Number.NaN),
      kind: "measured",
      x: Float64Array.from(points, ({ lr }) => lr),
      y: Float64Array.from(points, ({ sup }) => sup),
    },
  ];
}
