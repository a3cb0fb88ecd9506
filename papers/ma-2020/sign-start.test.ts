import { expect, it } from "vitest";
import { powerObjective } from "../../src/objectives/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { signDefects } from "./sign-start.js";

it("is 0 where the moments are those of a constant gradient, and by how much the speed is off else", () => {
  const [rate1, rate2] = [2, 5];
  const times = Float64Array.of(0, 0.1, 0.4);
  const theta = Float64Array.of(3, 3, 3);
  const m = times.map((t) => -Math.expm1(-rate1 * t) * 3);
  const v = times.map((t) => -Math.expm1(-rate2 * t) * 9);
  const flow = { times, theta, m, v, dimension: 1 } as unknown as Trajectory;
  const settings = { objective: powerObjective(2), rate1, rate2 };
  // a quotient of numbers with a few roundings each
  for (const defect of signDefects(flow, settings)) expect(defect).toBeLessThan(1e-15);
  const slow = { ...flow, m: m.map((value) => 0.75 * value) } as unknown as Trajectory;
  expect(signDefects(slow, settings)[2]).toBeCloseTo(0.25, 14);
});
