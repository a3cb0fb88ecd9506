import { describe, expect, it } from "vitest";
import { contourBands, contourLevels, edgeOfBand, noBand } from "./contour-bands.js";

/** x² + y² + base on a grid. */
function bowl(side: number, base = 0): Float64Array {
  return Float64Array.from({ length: side * side }, (_, k) => {
    const [x, y] = [(k % side) - side / 2 + 0.5, Math.floor(k / side) - side / 2 + 0.5];
    return base + x * x + y * y;
  });
}

describe("contourLevels", () => {
  it("are at equal ratios of f − min, on round parts of decades", () => {
    const { levels, base } = contourLevels({ values: bowl(40, 7), minimum: 7 });
    expect(base).toBe(7);
    for (const [k, level] of levels.entries()) {
      expect(level * 6).toBeCloseTo(Math.round(level * 6), 9);
      if (k > 0) expect(level - levels[k - 1]!).toBeCloseTo(1 / 6, 9);
    }
    expect(10 ** levels[0]!).toBeGreaterThan(0.5);
    expect(10 ** levels.at(-1)!).toBeLessThan(2 * 19.5 ** 2);
  });

  it("are measured from what is least on the grid where no minimum is known, or a wrong one", () => {
    expect(contourLevels({ values: Float64Array.of(3, -5, 8), minimum: null }).base).toBe(-5);
    expect(contourLevels({ values: Float64Array.of(3, -5, 8), minimum: 0 }).base).toBe(-5);
  });

  it("are at most 24", () => {
    const values = Float64Array.from({ length: 200 }, (_, k) => 10 ** (k / 5));
    expect(contourLevels({ values, minimum: 0 }).levels.length).toBe(24);
  });
});

describe("contourBands", () => {
  it("rise from the minimum outwards, with an edge between two", () => {
    const { columns, rows, bands, levels } = contourBands({ values: bowl(20), columns: 20, rows: 20, minimum: 0 });
    expect([columns, rows]).toEqual([60, 60]);
    const middle = Array.from(bands.subarray(30 * 60 + 30, 31 * 60), (band) => band % edgeOfBand);
    expect(middle).toEqual(middle.toSorted((a, b) => a - b));
    expect(bands.some((band) => band >= edgeOfBand)).toBe(true);
    expect(Math.max(...Array.from(bands, (band) => band % edgeOfBand))).toBeLessThanOrEqual(levels.length);
  });

  it("leave out what is no number, and take a constant for one band", () => {
    const constant = contourBands({ values: new Float64Array(4).fill(2), columns: 2, rows: 2, minimum: null });
    expect(new Set(constant.bands)).toEqual(new Set([0]));
    const values = Float64Array.of(1, 2, Number.NaN, Number.NaN);
    expect(contourBands({ values, columns: 2, rows: 2, minimum: 0 }).bands.at(-1)).toBe(noBand);
  });
});
