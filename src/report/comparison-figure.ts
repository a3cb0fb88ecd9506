import type { FigureLine, FigureSpec } from "./figure-spec.js";
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

/** A figure of gap against learning rate from lines that are ready. */
export function gapFigure(
  lines: readonly FigureLine[],
  { title, yTitle = "largest gap over t = k·lr" }: { readonly title?: string; readonly yTitle?: string } = {},
): FigureSpec {
  return panelFigure(
    [
      {
        title: title ?? "Gap between the two roads",
        xTitle: "learning rate lr",
        yTitle,
        xScale: "log",
        xFormat: "~g",
        yScale: "log",
        dots: true,
        lines,
      },
    ],
    { kindLegend: false },
  );
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
      kind: "discrete",
      x: Float64Array.from(points, ({ lr }) => lr),
      y: Float64Array.from(points, ({ sup }) => sup),
    },
  ];
}
