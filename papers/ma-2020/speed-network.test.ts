import { describe, expect, it } from "vitest";
import { partingStep } from "./speed-network-claims.js";
import { speedOf } from "./speed-network-runs.js";

describe("speedOf", () => {
  it("finds the times at which shares of the loss are left, and the fall of ten steps", () => {
    // halves every step, lr 1e-3
    const loss = Float64Array.from({ length: 12 }, (_, k) => 2 ** -k);
    const { times, fallen } = speedOf(loss);
    expect(times).toEqual({ half: 0.001, tenth: 0.004, hundredth: 0.007 });
    expect(fallen).toBe(1 - 2 ** -10);
  });

  it("is infinite for never, and not finite for a run of less than ten steps", () => {
    const { times, fallen } = speedOf(Float64Array.of(1, 0.6, 0.6));
    expect(times.half).toBe(Infinity);
    expect(fallen).toBe(-Infinity);
  });
});

describe("partingStep", () => {
  it("is the first step with more than 5 % of the loss at the start between", () => {
    const one = Float64Array.of(2, 1.5, 1, 0.5);
    expect(partingStep(one, Float64Array.of(2, 1.41, 0.89, 0.5))).toBe(2);
    expect(partingStep(one, one)).toBe(-1);
    expect(partingStep(one, Float64Array.of(2, 1.5))).toBe(2);
  });
});
