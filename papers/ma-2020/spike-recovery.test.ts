import { describe, expect, it } from "vitest";
import { turnsOfRecovery } from "./spike-recovery.js";

describe("turnsOfRecovery", () => {
  it("is 0 where the loss falls back without turning", () => {
    const loss = Float64Array.of(1, 1, 100, 50, 20, 5, 1, 2, 1);
    expect(turnsOfRecovery(loss, { onset: 1, peak: 2 })).toBe(0);
  });

  it("counts the maxima up to where nine tenths of the rise are undone", () => {
    // 1 to 100: a tenth of the rise is left at 100^0.1 = 1.58
    const loss = Float64Array.of(1, 100, 20, 40, 10, 20, 1.5, 3, 1);
    expect(turnsOfRecovery(loss, { onset: 0, peak: 1 })).toBe(2);
  });

  it("goes to the end where a spike is not undone", () => {
    const loss = Float64Array.of(1, 100, 20, 40, 30, 35, 32);
    expect(turnsOfRecovery(loss, { onset: 0, peak: 1 })).toBe(2);
  });

  it("takes the rounding of float32 for no turn", () => {
    const loss = Float64Array.of(1, 100, 20, 20.00001, 10, 10.00001, 1);
    expect(turnsOfRecovery(loss, { onset: 0, peak: 1 })).toBe(0);
  });
});
