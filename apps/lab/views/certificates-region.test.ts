import { expect, test } from "vitest";
import { scalarRegionGrids } from "../../../src/certificates/index.js";
import { factorsAt, placeOf, regionContent, regionExport } from "./certificates-region.js";

const grids = scalarRegionGrids({ size: 16, lr: 0.01 });

test("what fails is grey, what holds is not", () => {
  const { image } = regionContent(grids, "factors", { beta1: 0.9, beta2: 0.999 });
  grids.factors.delta.forEach((delta, cell) => {
    const [red, green, blue] = image!.pixels.subarray(4 * cell);
    expect(red === 0xd9 && green === 0xd9 && blue === 0xd9).toBe(!(delta > 0));
  });
});

test.each(["factors", "rates"] as const)("a click at the settings' place in %s gives the settings", (plane) => {
  const place = placeOf({ beta1: 0.9, beta2: 0.999 }, { plane, lr: 0.01 });
  expect(factorsAt(place, { plane, lr: 0.01 })).toEqual({ beta1: 0.9, beta2: 0.999 });
});

test("the point of the settings is drawn on top", () => {
  const { paths } = regionContent(grids, "rates", { beta1: 0.9, beta2: 0.999 });
  const { x, y, dot } = paths.at(-1)!;
  expect(x[0]).toBeCloseTo(10, 10);
  expect(y[0]).toBeCloseTo(0.1, 10);
  expect(dot).toBeGreaterThan(0);
});

test("both planes are taken away as numbers", () => {
  const rows = regionExport(grids).csv().trimEnd().split("\n");
  expect(rows).toHaveLength(1 + 2 * 16 * 16);
});
