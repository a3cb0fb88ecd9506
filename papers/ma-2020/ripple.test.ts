import { describe, expect, it } from "vitest";
import { rippleOf } from "./ripple.js";

describe("rippleOf", () => {
  it("finds period and rise of an oscillation on a falling level", () => {
    const values = Float64Array.from({ length: 200 }, (_, k) => Math.exp(-0.001 * k) * (k % 5 === 2 ? 1.3 : 1));
    const { maxima, period, rise } = rippleOf(values);
    expect({ maxima, period }).toEqual({ maxima: 40, period: 5 });
    // the lowest before a peak is the value just before it
    expect(rise).toBeCloseTo(1.3 * Math.exp(-0.001), 12);
  });

  it("is not moved by one spike", () => {
    const values = Float64Array.from({ length: 200 }, (_, k) => (k === 101 ? 1e6 : k % 2 === 0 ? 1 : 1.5));
    expect(rippleOf(values)).toEqual({ maxima: 99, period: 2, rise: 1.5 });
  });

  it("passes over the rounding of float32, on a level, in a fall and in a rise", () => {
    // 9e-6 up and down, and slopes that are less than that in a step and 0.5 % over all
    for (const slope of [0, -1e-6, 1e-6]) {
      const values = Float64Array.from({ length: 5000 }, (_, k) => 0.01 * Math.exp(slope * k) * (1 + 4.5e-6 * (k % 3)));
      expect(rippleOf(values)).toEqual({ maxima: 0, period: Infinity, rise: 1 });
    }
  });

  it("finds an oscillation beneath which there is rounding", () => {
    // period 20 and 1 % from lowest to highest, jitter of 4.5e-6 on it
    const values = Float64Array.from(
      { length: 401 },
      (_, k) => Math.exp(0.005 * Math.sin((Math.PI * k) / 10)) * (1 + 4.5e-6 * (k % 2)),
    );
    const { maxima, period, rise } = rippleOf(values);
    expect(maxima).toBe(20);
    expect(period).toBe(20);
    // e^0.01 but for the jitter
    expect(Math.abs(rise - Math.exp(0.01))).toBeLessThan(1e-5);
  });

  it("counts neither what rises by less than a thousandth nor what does not fall back", () => {
    expect(rippleOf(Float64Array.of(1, 1.0009, 1, 1.0011, 1))).toEqual({ maxima: 1, period: Infinity, rise: 1.0011 });
    expect(rippleOf(Float64Array.of(1, 2, 1.9995, 3, 2.9995, 4)).maxima).toBe(0);
  });

  it("stands losses of 0", () => {
    expect(rippleOf(Float64Array.of(1, 0, 0, 0, 0)).maxima).toBe(0);
    expect(rippleOf(Float64Array.of(1, 0, 0, 2, 1, 2)).maxima).toBe(1);
  });

  it("counts a plateau once", () => {
    expect(rippleOf(Float64Array.of(1, 2, 2, 2, 1, 2, 1))).toEqual({ maxima: 2, period: 4, rise: 2 });
  });

  it("sees none in what only falls or is too short", () => {
    const none = { maxima: 0, period: Infinity, rise: 1 };
    for (const values of [[5, 4, 3, 2, 1], [1, 2], [1], []]) expect(rippleOf(Float64Array.from(values))).toEqual(none);
    expect(rippleOf(Float64Array.of(1, 3, 1))).toEqual({ maxima: 1, period: Infinity, rise: 3 });
  });

  it("is not stopped by a loss that is not finite at the end", () => {
    expect(rippleOf(Float64Array.of(1, 2, 1, 4, 2, Infinity))).toEqual({ maxima: 2, period: 2, rise: 4 });
    expect(rippleOf(Float64Array.of(1, 2, 1, 4, 2, Number.NaN))).toEqual({ maxima: 2, period: 2, rise: 4 });
  });
});
