import { expect, it } from "vitest";
import { executeRun } from "../../src/experiments/index.js";
import { illConditioned, parabola } from "./setup.js";
import { parabolaStop, stopOf } from "./stopping.js";

const laboratory = {
  scale: "quick",
  referenceFrom: Infinity,
  run: async (setting: Parameters<typeof executeRun>[0]) => executeRun(setting, { isCancelled: () => false }),
} as const;

it.each([1e-4, 1, 1e4])("stops at 1 on %s·x², which is the bound", (scale) => {
  const { time, bound, excess } = parabolaStop(scale);
  expect(time).toBeCloseTo(1, 12);
  expect(bound).toBeCloseTo(1, 15);
  // equality: rounding of (1 − t) at the size of √Φ(0)
  expect(excess).toBeLessThan(1e-12 * Math.max(1, Math.sqrt(scale)));
});

it("stops at 1 on an ellipsoid from (1, …, 1), long before the bound", async () => {
  const { time, bound, excess } = await stopOf(laboratory, illConditioned);
  expect(time).toBeCloseTo(1, 10);
  expect(bound).toBeGreaterThan(20);
  expect(excess).toBeLessThan(1e-9);
  expect((await stopOf(laboratory, parabola)).time).toBeCloseTo(1, 12);
});
