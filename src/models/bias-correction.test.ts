import { describe, expect, it } from "vitest";
import { customKernel, exponentialKernel, type Kernel, powerLawKernel } from "../kernels/index.js";
import { powerObjective, quadraticObjective, sphereObjective } from "../objectives/index.js";
import { type NonlocalModelOptions, nonlocalModel } from "./nonlocal.js";

const lr = 0.1;
const base = { optimizer: "general", lr, beta1: 0.9, beta2: 0.99, shifted: false, biasCorrection: true } as const;
const rate = (beta: number) => -Math.log(beta) / lr;
const oscillator = customKernel({ weight: (age) => age * Math.exp(-age) });

/** θ'(0) of an equation on (θ − 4)² from 1, where g = −6. */
function start(options: Partial<NonlocalModelOptions> & { kernel2?: Kernel }): number {
  const model = nonlocalModel(quadraticObjective(), { ...base, ...options });
  const out = new Float64Array(1);
  const memory = model.memory.map(() => new Float64Array(1));
  model.field(0, Float64Array.of(1), Float64Array.of(-6), memory, out);
  return out[0]!;
}

describe("the start of an unshifted equation with bias correction", () => {
  const kernel1 = exponentialKernel({ rate: 3 });
  const kernel2 = exponentialKernel({ rate: 0.2 });

  it("is K1(0)/ℓ1 over √(K2(0)/ℓ2), whatever the kernels", () => {
    expect(start({ kernel1, kernel2 })).toBeCloseTo(3 / rate(0.9) / Math.sqrt(0.2 / rate(0.99)), 6);
  });

  it("is Adam's for Adam's kernels", () => {
    const own = { kernel1: exponentialKernel({ rate: 1 }), kernel2: exponentialKernel({ rate: 0.1 }) };
    expect(start(own)).toBeCloseTo(start({ optimizer: "adam" }), 12);
  });

  it("is what the field tends to", () => {
    const model = nonlocalModel(quadraticObjective(), { ...base, kernel1, kernel2 });
    const t = 1e-7;
    const memory = [Float64Array.of(-6 * -Math.expm1(-3 * t)), Float64Array.of(36 * -Math.expm1(-0.2 * t))];
    const out = new Float64Array(1);
    model.field(t, Float64Array.of(1), Float64Array.of(-6), memory, out);
    expect(out[0]).toBeCloseTo(start({ kernel1, kernel2 }), 5);
  });

  it("is 0 for a numerator that starts with no weight, and where only the denominator is singular", () => {
    expect(start({ kernel1: oscillator, kernel2 })).toBeCloseTo(0, 12);
    expect(Math.abs(start({ kernel1, kernel2: powerLawKernel({ gamma: 0.5 }) }))).toBeLessThan(1e-60);
  });

  it("stops at ε where the denominator starts with no weight", () => {
    expect(start({ kernel1, kernel2: oscillator, epsilon: 0.5 })).toBeCloseTo((6 * 3) / rate(0.9) / 0.5, 12);
  });

  it("is the ratio of two memories that are singular alike", () => {
    // m ~ g √t/0.5·…: ∫₀ᵗ s^(−γ) ds = t^(1−γ)/(1 − γ), with γ1 = ¼ and γ2 = ½ = 2γ1
    const found = start({ kernel1: powerLawKernel({ gamma: 0.25 }), kernel2: powerLawKernel({ gamma: 0.5 }) });
    expect(found).toBeCloseTo(1 / 0.75 / rate(0.9) / Math.sqrt(1 / 0.5 / rate(0.99)), 9);
  });

  it("scales all parameters alike in the norm variant, however many", () => {
    const model = nonlocalModel(sphereObjective(200_000), { ...base, optimizer: "adam", norm: true });
    const out = new Float64Array(200_000);
    model.field(0, new Float64Array(200_000), new Float64Array(200_000).fill(2), [], out);
    expect(out[7]).toBeCloseTo(start({ optimizer: "adam" }) / -Math.sqrt(200_000), 9);
  });
});

describe("a bare gradient with bias correction at t = 0", () => {
  const kernel2 = exponentialKernel({ rate: 0.1 });
  it("is refused, as θ' ~ 1/t", () => {
    expect(() => start({ kernel2 })).toThrow(TypeError);
    expect(() => start({ kernel2 })).toThrow(/^Cannot make a general model as kernel1 must be given .*undefined$/);
  });
  it("has a limit without a first correction, and a shift needs none", () => {
    expect(start({ kernel2, beta1: 0 })).toBeCloseTo(1 / Math.sqrt(0.1 / rate(0.99)), 6);
    expect(nonlocalModel(powerObjective(2), { ...base, kernel2, shifted: true }).memory).toHaveLength(1);
  });
});
