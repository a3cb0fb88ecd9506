import { describe, expect, it } from "vitest";
import { renderSvg } from "../../adapters/charts/index.js";
import { type ContourGrid, contourFigure } from "./contour-figure.js";

const [columns, rows] = [30, 20];
const heights = Float64Array.from({ length: columns * rows }, (_, k) =>
  Math.log10((((k % columns) + 0.5) / columns) ** 2 + ((Math.floor(k / columns) + 0.5) / rows - 0.5) ** 2),
);
const grid: ContourGrid = {
  x: [0, 1],
  y: [-1, 3],
  columns,
  rows,
  heights,
  levels: Float64Array.of(-2, -1, 0),
  base: 0,
};
const lines = [
  { label: "equation", kind: "continuous", x: Float64Array.of(0, 0.5), y: Float64Array.of(-1, 3), isPath: true },
  { label: "algorithm", kind: "discrete", x: Float64Array.of(0.1, 0.2), y: Float64Array.of(0, Number.NaN) },
] as const;

interface Layer {
  readonly data: { readonly values: readonly Readonly<Record<string, number>>[] };
}

describe("contourFigure", () => {
  const figure = contourFigure(grid, { title: "levels", xTitle: "x", yTitle: "y", lines });
  const layers = figure.layer as readonly Layer[];

  it("has a strip for each band, inside the window", () => {
    const { values } = layers[0]!.data;
    expect(new Set(values.map(({ band }) => band))).toEqual(new Set([-2.5, -2, -1, 0]));
    for (const { x, y, y2 } of values) {
      expect(x! >= 0 && x! <= 1 && y! >= -1 && y2! <= 3 && y! <= y2!).toBe(true);
    }
  });

  it("draws paths in their order, and algorithms as dots", () => {
    expect(layers[1]!.data.values.map(({ x, y }) => [x, y])).toEqual([
      [0, -1],
      [0.5, 3],
    ]);
    expect(layers[2]!.data.values.length).toBe(1);
  });

  it("has paths in the colours of their labels", () => {
    const labels = ["algorithm", "equation"];
    const found = contourFigure(grid, { title: "levels", xTitle: "x", yTitle: "y", lines, labels });
    const { color } = (found.layer as readonly { readonly encoding: Record<string, object> }[])[1]!.encoding;
    expect(color).toMatchObject({ scale: { domain: ["equation", "algorithm"], range: ["#d55e00", "#0072b2"] } });
  });

  it("is drawn", async () => {
    expect(await renderSvg(figure)).toContain("levels");
  });
});
