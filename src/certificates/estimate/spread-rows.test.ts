import { describe, expect, it } from "vitest";
import { spreadRows } from "./spread-rows.js";

describe("spreadRows", () => {
  it("takes all rows where they are few, without those that are not finite", () => {
    expect(spreadRows(Float64Array.of(1, 2, Number.NaN, 4), 1, 5)).toEqual([0, 1, 3]);
    expect(spreadRows(Float64Array.of(1, 2, 3, Infinity), 2, 5)).toEqual([0]);
  });

  it("has the first and the last, in order, each once", () => {
    const thetas = Float64Array.from({ length: 1000 }, (_, k) => Math.sin(k / 50));
    const rows = spreadRows(thetas, 1, 48);
    expect([rows[0], rows.at(-1)]).toEqual([0, 999]);
    expect(rows.length).toBeLessThanOrEqual(48);
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.every((row, i) => i === 0 || row > rows[i - 1]!)).toBe(true);
  });

  it("does not spend all rows on a rest at the end", () => {
    // moves for 100 of 10 000 rows
    const thetas = Float64Array.from({ length: 10_000 }, (_, k) => Math.max(0, 1 - k / 100));
    const moving = spreadRows(thetas, 1, 48).filter((row) => row < 100).length;
    // three quarters of the samples follow the length of the path
    expect(moving).toBeGreaterThanOrEqual(34);
    expect(moving).toBeLessThan(48);
  });

  it("spreads over rows where nothing moves", () => {
    expect(spreadRows(new Float64Array(101), 1, 3)).toEqual([0, 50, 100]);
    // and where the length of the path is not finite
    const far = Float64Array.from({ length: 101 }, (_, k) => (k < 50 ? k : 1e200));
    expect(spreadRows(far, 1, 3)).toEqual([0, 50, 100]);
  });
});
