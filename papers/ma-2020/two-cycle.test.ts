import { describe, expect, it } from "vitest";
import { runMonomial } from "../../src/optimizers/run-monomial.js";
import {
  approachFactor,
  approachOf,
  cycleAmplitude,
  cycleDistances,
  depthOfFall,
  enoughSteps,
  measuredFactor,
} from "./two-cycle.js";

const standard = { lr: 0.01, epsilon: 0, curvature: 1 };

describe("cycleDistances", () => {
  it("is 0 on the cycle of either phase, and at least the amplitude where signs do not alternate", () => {
    expect([...cycleDistances(Float64Array.of(2, -2, 2), 2)]).toEqual([0, 0]);
    expect([...cycleDistances(Float64Array.of(-2, 2, -2), 2)]).toEqual([0, 0]);
    expect([...cycleDistances(Float64Array.of(2, 2), 2)]).toEqual([2]);
    expect([...cycleDistances(Float64Array.of(2.5, -2, 1.25), 2)]).toEqual([0.5, 0.75]);
    expect(cycleDistances(Float64Array.of(1), 2).length).toBe(0);
  });
});

describe("approachOf", () => {
  it("finds the step from which all distances stay small", () => {
    expect(approachOf(Float64Array.of(1, 0.01, 1, 0.01, 0.02), 0.1)).toEqual({ step: 3, last: 0.02 });
  });

  it("has none where the end is far, also if all but the end is near", () => {
    expect(approachOf(Float64Array.of(0.01, 0.01, 1), 0.1).step).toBe(-1);
  });
});

describe("approachFactor", () => {
  // the Jacobian of (ln √v, ln |x|) at the cycle, by central differences of one step of the algorithm itself
  function spectralRadius(beta2: number, { lr, epsilon, curvature }: typeof standard): number {
    const size = cycleAmplitude({ lr, epsilon, curvature });
    const step = ([q, p]: readonly [number, number]): readonly [number, number] => {
      const x = size * Math.exp(p);
      const v = beta2 * (curvature * size * Math.exp(q)) ** 2 + (1 - beta2) * (curvature * x) ** 2;
      const next = x - (lr * curvature * x) / (Math.sqrt(v) + epsilon);
      return [Math.log(Math.sqrt(v) / (curvature * size)), Math.log(-next / size)];
    };
    const h = 1e-6;
    const [a, c] = [0, 1].map((i) => (step([h, 0])[i]! - step([-h, 0])[i]!) / (2 * h)) as [number, number];
    const [b, d] = [0, 1].map((i) => (step([0, h])[i]! - step([0, -h])[i]!) / (2 * h)) as [number, number];
    const [trace, determinant] = [a + d, a * d - b * c];
    const discriminant = trace * trace - 4 * determinant;
    return discriminant < 0 ? Math.sqrt(determinant) : (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
  }

  it.each([0.01, 0.05, 0.3, 0.9, 0.999])("is the spectral radius at β2 = %s, with and without ε", (beta2) => {
    for (const setting of [standard, { lr: 0.02, epsilon: 1e-3, curvature: 4 }]) {
      // differences over 2e-6 are good to 1e-10; the root of a small discriminant loses half of the digits
      expect(approachFactor(beta2, setting)).toBeCloseTo(spectralRadius(beta2, setting), 7);
    }
  });

  it("is √β2 from 1/9 on, 1 at both ends, and below 1 between", () => {
    expect(approachFactor(0.25, standard)).toBe(0.5);
    // at 1/9 both roots meet in −1/3; rounding of the discriminant, 1e-17, is 3e-9 in its root
    expect(approachFactor(1 / 9, standard)).toBeCloseTo(1 / 3, 7);
    expect(approachFactor(0, standard)).toBe(1);
    for (let beta2 = 0.01; beta2 < 1; beta2 += 0.01) expect(approachFactor(beta2, standard)).toBeLessThan(1);
  });
});

describe("depthOfFall", () => {
  // what it leaves out is the logarithm of the size with which θ arrives, about ln(100·lr), and steps of the sum
  it.each([
    [0.99, 100, 20_000, 0.01],
    [0.999, 1000, 200_000, 0.002],
  ])("is how small |x| becomes on the way, β2 = %s from %s", (beta2, theta0, steps, accuracy) => {
    const options = { optimizer: "rmsprop", lr: 0.01, beta2, epsilon: 0, theta0, steps, withMoments: false } as const;
    const { logLoss } = runMonomial({ coefficient: 0.5, exponent: 2 }, options);
    const least = 0.5 * (logLoss!.reduce((low, value) => Math.min(low, value)) + Math.LN2);
    expect(Math.abs(least / depthOfFall(beta2) - 1)).toBeLessThan(accuracy);
  });
});

describe("a run from 1", () => {
  it.each([0.05, 0.5, 0.9])("reaches the cycle and approaches it by the factor, β2 = %s", (beta2) => {
    const steps = enoughSteps(beta2, { start: 1, lr: 0.01 });
    const options = { optimizer: "rmsprop", lr: 0.01, beta2, epsilon: 1e-3, theta0: 1, steps } as const;
    const { theta } = runMonomial({ coefficient: 2, exponent: 2 }, options);
    const setting = { lr: 0.01, epsilon: 1e-3, curvature: 4 };
    const size = cycleAmplitude(setting);
    expect(size).toBeCloseTo(0.005 - 0.00025, 15);
    const distances = cycleDistances(theta, size);
    expect(approachOf(distances, 1e-12).step).toBeGreaterThan(0);
    // spirals make the fitted slope wave by about one turn over the length of the fit
    const factor = approachFactor(beta2, setting);
    expect(Math.abs((1 - measuredFactor(distances, size)) / (1 - factor) - 1)).toBeLessThan(0.05);
  });
});
