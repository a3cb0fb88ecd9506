import { describe, expect, it } from "vitest";
import {
  arrival,
  crossing,
  everyNth,
  fitLine,
  largestReversal,
  overshoot,
  peak,
  settling,
  signChanges,
  spread,
  supGap,
  supNorm,
  turningPoints,
} from "./measure.js";

const list = (...values: number[]) => Float64Array.from(values);
const wave = Float64Array.from({ length: 401 }, (_, k) => 1 - Math.exp(-k / 80) * Math.cos((k * Math.PI) / 40));

describe("measures of a series", () => {
  it("finds the first of several maxima, and none in nothing", () => {
    expect(peak(list(1, 3, 2, 3))).toEqual({ index: 1, value: 3 });
    expect(peak(list()).index).toBe(-1);
  });

  it("measures extent and gaps", () => {
    expect(spread(list(2, -1, 0))).toBe(3);
    expect(supNorm(list(2, -5, 0))).toBe(5);
    expect(supGap(list(1, 2), list(1, 4))).toBe(2);
    expect(supGap(list(1, 2), list(-1, -2), { sign: -1 })).toBe(0);
    expect(supGap(list(1), list(1, 2))).toBeNaN();
    expect(everyNth(list(0, 1, 2, 3, 4), 2)).toEqual(list(0, 2, 4));
  });

  it("tells monotone from reversing series in both directions", () => {
    expect(largestReversal(list(0, 1, 1, 2))).toBe(0);
    expect(largestReversal(list(3, 2, 1))).toBe(0);
    expect(largestReversal(list(0, 3, 1, 4))).toBe(2);
    expect(largestReversal(list(0, -3, -1, -4))).toBe(2);
  });

  it("measures overshoot from the side of the start only", () => {
    expect(overshoot(list(0, 1.25, 0.9), 1)).toBe(0.25);
    expect(overshoot(list(0, -1.25, -0.9), -1)).toBe(0.25);
    expect(overshoot(list(0, 0.5, 0.9), 1)).toBe(0);
  });

  it("separates arriving from settling", () => {
    const values = list(0, 1, 0.5, 0.95, 1.01, 1);
    expect(arrival(values, 1, { tolerance: 0.06 })).toBe(1);
    expect(settling(values, 1, { tolerance: 0.06 })).toBe(3);
    expect(settling(list(0, 1, 0), 1, { tolerance: 0.1 })).toBe(-1);
    expect(arrival(list(0, 0.2), 1, { tolerance: 0.1 })).toBe(-1);
  });

  it("interpolates a crossing", () => {
    expect(crossing(list(0, 2, 4), 3)).toBe(1.5);
    expect(crossing(list(0, 2, 0), 1, { from: 1 })).toBe(1.5);
    expect(crossing(list(0, 1), 2)).toBe(-1);
  });

  it("counts sign changes outside a dead band", () => {
    expect(signChanges(list(1, 0, -1, 0.01, -1, 2))).toBe(4);
    expect(signChanges(list(1, 0, -1, 0.01, -1, 2), { deadband: 0.1 })).toBe(2);
  });

  it("finds each extreme of a damped wave that stands out, and no other", () => {
    // extremes of 1 − e^(−k/80) cos(πk/40): period 80, so every 40 steps, shifted a little by the damping
    const turns = turningPoints(wave, { prominence: 0.01 });
    expect(turns.length).toBe(9);
    for (const [index, k] of turns.entries()) expect(Math.abs(k - (40 * (index + 1) - 2))).toBeLessThanOrEqual(2);
    expect(turningPoints(wave, { prominence: 0.5 }).length).toBeLessThan(turns.length);
    expect(turningPoints(list(0, 1, 2, 3), { prominence: 0.1 })).toEqual([]);
  });

  it("fits a line", () => {
    expect(fitLine([0, 1, 2], [1, 3, 5])).toEqual({ slope: 2, intercept: 1, r2: 1 });
    expect(fitLine([1], [1]).slope).toBeNaN();
  });
});
