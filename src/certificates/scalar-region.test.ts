import { describe, expect, it } from "vitest";
import { scalarCondition } from "./scalar-condition.js";
import { scalarBoundary, scalarBoundaryOfRates, scalarRegion, scalarRegionOfRates } from "./scalar-region.js";
import { scalarRegionGrids } from "./scalar-region-grids.js";

describe("scalarRegion", () => {
  it("is the condition at every pair, a row for each beta2", () => {
    const beta1 = [0, 0.5, 0.9];
    const beta2 = [0.3, 0.99, 0, 0.999];
    const delta = scalarRegion({ beta1, beta2 });
    expect(delta).toHaveLength(12);
    for (const [row, second] of beta2.entries())
      for (const [column, first] of beta1.entries())
        expect(delta[3 * row + column]).toBe(scalarCondition({ beta1: first, beta2: second }).delta);
  });

  it("takes typed arrays, and none", () => {
    expect(scalarRegion({ beta1: Float64Array.of(0.9), beta2: new Float32Array([0.5]) })[0]).toBeCloseTo(-0.25, 14);
    expect(scalarRegion({ beta1: [], beta2: [0.5] })).toHaveLength(0);
  });

  it("names what is outside", () => {
    expect(() => scalarRegion({ beta1: [0.1, 1], beta2: [0] })).toThrow(
      new RangeError("Cannot map the scalar Lyapunov condition as beta1[1] must be in [0, 1): current value is 1"),
    );
  });
});

describe("scalarRegionOfRates", () => {
  it("is the region of the factors", () => {
    const lr = 0.01;
    const rates = [100, 50, 10, 3, 0.1];
    const betas = rates.map((rate) => 1 - rate * lr);
    const ofRates = scalarRegionOfRates({ rate1: rates, rate2: rates, lr });
    const ofFactors = scalarRegion({ beta1: betas, beta2: betas });
    // 1 − rate·lr rounds to 1e-16, which is 1e-13 of the smallest rate·lr = 1e-3; δ goes down to −249
    for (const [k, delta] of ofRates.entries()) expect(Math.abs(delta / ofFactors[k]! - 1)).toBeLessThan(1e-12);
  });

  it("keeps the digits of rates that factors would lose", () => {
    // β = 1 − 4e-18 is 1 in double precision
    const delta = scalarRegionOfRates({ rate1: [1], rate2: [1, 4, 1e-6], lr: 4e-18 });
    expect([...delta.subarray(0, 2)]).toEqual([0.75, 0]);
    // the limit lr → 0, a/b → 0: 1 − 1/(8y) + 1/(2(e^(2y) − 1)), sinh y = √2·y (mpmath); a/b adds about ¼·1e-6
    expect(delta[2]).toBeCloseTo(0.94286273159, 6);
  });

  it.each([
    [{ rate1: [0], lr: 1 }, "rate1[0] must be in (0, 1/lr]: current value is 0"],
    [{ rate1: [1, 1001], lr: 1e-3 }, "rate1[1] must be in (0, 1/lr]: current value is 1001"],
    [{ rate1: [1], lr: 0 }, "lr must be a finite number > 0: current value is 0"],
    [{ rate1: [1], lr: Number.NaN }, "lr must be a finite number > 0: current value is NaN"],
  ])("refuses %j", ({ rate1, lr }, message) => {
    expect(() => scalarRegionOfRates({ rate1, rate2: [1], lr })).toThrow(message);
    expect(() => scalarBoundaryOfRates({ rate1, lr })).toThrow(message);
  });
});

describe("the boundary of δ", () => {
  it("is 1 − β2 = 4 (1 − β1)", () => {
    const beta1 = Float64Array.from({ length: 2000 }, (_, k) => 0.75 + (0.25 * k) / 2000);
    const boundary = scalarBoundary({ beta1 });
    // bisection ends at neighbouring numbers: one rounding of β2 ≤ 1
    for (const [k, beta] of beta1.entries()) expect(Math.abs(boundary[k]! - (4 * beta - 3))).toBeLessThan(3e-16);
  });

  it("is a = 4b, to rounding also where both are small", () => {
    for (const lr of [1e-3, 0.1, 1e-12]) {
      const rate1 = Array.from({ length: 200 }, (_, k) => 10 ** (-k / 20) / lr / 4);
      const boundary = scalarBoundaryOfRates({ rate1, lr });
      for (const [k, rate] of rate1.entries()) expect(Math.abs(boundary[k]! / (4 * rate) - 1)).toBeLessThan(1e-15);
    }
  });

  it("is nowhere for β1 < ¾", () => {
    expect([...scalarBoundary({ beta1: [0, 0.5, 0.7499999] })]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([...scalarBoundaryOfRates({ rate1: [251, 1000], lr: 1e-3 })]).toEqual([Number.NaN, Number.NaN]);
    expect(scalarBoundary({ beta1: [0.75] })[0]).toBe(0);
  });

  it("parts what holds from what fails", () => {
    const beta1 = Float64Array.from({ length: 40 }, (_, k) => (k + 0.5) / 40);
    const boundary = scalarBoundary({ beta1 });
    const delta = scalarRegion({ beta1, beta2: beta1 });
    for (const [row, beta2] of beta1.entries())
      for (const [column, limit] of boundary.entries()) expect(delta[40 * row + column]! > 0).toBe(!(beta2 <= limit));
  });
});

describe("scalarRegionGrids", () => {
  it("has δ of the points it names, in both planes", () => {
    const lr = 0.01;
    const { factors, rates } = scalarRegionGrids({ size: 6, lr });
    for (let row = 0; row < 6; row++)
      for (let column = 0; column < 6; column++) {
        const pair = { beta1: factors.x[column]!, beta2: factors.y[row]! };
        expect(factors.delta[6 * row + column]).toBe(scalarCondition(pair).delta);
        const [rate1, rate2] = [rates.x[column]!, rates.y[row]!];
        const { delta } = scalarCondition({ beta1: 1 - rate1 * lr, beta2: 1 - rate2 * lr });
        // 1 − β is rounded to 1e-16 here, with 1 − β from 2e-4 up
        expect(Math.abs(rates.delta[6 * row + column]! / delta - 1)).toBeLessThan(1e-11);
      }
  });

  it("draws the same lines and the same point in both", () => {
    const lr = 0.02;
    const { factors, rates } = scalarRegionGrids({ size: 50, lr });
    const { lines, x, usual, domain } = rates;
    expect(domain).toEqual([1e-4 / lr, 1 / lr]);
    for (const [k, rate] of x.entries()) {
      const beta1 = 1 - rate * lr;
      // one rounding of 1
      expect(Math.abs(1 - lines.square[k]! * lr - beta1 ** 2)).toBeLessThan(4e-16);
      expect(lines.equal[k]).toBe(rate);
    }
    expect(factors.lines.square[10]).toBe(factors.x[10]! ** 2);
    expect([1 - usual.x * lr, 1 - usual.y * lr]).toEqual([
      expect.closeTo(factors.usual.x, 14),
      expect.closeTo(factors.usual.y, 14),
    ]);
  });

  it.each([0, -3, 2.5, Number.NaN])("refuses size %d", (size) => {
    expect(() => scalarRegionGrids({ size })).toThrow(`size must be a positive integer: current value is ${size}`);
  });
});
