import { describe, expect, it } from "vitest";
import { logAxis } from "./log-axis.js";

describe("logAxis", () => {
  it("has ticks at 1, 2 and 5", () => {
    expect(logAxis([0.01, 0.1]).ticks).toEqual([0.01, 0.02, 0.05, 0.1]);
  });

  it.each([[[0.03, 0.04]], [[7]], [[0.0012, 0.0013]], [[1e-30, 3]], [[]]])(
    "has two ticks at least, inside the domain, around %j",
    (values) => {
      const { domain, ticks } = logAxis(values);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (const inside of [...values, ...ticks]) {
        expect(inside).toBeGreaterThanOrEqual(domain[0]);
        expect(inside).toBeLessThanOrEqual(domain[1]);
      }
    },
  );

  it("ignores what a logarithm has no place for", () => {
    expect(logAxis([0, Number.NaN, -1, 0.01, 0.1, Infinity])).toEqual(logAxis([0.01, 0.1]));
  });
});
