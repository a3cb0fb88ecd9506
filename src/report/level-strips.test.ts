import { describe, expect, it } from "vitest";
import { type LevelGrid, type LevelStrip, levelStrips } from "./level-strips.js";

/** A grid on the unit square with `value(x, y)` at the centres of its cells. */
function unitGrid(size: number, value: (x: number, y: number) => number): LevelGrid {
  const centres = Float64Array.from({ length: size }, (_, k) => (k + 0.5) / size);
  const values = Float64Array.from({ length: size * size }, (_, place) =>
    value(centres[place % size]!, centres[Math.floor(place / size)]!),
  );
  return { domain: [0, 1], x: centres, y: centres, values, scale: "linear" };
}

/** Area between the two edges by the trapezoidal rule, as it is filled. */
const areaOf = (strips: readonly LevelStrip[]) =>
  strips.reduce((sum, { x, low, high }) => {
    const height = (k: number) => high[k]! - low[k]!;
    return x.reduce(
      (part, at, k) => (k === 0 ? part : part + 0.5 * (at - x[k - 1]!) * (height(k) + height(k - 1))),
      sum,
    );
  }, 0);

describe("levelStrips", () => {
  it("covers the whole frame where all values reach the level, and nothing where none does", () => {
    for (const size of [1, 2, 7]) {
      expect(
        areaOf(
          levelStrips(
            unitGrid(size, () => 1),
            1,
          ),
        ),
      ).toBeCloseTo(1, 14);
      expect(
        levelStrips(
          unitGrid(size, () => 1),
          1.1,
        ),
      ).toEqual([]);
    }
  });

  it("has the edges of a linear function exactly", () => {
    const strips = levelStrips(
      unitGrid(10, (x, y) => y - 0.5 * x),
      0.21,
    );
    expect(strips).toHaveLength(1);
    for (const [k, x] of strips[0]!.x.entries()) {
      // between the outermost columns and the frame the edge stays as it is
      const inside = Math.min(Math.max(x, 0.05), 0.95);
      expect(strips[0]!.low[k]).toBeCloseTo(0.21 + 0.5 * inside, 14);
      expect(strips[0]!.high[k]).toBe(1);
    }
  });

  it("interpolates the logarithm on a logarithmic axis", () => {
    const y = Float64Array.of(1, 10, 100);
    const grid: LevelGrid = { domain: [1, 100], x: y, y, values: y.map(Math.log10), scale: "log" };
    const values = Float64Array.from({ length: 9 }, (_, place) => Math.floor(place / 3));
    expect(levelStrips({ ...grid, values }, 1.5)[0]!.low[0]).toBeCloseTo(10 ** 1.5, 12);
  });

  it("fills what has holes and parts: no gap where strips begin, end, meet or part", () => {
    const ring = (x: number, y: number) => (Math.hypot(x - 0.5, y - 0.5) - 0.2) * (0.4 - Math.hypot(x - 0.5, y - 0.5));
    const exact = Math.PI * (0.4 ** 2 - 0.2 ** 2);
    for (const size of [50, 200]) {
      // of first order where an edge is upright: half a column at each of four turns
      expect(Math.abs(areaOf(levelStrips(unitGrid(size, ring), 0)) - exact)).toBeLessThan(0.2 / size);
    }
    expect(levelStrips(unitGrid(50, ring), 0)).toHaveLength(4);
  });

  it("is not finer than can be seen, and keeps the last column", () => {
    const [strip] = levelStrips(
      unitGrid(700, () => 1),
      0,
    );
    expect(strip!.x).toHaveLength(258);
    expect(strip!.x.slice(-2)).toEqual([699.5 / 700, 1]);
  });

  it("takes infinite values", () => {
    const strips = levelStrips(
      unitGrid(4, (_, y) => (y < 0.5 ? -Infinity : 1)),
      0,
    );
    expect(strips[0]!.low.every((low) => low === 0.625)).toBe(true);
  });
});
