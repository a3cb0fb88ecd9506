import { describe, expect, it } from "vitest";
import { earlyGap, firstStepAt } from "./early-gap.js";

describe("firstStepAt", () => {
  it("is the first step with no more than a share of the first loss", () => {
    expect(firstStepAt(Float64Array.of(2, 1.5, 1, 0.2, 1), 0.5)).toBe(2);
    expect(firstStepAt(Float64Array.of(2, 1.5, 1), 0.1)).toBe(-1);
  });
});

describe("earlyGap", () => {
  const reference = { lr: 0.1, loss: Float64Array.from({ length: 11 }, (_, k) => 4 - 0.4 * k) };

  it("is 0 for a straight line at any learning rate", () => {
    const algorithm = { lr: 0.25, loss: Float64Array.of(4, 3, 2, 1, 0) };
    // sums of a few numbers of order 1
    expect(earlyGap(algorithm, reference, { until: 10 })).toBeCloseTo(0, 14);
  });

  it("is the largest distance in the early phase over the loss at the start", () => {
    const algorithm = { lr: 0.5, loss: Float64Array.of(4, 3, -9) };
    // at t = 0.5 the line is at 2, and 1 below; later distances do not count
    expect(earlyGap(algorithm, reference, { until: 5 })).toBeCloseTo(1 / 4, 14);
  });

  it("is infinite where the run ended before or is not finite", () => {
    expect(earlyGap({ lr: 0.5, loss: Float64Array.of(4, 3) }, reference, { until: 10 })).toBe(Infinity);
    expect(earlyGap({ lr: 0.5, loss: Float64Array.of(4, Number.NaN, 1) }, reference, { until: 2 })).toBe(Infinity);
  });

  it("does not ask for the step after the last one because of rounding", () => {
    const fine = { lr: 1e-5, loss: new Float64Array(501).fill(1) };
    const coarse = { lr: 1e-3, loss: new Float64Array(6).fill(1) };
    expect(earlyGap(coarse, fine, { until: 500 })).toBe(0);
  });
});
