import { describe, expect, it } from "vitest";
import { floorOf } from "./floors.js";

const times = Float64Array.from({ length: 4001 }, (_, k) => k / 1000);

describe("floorOf", () => {
  it("reads the level, and that it stays", () => {
    const loss = times.map((t, k) => Math.max(100 * Math.exp(-8 * t), 1e-3 * (1 + 0.1 * (-1) ** k)));
    const { level, before } = floorOf(times, loss);
    // one of the two values that alternate
    expect(Math.abs(level / 1e-3 - 1)).toBeCloseTo(0.1, 12);
    expect([0.9 / 1.1, 1, 1.1 / 0.9].some((ratio) => Math.abs(before - ratio) < 1e-12)).toBe(true);
  });

  it("sees a loss that still falls", () => {
    expect(
      floorOf(
        times,
        times.map((t) => Math.exp(-t)),
      ).before,
    ).toBeGreaterThan(2);
  });

  it("has acceleration 1 for an exponential and more for a fall to 0 in finite time", () => {
    const fall = (f: (t: number) => number) =>
      floorOf(
        times,
        times.map((t) => Math.max(f(t), 1e-6)),
      ).acceleration;
    expect(fall((t) => Math.exp(-5 * t))).toBeCloseTo(1, 10);
    expect(fall((t) => (t < 2 ? (2 - t) ** 2 : 0))).toBeGreaterThan(1.5);
    expect(fall((t) => 1 / (1 + 1e5 * t ** 4))).toBeLessThan(1);
  });

  it("finds when ten times the level is reached", () => {
    const loss = times.map((t) => Math.max(Math.exp(-5 * t), 1e-6));
    // a row after ln(1e5)/5
    expect(floorOf(times, loss).reached).toBeCloseTo(Math.ceil(1000 * (Math.log(1e5) / 5)) / 1000, 10);
  });
});
