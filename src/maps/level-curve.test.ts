import { expect, test } from "vitest";
import { levelCurve } from "./level-curve.js";

const side = { from: -1, to: 1, scale: "linear" } as const;

test("a straight line is found to the accuracy of bisection, with two points", () => {
  const lines = levelCurve((x, y) => y - 0.3 * x - 0.1, { x: side, y: side });
  expect(lines).toHaveLength(1);
  const [line] = lines;
  expect(line!.x).toHaveLength(2);
  expect(Array.from(line!.x).sort((a, b) => a - b)).toEqual([-1, 1]);
  // 2⁻⁴⁰ of a square
  for (const [k, x] of line!.x.entries()) expect(Math.abs(line!.y[k]! - 0.3 * x - 0.1)).toBeLessThan(1e-12);
});

test("vertical lines, closed curves and several of them", () => {
  const vertical = levelCurve((x) => x - 0.25, { x: side, y: side });
  expect(vertical).toHaveLength(1);
  for (const x of vertical[0]!.x) expect(x).toBeCloseTo(0.25, 12);
  const circles = levelCurve((x, y) => Math.hypot(Math.abs(x) - 0.5, y) - 0.3, { x: side, y: side });
  expect(circles).toHaveLength(2);
  for (const { x, y } of circles) {
    expect([x[0], y[0]]).toEqual([x.at(-1), y.at(-1)]);
    for (const [k, each] of x.entries()) expect(Math.hypot(Math.abs(each) - 0.5, y[k]!)).toBeCloseTo(0.3, 10);
  }
});

test("a logarithmic plane, and a function that is not defined everywhere", () => {
  const log = { from: 1e-3, to: 1e3, scale: "log" } as const;
  const product = levelCurve((x, y) => x * y - 1, { x: log, y: log });
  expect(product).toHaveLength(1);
  // straight on logarithmic axes
  expect(product[0]!.x).toHaveLength(2);
  const half = levelCurve((x, y) => (x < 0 ? Number.NaN : y), { x: side, y: side });
  expect(Math.min(...half[0]!.x)).toBeGreaterThanOrEqual(0);
  expect(levelCurve(() => Number.NaN, { x: side, y: side })).toEqual([]);
  expect(levelCurve(() => 1, { x: side, y: side })).toEqual([]);
});
