import { describe, expect, it } from "vitest";
import { findCrossing } from "./sliding-root.js";
import { slidingRule } from "./sliding-rule.js";

describe("findCrossing", () => {
  it.each([
    ["a line", (t: number) => 1.5 - t, 1.5],
    ["a cosine", Math.cos, Math.PI / 2],
    ["a root of high order", (t: number) => (1.5 - t) ** 19, 1.5],
    ["a jump", (t: number) => (t < 4 / 3 ? 1 : -1), 4 / 3],
    ["a pole", (t: number) => 1 / (1.25 - t), 1.25],
    ["the first of many zeros", (t: number) => Math.max(0, 1.25 - t), 1.25],
  ])("finds %s to the last digit", (_name, value, root) => {
    const found = findCrossing(value, { left: 0.5, right: 3 });
    // two neighbours of a number of this size
    expect(Math.abs(found - root)).toBeLessThanOrEqual(4.5e-16);
  });

  it("needs few readings of smooth functions", () => {
    let readings = 0;
    const value = (t: number) => {
      readings++;
      return Math.exp(-t) - 0.3;
    };
    expect(Math.abs(findCrossing(value, { left: 0, right: 2 }) + Math.log(0.3))).toBeLessThanOrEqual(4.5e-16);
    // bisection alone would take 53
    expect(readings).toBeLessThan(15);
  });
});

describe("slidingRule", () => {
  const { nodes, firstBelow, tail } = slidingRule();
  const at = (f: (x: number) => number) => Float64Array.from(nodes, f);

  it("finds where a polynomial is first below a floor", () => {
    expect(firstBelow(at(() => 1), 0)).toBeNull(); // biome-ignore format: a call
    expect(firstBelow(at((x) => 0.3 - x), 0)).toBeCloseTo(0.3, 9); // biome-ignore format: a call
    expect(firstBelow(at((x) => -x), -0.5)).toBeCloseTo(0.5, 9); // biome-ignore format: a call
    expect(firstBelow(at((x) => x - 0.1), 0)).toBe(0); // biome-ignore format: a call
  });

  it("finds pairs of roots that no node sees, and takes touches for nothing", () => {
    const pair = (gap: number) => at((x) => (x - 0.7) ** 2 - gap);
    expect(Math.abs(firstBelow(pair(1e-8), 0)! - 0.6999)).toBeLessThan(1e-6);
    // rounding of the Bernstein coefficients of degree 8 is some 1e-13
    expect(firstBelow(pair(0), -1e-12)).toBeNull();
    expect(firstBelow(pair(-1e-6), 0)).toBeNull();
  });

  it("knows whether a function is resolved", () => {
    expect(tail(at((x) => x ** 6), 0, 1)).toBeLessThan(1e-15); // biome-ignore format: a call
    // x⁸ on [0, 1] has T₈/2¹⁵ and T₇/2¹¹
    expect(tail(at((x) => x ** 8), 0, 1)).toBeCloseTo(2 ** -15 + 2 ** -11, 14); // biome-ignore format: a call
  });
});
