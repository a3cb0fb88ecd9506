import { expect, test } from "vitest";
import { guardObjective } from "./guard-objective.js";

test("a function that throws is named with its file and θ; what it returns is passed on", () => {
  const guarded = guardObjective(
    {
      dimension: 1,
      value: (theta) => theta[0]! ** 2,
      gradient: () => {
        throw new Error("late boom");
      },
    },
    "late.mjs",
  );
  expect(guarded.value(Float64Array.of(3))).toBe(9);
  expect(() => guarded.gradient(Float64Array.of(0.5), new Float64Array(1))).toThrow(
    "Cannot run the objective as gradient in late.mjs must not throw at θ = (0.5): current value is Error: late boom",
  );
});
