import { expect, test } from "vitest";
import { axisEdges, mapAxis } from "./axis.js";

test("both ends are on an axis to the last bit, whatever the spacing", () => {
  for (const scale of ["linear", "log"] as const) {
    for (const [from, to] of [
      [0.1, 0.3],
      [1e-7, 1e7],
      [0.8, 0.99],
    ] as const) {
      for (const count of [2, 3, 50, 1001]) {
        const { values } = mapAxis("lr", { from, to, count, scale });
        expect([values.length, values[0], values.at(-1)]).toEqual([count, from, to]);
      }
    }
  }
});

test("steps are equal: differences on a linear axis, ratios on a logarithmic one", () => {
  const linear = mapAxis("beta1", { from: -1, to: 2, count: 7 }).values;
  expect(Array.from(linear)).toEqual([-1, -0.5, 0, 0.5, 1, 1.5, 2]);
  const log = mapAxis("lr", { from: 1e-3, to: 10, count: 41, scale: "log" }).values;
  // a power rounds once or twice
  for (let k = 1; k < 41; k++) expect(log[k]! / log[k - 1]!).toBeCloseTo(10 ** 0.1, 13);
});

test("edges lie midway between values, and as far beyond the outermost", () => {
  expect(Array.from(axisEdges(mapAxis("beta1", { from: 0, to: 2, count: 3 })))).toEqual([-0.5, 0.5, 1.5, 2.5]);
  const log = axisEdges(mapAxis("lr", { from: 1, to: 100, count: 3, scale: "log" }));
  // exponentials of sums of logarithms
  for (const [k, power] of [-0.5, 0.5, 1.5, 2.5].entries()) expect(log[k]).toBeCloseTo(10 ** power, 10);
  const lone = axisEdges(mapAxis("beta1", { from: 0, to: 0, count: 1 }));
  expect(lone[0]).toBeLessThan(0);
  expect(lone[1]).toBeGreaterThan(0);
});

test("a range too narrow for its count is refused", () => {
  const range = { from: 1, to: 1 + 4 * Number.EPSILON, count: 50 };
  expect(() => mapAxis("lr", range)).toThrow("room for as many different numbers");
});
