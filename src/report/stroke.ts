import { type FigureLine, type LineKind, palette } from "./figure-spec.js";

/** From the bottom to the top. */
export const kinds: readonly LineKind[] = ["continuous", "fitted", "discrete", "reference", "measured"];

export const strokes: Readonly<Record<LineKind, { dash: readonly number[]; width: number; opacity: number }>> = {
  continuous: { dash: [1, 0], width: 4, opacity: 0.45 },
  fitted: { dash: [1, 0], width: 1.3, opacity: 1 },
  discrete: { dash: [4, 4], width: 1.4, opacity: 1 },
  reference: { dash: [1.5, 2.5], width: 2, opacity: 1 },
  measured: { dash: [1, 0], width: 0, opacity: 0 },
};

export const kindNames: Readonly<Record<LineKind, string>> = {
  continuous: "continuous equation",
  fitted: "fitted line",
  discrete: "discrete algorithm",
  reference: "reference solver",
  measured: "measured",
};

const thinnest = 2.6;
const widest = 9;
/** Widths where neighbouring labels, which differ in one setting, are the ones that coincide. */
const pairWidths = [6.2, thinnest] as const;
/** How much wider a curve is than the next on top of it, where labels do not come in two pairs. */
const widthStep = 1.6;

/** Width of the continuous curve of label `index` of `count`: where curves coincide, the lower shows on both sides of the upper. */
export function continuousWidth(index: number, count: number): number {
  if (count <= 1) return strokes.continuous.width;
  if (count === 4) return pairWidths[index % 2]!;
  return thinnest + (count - 1 - index) * Math.min(widthStep, (widest - thinnest) / (count - 1));
}

/** Width of the fitted line and area of the measured dots of label `index` of `count`: neighbours that coincide are both seen. */
export function measuredSize(index: number, count: number): { width: number; area: number } {
  if (count <= 1) return { width: 1.6, area: 46 };
  return index % 2 === 0 ? { width: 2.8, area: 80 } : { width: 1.2, area: 30 };
}

/** Colours of the labels that are drawn, by their places in `order`; those that are not in it come after it. */
export function labelColors(drawn: readonly string[], order: readonly string[] = []): readonly string[] {
  const all = [...order, ...drawn];
  return drawn.map((label) => palette[all.indexOf(label) % palette.length]!);
}

/** The colour as it looks at the opacity of a continuous curve on white, but opaque: curves on each other do not mix. */
export function paleColor(color: string): string {
  const { opacity } = strokes.continuous;
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) * opacity + 255 * (1 - opacity));
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** Dashes of neighbouring labels fall into each other's gaps, so that coinciding curves are both seen. */
export function dashOffset(index: number): number {
  return (index % 2) * strokes.discrete.dash[0]!;
}

/** Lines whose stroke is not seen but for the points on it. */
export function isStroked({ kind }: FigureLine): boolean {
  return kind !== "measured";
}
