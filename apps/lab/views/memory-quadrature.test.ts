import { describe, expect, it } from "vitest";
import { constantKernel, exponentialKernel, powerLawKernel, secondOrderKernel } from "../../../src/kernels/index.js";
import { weighPast } from "./memory-quadrature.js";

const breaks = Float64Array.of(0, 0.5, 1.2, 2, 3);

describe("what the past weighs", () => {
  it("is the exact integral of a cosine against an exponential, also where the kernel is far narrower than the run", () => {
    for (const rate of [0.3, 5, 400, 1e5]) {
      const [value] = weighPast({ kernel: exponentialKernel({ rate }), signal: Math.cos, breaks }, { time: 2.7 });
      const exact = (rate * (rate * Math.cos(2.7) + Math.sin(2.7) - rate * Math.exp(-2.7 * rate))) / (rate * rate + 1);
      expect(Math.abs(value! - exact)).toBeLessThan(1e-14);
    }
  });

  it("carries the peak of a power law", () => {
    const [value] = weighPast({ kernel: powerLawKernel({ gamma: 0.9 }), signal: (s) => s, breaks }, { time: 2 });
    // ∫₀ᵗ a^(−γ)(t − a) da = t^(2−γ)/((1 − γ)(2 − γ)); the realization, which gives the mass, is good to 1e-10
    expect(value! / (2 ** 1.1 / (0.1 * 1.1)) - 1).toBeCloseTo(0, 9);
  });

  it("adds up by age", () => {
    const found = weighPast(
      { kernel: constantKernel({ weight: 2 }), signal: () => 3, breaks },
      { time: 2.5, ages: [0.1, 1, 2.5] },
    );
    expect(found.map((value) => Number(value.toPrecision(13)))).toEqual([0.6, 6, 15, 15]);
  });

  it("does not stop at a kernel that begins at 0", () => {
    const [value] = weighPast(
      { kernel: secondOrderKernel({ lr: 0.01, beta: 0.9 }), signal: () => 1, breaks },
      { time: 3 },
    );
    expect(value).toBeCloseTo(1, 12);
  });

  it("is nothing at the start", () => {
    const remembered = { kernel: powerLawKernel({ gamma: 0.5 }), signal: () => 1, breaks };
    expect(weighPast(remembered, { time: 0, ages: [0] })).toEqual([0, 0]);
  });
});
