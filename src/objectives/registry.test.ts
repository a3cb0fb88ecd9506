import { describe, expect, it } from "vitest";
import { createObjective, objectives } from "./index.js";

describe("createObjective", () => {
  it("has one entry per name, with its parameters listed", () => {
    expect(new Set(objectives.map((entry) => entry.name)).size).toBe(objectives.length);
    for (const { parameters, maximumArguments } of objectives) {
      expect(parameters === "" ? 0 : parameters.split(",").length).toBe(maximumArguments);
    }
  });

  it("takes parameters in order and defaults for missing ones", () => {
    expect(createObjective("rosenbrock1d", [4]).value(Float64Array.of(0))).toBe(5);
    expect(createObjective("rosenbrock1d").value(Float64Array.of(0))).toBe(2.5);
    expect(createObjective("illConditioned", [3, 9]).constants?.smoothness).toBe(9);
  });

  it.each([
    ["rosenbrok", [], /such as rosenbrock/],
    ["", [], /must be a known one/],
    ["__proto__", [], /must be a known one/],
    ["quadratic", [1], /parameters must be those of quadratic: current value is quadratic\(1\)/],
    ["power", [3], /k must be an even whole number from 2 to 1000: current value is 3/],
    ["power", [Number.NaN], /current value is NaN/],
    ["rosenbrock1d", [Number.POSITIVE_INFINITY], /finite number >= 0/],
    ["randomQuadratic", [0], /n must be a whole number from 1/],
    ["randomQuadratic", [3, -1], /seed must be/],
    ["illConditioned", [2, 0.5], /condition must be/],
    ["logistic", [0], /regularisation must be/],
    ["rastrigin", [1.5], /n must be/],
  ] as const)("%s with %j is refused", (name, args, reason) => {
    expect(() => createObjective(name, args)).toThrow(RangeError);
    expect(() => createObjective(name, args)).toThrow(reason);
  });
});

describe("randomQuadratic", () => {
  it("is reproducible and depends on the seed", () => {
    const value = (seed: number) => createObjective("randomQuadratic", [4, seed]).value(Float64Array.of(1, 2, 3, 4));
    expect(value(1)).toBe(value(1));
    expect(value(1)).not.toBe(value(2));
  });
});

describe("rastrigin", () => {
  it("keeps its digits near the minimum", () => {
    // f = (1 + 20π²)x² + O(x⁴)
    const x = 1e-9;
    const ratio = createObjective("rastrigin", [1]).value(Float64Array.of(x)) / (x * x);
    expect(Math.abs(ratio / (1 + 20 * Math.PI ** 2) - 1)).toBeLessThan(1e-14);
  });
});
