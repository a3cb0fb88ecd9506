import { expect, test } from "vitest";
import { renderSvg } from "../../adapters/charts/index.js";
import { type MapFigureGrid, mapFigure } from "./map-figure.js";

const grid: MapFigureGrid = {
  xTitle: "β₁",
  yTitle: "lr",
  xScale: "linear",
  yScale: "log",
  xEdges: Float64Array.of(0, 1, 2, 3),
  yEdges: Float64Array.of(0.1, 1, 10),
  regimes: ["converged", "converged", "spike", "failed", null, "undecided"],
  losses: Float64Array.of(-8, -8, -300, Number.NaN, -Infinity, Infinity),
  overlays: [
    { label: "a = b", lines: [{ x: Float64Array.of(0, 3), y: Float64Array.of(0.1, 10) }] },
    { label: "exact", isExact: true, lines: [{ x: Float64Array.of(1, 1), y: Float64Array.of(0.1, 10) }] },
  ],
};

test("draws regimes, losses, lines and what they mean, the same bytes twice", async () => {
  const figure = mapFigure(grid, { title: "adam on x", subtitle: "lr = 1" });
  const svg = await renderSvg(figure);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  for (const text of ["adam on x", "converged", "spike", "failed", "undecided", "a = b", "exact", "final loss"]) {
    expect(svg).toContain(`>${text}<`);
  }
  expect(svg).not.toContain(">divergence<");
  expect(await renderSvg(mapFigure(grid, { title: "adam on x", subtitle: "lr = 1" }))).toBe(svg);
});

test("draws a map without finite losses or lines", async () => {
  const losses = new Float64Array(6).fill(Number.NaN);
  const svg = await renderSvg(mapFigure({ ...grid, losses, overlays: [] }, { title: "nothing" }));
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test("neighbours of one colour in a row are one rectangle", () => {
  const many = 200;
  const xEdges = Float64Array.from({ length: many + 1 }, (_, k) => k);
  const regimes = Array.from({ length: 2 * many }, () => "converged");
  const losses = new Float64Array(2 * many);
  const text = JSON.stringify(mapFigure({ ...grid, xEdges, regimes, losses, overlays: [] }, { title: "wide" }));
  expect(text.length).toBeLessThan(5000);
});
