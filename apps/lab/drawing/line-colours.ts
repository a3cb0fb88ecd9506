import { palette } from "../../../src/report/figure-spec.js";
import type { Colours } from "./theme.svelte.js";

/** What the colours of reports become on dark ground: the same hues, bright enough to be seen also where lines are pale. */
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
