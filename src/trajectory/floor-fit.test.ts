import { describe, expect, it } from "vitest";
import { floorFit, runningMaximum } from "./floor-fit.js";

const grid = (until: number, step: number) =>
  Float64Array.from({ length: Math.round(until / step) + 1 }, (_, k) => k * step);

describe("exponential decay to a floor", () => {
  it("finds A, ω and B of their own formula", () => {
    const times = grid(20, 0.01);
    const fit = floorFit(
      times,
      times.map((t) => 3 * Math.exp(-2 * (t - 1)) + 0.01),
    );
    // a falling series has the envelope of 0.1 before: A is larger by e^0.2, ω the same
    expect(fit.floor).toBeCloseTo(0.01, 13);
    // B holds what is left at the beginning of the tail, e^-34.4 of A: it bends the last logarithms a little
    expect(Math.abs(fit.rate - 2)).toBeLessThan(0.02);
    expect(fit.amplitude).toBeGreaterThan(3 * Math.exp(0.2) * (1 - 1e-9));
    expect(fit.amplitude).toBeLessThan(3 * Math.exp(0.2) * 1.5);
    expect(fit.r2).toBeGreaterThan(0.99);
    expect(fit.level).toBeGreaterThan(1 - 1e-12);
    expect(fit.violations).toBe(0);
    // odd samples from t = 1 to 20
    expect(fit.checked).toBe(950);
  });

  it("keeps the bound at every sample of the fit, whatever the series is", () => {
    const times = grid(12, 0.004);
    const values = times.map((t) => Math.exp(-0.7 * t) * (1 + Math.sin(9 * t)) + 1e-3 * (1 + Math.cos(31 * t)));
    const { amplitude, rate, floor } = floorFit(times, values);
    const above = times.filter((t, k) => {
      return t >= 1 && k % 2 === 0 && values[k]! > (amplitude * Math.exp(-rate * (t - 1)) + floor) * (1 + 1e-12);
    });
    expect(above.length).toBe(0);
    // the least amplitude that does it follows the largest of (1 + sin)/2, not their mean
    expect(Math.abs(rate - 0.7)).toBeLessThan(0.1);
  });

  it("counts what the other half does not keep", () => {
    const times = grid(6, 0.01);
    // all odd samples of one stretch are lifted, and no even one sees them in a window shorter than a step
    const values = times.map((t, k) => Math.exp(-t) + (k % 2 === 1 && t > 3 && t < 4 ? 1 : 0));
    const { violations } = floorFit(times, values, { window: 0.005 });
    expect(violations).toBe(50);
  });

  it("tells a level tail from one that still falls", () => {
    const times = grid(5, 0.01);
    const { level } = floorFit(
      times,
      times.map((t) => Math.exp(-t)),
    );
    // from T − 1.7 to T, both seen 0.1 late
    expect(level).toBeCloseTo(Math.exp(-1.7), 3);
  });

  it("has no rate where nothing is above the floor", () => {
    const times = grid(5, 0.01);
    const fit = floorFit(
      times,
      times.map(() => 2),
    );
    expect(fit).toMatchObject({ amplitude: 0, floor: 2, violations: 0, level: 1 });
    expect(fit.rate).toBeNaN();
  });

  it("is not a number where the values are not", () => {
    const times = grid(5, 0.01);
    expect(
      floorFit(
        times,
        times.map((t) => (t > 2 ? Infinity : 1)),
      ).floor,
    ).toBeNaN();
  });

  it("refuses what cannot be fitted", () => {
    const times = grid(2, 0.01);
    expect(() => floorFit(times, times)).toThrow(/from must be before the tail/);
    expect(() => floorFit(times, times.subarray(1))).toThrow(/length 201/);
    expect(() => floorFit(times, times, { window: Number.NaN })).toThrow(/window must be/);
    expect(() => floorFit(new Float64Array(0), new Float64Array(0))).toThrow(RangeError);
  });
});

describe("running maximum", () => {
  it("is that of its definition", () => {
    const times = grid(3, 0.01);
    const values = times.map((t) => Math.sin(40 * t) * Math.cos(7 * t));
    const slow = times.map((t) => Math.max(...values.filter((_, j) => times[j]! <= t && times[j]! >= t - 0.1 - 1e-9)));
    expect(runningMaximum(times, values, 0.1)).toEqual(slow);
  });
});
