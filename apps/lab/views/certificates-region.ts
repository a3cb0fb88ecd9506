import type { RegionGrids } from "../../../src/certificates/index.js";
import { regionFigure } from "../../../src/report/index.js";
import type { Exportable } from "../drawing/export-figure.js";
import type { PlaneContent, PlaneImage, PlanePath } from "../drawing/plane-plot.js";
import { type Rgb, viridis } from "../drawing/viridis.js";

/** Which plane: momentum factors (β₁, β₂), or forgetting rates (b, a) = (1 − β)/α. */
export type RegionPlane = "factors" | "rates";

/** The darkest part of the scale, on which dark lines would not be seen, is left out as in the figure of reports. */
const darkest = 0.12;
/** δ is below 0.943 everywhere. */
const largestDelta = 0.95;
const step = 0.05;
const failing = [0xd9, 0xd9, 0xd9] as const;

/** The colours of δ as a gradient of the style sheet. */
export const deltaGradient = `linear-gradient(to right, ${Array.from({ length: 19 }, (_, k) => `rgb(${colourOf(k * step).join(" ")})`).join(", ")})`;
export const deltaRange = [0, largestDelta] as const;

const lines = [
  { key: "equal", color: "#000000", dash: [2, 3], width: 1.6 },
  { key: "square", color: "#000000", dash: [6, 3], width: 1.6 },
  { key: "boundary", color: "#d55e00", dash: [], width: 2.4 },
] as const;

/** One plane of the region with the current settings in it. */
export function regionContent(
  grids: RegionGrids,
  plane: RegionPlane,
  factors: { readonly beta1: number; readonly beta2: number },
): PlaneContent {
  const { domain, x, delta, lines: heights } = grids[plane];
  const place = placeOf(factors, { plane, lr: grids.lr });
  return {
    x: domain,
    y: domain,
    image: regionImage(delta, x.length),
    paths: [
      ...lines.map(({ key, ...stroke }): PlanePath => ({ x, y: heights[key], ...stroke })),
      { x: [place.x], y: [place.y], color: "#ffffff", dot: 7, isJoined: false },
      { x: [place.x], y: [place.y], color: "#000000", dot: 5, isJoined: false },
      { x: [place.x], y: [place.y], color: "#e69f00", dot: 3.5, isJoined: false },
    ],
  };
}

/** Where settings lie in a plane. */
export function placeOf(
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
  { plane, lr }: { readonly plane: RegionPlane; readonly lr: number },
): { readonly x: number; readonly y: number } {
  if (plane === "factors") return { x: beta1, y: beta2 };
  return { x: (1 - beta1) / lr, y: (1 - beta2) / lr };
}

/** The settings that a place of a plane means, with as many digits as can be told apart there; not yet clamped. */
export function factorsAt(
  { x, y }: { readonly x: number; readonly y: number },
  { plane, lr }: { readonly plane: RegionPlane; readonly lr: number },
): { readonly beta1: number; readonly beta2: number } {
  const factor = (place: number) => {
    const rest = Number((plane === "factors" ? 1 - place : place * lr).toPrecision(3));
    return Number((1 - rest).toPrecision(12));
  };
  return { beta1: factor(x), beta2: factor(y) };
}

/** Both planes to be taken away, as `adaflow certify --region` draws them. */
export function regionExport(grids: RegionGrids): Exportable {
  return {
    name: `scalar-condition-lr-${grids.lr}`,
    spec: () => regionFigure(grids),
    csv: () => regionCsv(grids),
  };
}

function regionCsv(grids: RegionGrids): string {
  const rows = ["plane,x,y,delta"];
  for (const plane of ["factors", "rates"] as const) {
    const { x, y, delta } = grids[plane];
    for (let k = 0; k < delta.length; k++) {
      rows.push(`${plane},${x[k % x.length]},${y[Math.floor(k / x.length)]},${delta[k]}`);
    }
  }
  return `${rows.join("\n")}\n`;
}

function regionImage(delta: Float64Array, columns: number): PlaneImage {
  const pixels = new Uint8ClampedArray(4 * delta.length);
  for (let cell = 0; cell < delta.length; cell++) {
    pixels.set(delta[cell]! > 0 ? colourOf(delta[cell]!) : failing, 4 * cell);
    pixels[4 * cell + 3] = 255;
  }
  return { columns, rows: delta.length / columns, pixels };
}

/** In steps of 0.05, so that lines of equal δ can be seen. */
function colourOf(delta: number): Rgb {
  const middle = Math.floor(delta / step + 1e-9) * step + step / 2;
  return viridis(darkest + (1 - darkest) * Math.min(1, middle / largestDelta));
}
