import { type FigureLine, palette } from "../../../src/report/figure-spec.js";
import { contrast, mixed } from "./contrast.js";
import type { Colours } from "./theme.svelte.js";

/** What the colours of reports become on dark ground: the same hues, bright enough to be seen also where curves are pale. */
const onDark: Readonly<Record<(typeof palette)[number], string>> = {
  "#0072b2": "#4da6de",
  "#d55e00": "#ff8a3d",
  "#009e73": "#2fc79a",
  "#cc79a7": "#e39cc5",
  "#e69f00": "#ffc24d",
  "#56b4e9": "#a9dcff",
  "#000000": "#ffffff",
  "#8c6d31": "#c9a765",
};

/** The colour of the n-th label, as in the figures of reports; on dark ground a brighter one. */
export function labelColour(index: number, { isDark }: Pick<Colours, "isDark">): string {
  const colour = palette[index % palette.length]!;
  return isDark ? onDark[colour] : colour;
}

/** Shares of its colour that a wide curve may have, the palest first. */
const shares = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1] as const;
/** Contrast with the ground that a line needs to be seen. */
const leastContrast = 3;

/**
 * What a wide curve is drawn in: as pale as can be, so that thin lines are seen on it, but seen itself on the ground. It is
 * opaque, as curves that mix where they cross have no colour of their own.
 */
export function curveColour(colour: string, { surface, text }: Pick<Colours, "surface" | "text">): string {
  const paler = shares.map((share) => mixed(colour, surface, share));
  const stronger = [...shares].reverse().map((share) => mixed(colour, text, share));
  return [...paler, ...stronger].find((each) => contrast(each, surface) >= leastContrast) ?? colour;
}

/**
 * The colour of a line by its label and its kind.
 *
 * @param labels in the order of their colours.
 * @throws {RangeError} if the label is not among them.
 */
export function lineColour(
  { label, kind, color }: Pick<FigureLine, "label" | "kind" | "color">,
  { labels, colours }: { readonly labels: readonly string[]; readonly colours: Colours },
): string {
  const place = labels.indexOf(label);
  if (color === undefined && place < 0) {
    const known = labels.filter((each) => each !== "").join(", ");
    throw new RangeError(`Cannot draw a line as its label must be one of ${known}: current value is ${label}`);
  }
  const own = color ?? labelColour(place, colours);
  return kind === "continuous" ? curveColour(own, colours) : own;
}
