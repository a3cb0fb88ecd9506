import { type ContourBands, edgeOfBand, noBand } from "../jobs/contour-bands.js";
import type { PlaneImage } from "./plane-plot.js";
import type { Colours } from "./theme.svelte.js";
import { type Rgb, viridis } from "./viridis.js";

/** How much of the ground is mixed in, so that paths are seen on the picture. */
const ground = { light: 0.5, dark: 0.6 };
/** The same along the lines between bands. */
const groundOfEdge = { light: 0.2, dark: 0.35 };

/** The picture of bands in colours that let paths be seen: the lighter the higher. */
export function contourPixels(
  { columns, rows, bands, levels }: ContourBands,
  { isDark }: Pick<Colours, "isDark">,
): PlaneImage {
  const colours = bandColours(levels.length + 1, isDark);
  // a pixel at a time: bytes one by one take ten times as long
  const table = new Uint32Array(colours.length);
  const bytes = new Uint8Array(table.buffer);
  for (const [k, colour] of colours.entries()) bytes.set([...colour, k === noBand ? 0 : 255], 4 * k);
  const pixels = new Uint8ClampedArray(4 * bands.length);
  const words = new Uint32Array(pixels.buffer);
  for (let k = 0; k < words.length; k++) words[k] = table[bands[k]!]!;
  return { columns, rows, pixels, isSmooth: true };
}

/** Colours of bands, of their edges, and of what is no number, at the places where they are asked for. */
export function bandColours(count: number, isDark: boolean): readonly Rgb[] {
  const below: Rgb = isDark ? [27, 30, 34] : [255, 255, 255];
  const theme = isDark ? "dark" : "light";
  const table = new Array<Rgb>(noBand + 1).fill(below);
  for (let band = 0; band < count; band++) {
    const colour = viridis(count === 1 ? 0 : band / (count - 1));
    table[band] = mix(colour, below, ground[theme]);
    table[band + edgeOfBand] = mix(colour, below, groundOfEdge[theme]);
  }
  return table;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  return [0, 1, 2].map((k) => Math.round(one[k]! * (1 - share) + other[k]! * share)) as unknown as Rgb;
}
