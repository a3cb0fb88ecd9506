import type { FigureLine, FigureSpec } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";
import { thin } from "./thin.js";

/** Curves over a common x, as many as there are labels. */
export interface SolutionCurves {
  readonly x: Float64Array;
  /** Row-major, one number for each label in a row. */
  readonly y: Float64Array;
  readonly labels: readonly string[];
}

export interface SolutionFigureOptions {
  readonly title?: string;
  /** Whether the solution grows without bound at the end, which is then left out; default false. */
  readonly diverged?: boolean;
}

/** More curves than this are not told apart in a figure. */
const mostCurves = 6;

/** Of a solution that diverged, sizes up to this multiple of the median are drawn: more would flatten all the rest. */
const mostGrowth = 30;

/** Longer series are drawn by the envelope of as many parts, two for each pixel. */
const buckets = 1000;

/**
 * The components of a solution y(x) in one coordinate system.
 *
 * What is not finite is left out, and the end of a solution that diverged. Of more than six curves the first six are drawn.
 * The panel's title says so.
 *
 * @example
 * const x = Float64Array.of(0, 1, 2);
 * solutionFigure({ x, y: Float64Array.of(1, 0, 0.5, 0.5, 0.2, 0.6), labels: ["y0", "y1"] }, { title: "Two components" });
 */
export function solutionFigure(
  { x, y, labels }: SolutionCurves,
  { title, diverged = false }: SolutionFigureOptions = {},
): FigureSpec {
  const width = labels.length;
  const { rows, beyond } = diverged ? drawnRows(y, width) : { rows: x.length, beyond: null };
  const drawn = x.subarray(0, rows);
  const lines = labels.slice(0, mostCurves).map((label, component): FigureLine => {
    const values = Float64Array.from(drawn, (_, k) => y[k * width + component]!);
    return { label, kind: "continuous", ...thin(drawn, values, { buckets }) };
  });
  const notes = [
    ...(width > mostCurves ? [`${mostCurves} of ${width} curves`] : []),
    ...(beyond === null ? [] : [`up to |y| = ${Number(beyond.toPrecision(2))}`]),
  ];
  const panel = {
    title: notes.length === 0 ? "solution y(x)" : `solution y(x) (drawn: ${notes.join(", ")})`,
    xTitle: "x",
    yTitle: "y",
    lines,
  };
  return panelFigure([panel], title === undefined ? {} : { title });
}

/** How many rows come before the end that is too large, and what size that is; null if all are drawn. */
function drawnRows(y: Float64Array, width: number): { readonly rows: number; readonly beyond: number | null } {
  const sizes = Float64Array.from({ length: y.length / width }, (_, k) =>
    y.subarray(k * width, (k + 1) * width).reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  const limit = mostGrowth * sizes.toSorted()[Math.floor(sizes.length / 2)]!;
  const rows = 1 + sizes.findLastIndex((size) => size <= limit);
  return rows === sizes.length || rows === 0 ? { rows: sizes.length, beyond: null } : { rows, beyond: limit };
}
