import { describe, expect, it } from "vitest";
import { refinementOrder, shownCells, strides } from "./map-order.js";

describe("the order of cells", () => {
  it.each([
    [200, 200],
    [1, 1],
    [17, 33],
    [2, 400],
  ])("has each of %i × %i once", (columns, rows) => {
    const order = refinementOrder({ columns, rows });
    expect(Int32Array.from(order).sort()).toEqual(Int32Array.from({ length: columns * rows }, (_, k) => k));
  });

  it("begins with every 32nd cell, and shows each cell by the nearest of these", () => {
    const grid = { columns: 200, rows: 200 };
    const first = new Set(refinementOrder(grid).subarray(0, 7 * 7));
    expect([...first].every((cell) => (cell % 200) % 32 === 0 && Math.floor(cell / 200) % 32 === 0)).toBe(true);
    const shown = shownCells(grid, (cell) => first.has(cell));
    for (let cell = 0; cell < shown.length; cell++) {
      expect(first.has(shown[cell]!)).toBe(true);
      const away = Math.abs((cell % 200) - (shown[cell]! % 200));
      expect(away).toBeLessThanOrEqual(strides[0] / 2);
    }
  });

  it("shows what is known where it is known, and nothing where nothing is", () => {
    const grid = { columns: 40, rows: 30 };
    const all = shownCells(grid, () => true);
    expect(all).toEqual(Int32Array.from({ length: 1200 }, (_, k) => k));
    expect(shownCells(grid, () => false).every((cell) => cell === -1)).toBe(true);
  });
});
