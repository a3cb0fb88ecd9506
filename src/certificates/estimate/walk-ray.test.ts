import { describe, expect, it } from "vitest";
import { doubleWellObjective, illConditionedObjective, quadraticObjective } from "../../objectives/index.js";
import { createProbe } from "./probe.js";
import { walkRay } from "./walk-ray.js";

const right = Float64Array.of(1);
const left = Float64Array.of(-1);

describe("walkRay", () => {
  it("finds the exit to rounding, inside", () => {
    const probe = createProbe(quadraticObjective());
    // (x − 4)² ≤ 9 from 4
    const { exit, rise } = walkRay(probe, { origin: Float64Array.of(4), direction: right, level: 9, scale: 3 });
    expect(Math.abs(exit - 3)).toBeLessThan(1e-14);
    expect(probe.value(Float64Array.of(4 + exit))).toBeLessThanOrEqual(9);
    expect(rise).toBe(exit);
  });

  it("does not step over a thin ridge", () => {
    const probe = createProbe(doubleWellObjective());
    // from 1 to the left, {f ≤ f(s)} ends at s; at −s it begins again
    for (const start of [0.1, 0.01, 1e-4]) {
      const level = probe.value(Float64Array.of(start));
      const { exit } = walkRay(probe, { origin: Float64Array.of(1), direction: left, level, scale: 1 - start });
      // the ridge is as flat as s² there, so that s is found to ε/s²: 2e-8 at 1e-4
      expect(Math.abs(exit - (1 - start))).toBeLessThan(1e-15 + 4e-16 / start ** 2);
    }
  });

  it("stays at the edge where f rises from there", () => {
    const probe = createProbe(quadraticObjective());
    expect(walkRay(probe, { origin: Float64Array.of(1), direction: left, level: 9, scale: 3 }).exit).toBe(0);
    const { exit } = walkRay(probe, { origin: Float64Array.of(1), direction: right, level: 9, scale: 3 });
    expect(Math.abs(exit - 6)).toBeLessThan(1e-14);
  });

  it("knows where f falls for the first time", () => {
    const probe = createProbe(doubleWellObjective());
    const { exit, rise } = walkRay(probe, { origin: Float64Array.of(1), direction: left, level: 1, scale: 1 });
    // over the ridge at 0, out at −√3
    expect(Math.abs(rise - 1)).toBeLessThan(1e-6);
    expect(Math.abs(exit - (1 + Math.sqrt(3)))).toBeLessThan(1e-14);
  });

  it("says that a ray stays inside", () => {
    const decay = createProbe({
      dimension: 1,
      value: (theta) => Math.exp(-theta[0]!),
      gradient: (theta, out) => {
        out[0] = -Math.exp(-theta[0]!);
      },
    });
    const origin = Float64Array.of(0);
    expect(walkRay(decay, { origin, direction: right, level: 1, scale: 1 }).exit).toBe(Infinity);
    expect(walkRay(decay, { origin, direction: left, level: 1, scale: 1 }).exit).toBe(0);
  });

  it("takes what is not finite for outside, unless f falls towards it", () => {
    // rises to 1 at the edge of its domain, |x| = 1
    const bowl = createProbe({
      dimension: 1,
      value: (theta) => 1 - Math.sqrt(1 - theta[0]! ** 2),
      gradient: (theta, out) => {
        out[0] = theta[0]! / Math.sqrt(1 - theta[0]! ** 2);
      },
    });
    const { exit } = walkRay(bowl, { origin: Float64Array.of(0), direction: right, level: 2, scale: 1 });
    // the gradient is infinite at 1 itself: the last point inside is the number before it
    expect(Math.abs(exit - 1)).toBeLessThan(1e-15);
    const logarithm = createProbe({
      dimension: 1,
      value: (theta) => Math.log(theta[0]!),
      gradient: (theta, out) => {
        out[0] = 1 / theta[0]!;
      },
    });
    const origin = Float64Array.of(1);
    expect(walkRay(logarithm, { origin, direction: left, level: 2, scale: 1 }).exit).toBe(Infinity);
  });

  it("works in any direction", () => {
    const probe = createProbe(illConditionedObjective(2, 100));
    const direction = Float64Array.of(0.6, 0.8);
    const { exit } = walkRay(probe, { origin: new Float64Array(2), direction, level: 50.5, scale: 1 });
    // ½ t² (0.36 + 64) = 50.5
    expect(Math.abs(exit - Math.sqrt(101 / 64.36))).toBeLessThan(1e-14);
  });
});
