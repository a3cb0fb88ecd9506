import { describe, expect, it } from "vitest";
import { limitOfGaps } from "./gap-limit.js";

const gapsOf = (gap: (lr: number) => number, count = 5) =>
  Array.from({ length: count }, (_, k) => ({ lr: 2 ** -k, gap: gap(2 ** -k), at: 0 }));

describe("limitOfGaps", () => {
  it.each([0.5, 1, 2])("extrapolates η^%d to 0 and finds the order", (order) => {
    const found = limitOfGaps(
      gapsOf((lr) => lr ** order),
      { resolution: 0, small: 0 },
    );
    expect(found.isSettled).toBe(true);
    expect(found.order).toBeCloseTo(order, 9);
    expect(found.limit).toBeCloseTo(0, 12);
  });

  it("takes a mixture of orders for a fall to 0", () => {
    const gaps = gapsOf((lr) => lr + Math.sqrt(lr));
    expect(limitOfGaps(gaps, { resolution: 0, small: 0 }).isSettled).toBe(true);
  });

  it("believes in a limit other than 0 only where learning rates are small", () => {
    const gaps = gapsOf((lr) => 1 + lr);
    expect(limitOfGaps(gaps, { resolution: 1e-9, small: 0 }).isSettled).toBe(false);
    const found = limitOfGaps(gaps, { resolution: 1e-9, small: 1 });
    expect(found).toMatchObject({ isSettled: true });
    expect(found.limit).toBeCloseTo(1, 12);
  });

  it("sees a gap that does not change at all", () => {
    const constant = gapsOf(() => 1);
    expect(limitOfGaps(constant, { resolution: 1e-9, small: 1 })).toMatchObject({ isSettled: true, limit: 1 });
  });

  it("says nothing of gaps that rise to a plateau, of few, and of diverging runs", () => {
    const plateau = [0.48, 0.6, 0.71, 0.76, 0.78].map((gap, k) => ({ lr: 2 ** -k, gap, at: 0 }));
    for (const gaps of [plateau, gapsOf((lr) => lr, 2), gapsOf(() => Infinity), []]) {
      expect(limitOfGaps(gaps, { resolution: 1e-9, small: 0 }).isSettled).toBe(false);
    }
  });

  it("is content where the last gap is not resolved", () => {
    const found = limitOfGaps(
      gapsOf((lr) => 1e-9 * (1 + Math.sin(5 / lr))),
      { resolution: 1e-8, small: 0 },
    );
    expect(found).toMatchObject({ isSettled: true, limit: null });
  });
});
