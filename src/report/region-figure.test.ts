import { beforeAll, describe, expect, it } from "vitest";
import { renderSvg } from "../../adapters/charts/index.js";
import { scalarRegionGrids } from "../certificates/scalar-region-grids.js";
import type { FigureSpec } from "./figure-spec.js";
import { regionFigure } from "./region-figure.js";

interface Panel {
  readonly layer: readonly { readonly data: { readonly values: readonly Readonly<Record<string, number>>[] } }[];
}

const grids = scalarRegionGrids({ size: 64 });
const panelsOf = (figure: FigureSpec) => figure.concat as readonly Panel[];

describe("regionFigure", () => {
  it("fills up to the boundary and no farther", () => {
    // above the line in the plane of factors, below it in that of rates
    for (const [place, side] of (["y", "y2"] as const).entries()) {
      const { x, lines } = place === 0 ? grids.factors : grids.rates;
      const lowest = panelsOf(regionFigure(grids))[place]!.layer[0]!.data.values.filter(({ level }) => level! < 0.05);
      let compared = 0;
      for (const [column, at] of x.entries()) {
        const edge = lowest.find((row) => row.x === at)?.[side];
        const limit = lines.boundary[column]!;
        if (edge === undefined || Number.isNaN(limit)) continue;
        // δ is interpolated between rows: linear in β2, not in ln a, of which two rows differ by 0.14
        expect(place === 0 ? Math.abs(edge - limit) : Math.abs(edge / limit - 1)).toBeLessThan(
          place === 0 ? 0.008 : 3e-3,
        );
        compared++;
      }
      expect(compared).toBeGreaterThan(12);
    }
  });

  it("has each step of colour in both panels, the higher on the lower", () => {
    for (const panel of panelsOf(regionFigure(grids))) {
      const levels = panel.layer[0]!.data.values.map(({ level }) => level!);
      expect(levels).toEqual(levels.toSorted((a, b) => a - b));
      expect(new Set(levels).size).toBe(19);
    }
  });

  it("draws every number it has, and says the lr", () => {
    const figure = regionFigure(grids, { title: "A title" });
    expect(figure.title).toMatchObject({ text: "A title" });
    for (const [place, grid] of [grids.factors, grids.rates].entries()) {
      const [, lines, point] = panelsOf(figure)[place]!.layer;
      const finite = Object.values(grid.lines).flatMap((line) => [...line].filter(Number.isFinite));
      expect(lines!.data.values.map(({ y }) => y).sort()).toEqual(finite.sort());
      expect(point!.data.values).toEqual([grid.usual]);
    }
    expect(JSON.stringify(regionFigure(scalarRegionGrids({ size: 2, lr: 0.25 })))).toContain("lr = 0.25");
  });
});

describe("drawn with 512 × 512 points", () => {
  let svg: string;
  beforeAll(async () => {
    svg = await renderSvg(regionFigure(scalarRegionGrids()));
  });

  it("stays small and has numbers only", () => {
    expect(svg.length).toBeLessThan(600_000);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("has all words", () => {
    for (const word of ["δ", "a = 4b", "β₁² = β₂", "β₁ = β₂", "torch’s default", "0.90", "1000"])
      expect(svg).toContain(word);
  });
});
