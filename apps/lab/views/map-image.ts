import { type MapCells, mapRegimes } from "../../../src/maps/index.js";
import { lossDomain, regimeColours } from "../../../src/report/index.js";
import type { PlaneImage } from "../drawing/plane-plot.js";
import { type Rgb, rgbOf, viridis } from "../drawing/viridis.js";
import type { Grid } from "../state/map-order.js";

/** Colour of a loss that is not finite, as in the figures of reports. */
export const notFiniteColour = "#bdbdbd";
/** Shades of the loss that are told apart. */
const shades = 256;

const regimePalette = paletteOf(mapRegimes.map((name) => hexRgb(regimeColours[name]!)));
const lossPalette = paletteOf([
  ...Array.from({ length: shades }, (_, k) => viridis(k / (shades - 1))),
  hexRgb(notFiniteColour),
]);

/** Regimes as a picture; `shown` says for each cell whose result it shows, −1 for none. */
export function regimeImage(grid: Grid, shown: Int32Array, { regime }: Pick<MapCells, "regime">): PlaneImage {
  return imageOf(grid, shown, (cell) => regimePalette[regime[cell]!]!);
}

/** Losses as a picture, and the ends of its colours. */
export interface LossImage {
  readonly image: PlaneImage;
  readonly domain: readonly [low: number, high: number];
  readonly hasNotFinite: boolean;
}

/** Decimal logarithms of losses as a picture; −∞ counts as the smallest. */
export function lossImage(grid: Grid, shown: Int32Array, { losses }: { readonly losses: Float64Array }): LossImage {
  const [low, high] = lossDomain(losses);
  const factor = (shades - 1) / (high - low);
  let hasNotFinite = false;
  const image = imageOf(grid, shown, (cell) => {
    const loss = losses[cell]!;
    if (loss < Infinity) return lossPalette[Math.round(Math.min(shades - 1, Math.max(0, (loss - low) * factor)))]!;
    hasNotFinite = true;
    return lossPalette[shades]!;
  });
  return { image, domain: [low, high], hasNotFinite };
}

function imageOf({ columns, rows }: Grid, shown: Int32Array, colourOf: (cell: number) => number): PlaneImage {
  const pixels = new Uint8ClampedArray(4 * columns * rows);
  const words = new Uint32Array(pixels.buffer);
  for (let cell = 0; cell < words.length; cell++) if (shown[cell]! >= 0) words[cell] = colourOf(shown[cell]!);
  return { columns, rows, pixels };
}

/** Opaque colours as the words of a picture, whatever the order of bytes. */
function paletteOf(colours: readonly Rgb[]): Uint32Array {
  return new Uint32Array(Uint8ClampedArray.from(colours.flatMap((rgb) => [...rgb, 255])).buffer);
}

function hexRgb(hex: string): Rgb {
  return rgbOf(Number.parseInt(hex.slice(1), 16));
}
