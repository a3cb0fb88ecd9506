import { palette } from "../../../src/report/figure-spec.js";
import type { Colours } from "./theme.svelte.js";

/** The colour of the n-th label, as in the figures of reports; black becomes white on dark ground. */
export function labelColour(index: number, { isDark }: Colours): string {
  const colour = palette[index % palette.length]!;
  if (!isDark) return colour;
  return { "#000000": "#ffffff", "#0072b2": "#4da6de" }[colour as string] ?? colour;
}
