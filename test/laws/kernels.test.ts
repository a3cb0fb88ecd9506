import { describe, expect, it, test } from "vitest";
import {
  constantKernel,
  customKernel,
  exponentialKernel,
  type Kernel,
  kernels,
  powerLawKernel,
  type RealizationBlock,
  sumOfExponentialsKernel,
} from "../../src/kernels/index.js";
import { realizedWeight } from "../../src/kernels/realized-weight.js";

/** Damped oscillation `K(age) = 2e^(−age) sin age`, by hand: state'' + 2 state' + 2 state = 2 signal. */
const oscillation = {
  weight: (age: number) => 2 * Math.exp(-age) * Math.sin(age),
  block: { order: 2, A: Float64Array.of(0, 1, -2, -2), b: Float64Array.of(0, 2), c: Float64Array.of(1, 0) },
} as const;

describe.each(kernels)("kernel $name", ({ examples, accuracy }) => {
  it("has a realization that weighs as it does", () => {
    const { minimumAge, maximumAge, relativeError } = accuracy;
    for (const kernel of examples) {
      for (let k = 0; k <= 400; k++) {
        const age = minimumAge === 0 ? (maximumAge * k) / 400 : minimumAge * (maximumAge / minimumAge) ** (k / 400);
        const weight = kernel.weight(age);
        // where a weight changes its sign, its rounding is relative to what it is nearby
        const scale = Math.max(Math.abs(weight), ...[0.9, 1.1].map((near) => Math.abs(kernel.weight(near * age))));
        expect(Math.abs(realizedWeight(kernel.realization!, age) - weight)).toBeLessThanOrEqual(relativeError * scale);
      }
    }
  });
});

describe.each(kernels.filter(({ monotone }) => monotone))("kernel $name", ({ examples }) => {
  it("never grows with age", () => {
    for (const kernel of examples) {
      let previous = Infinity;
      for (let age = 0.01; age < 20; age += 0.37) {
        expect(kernel.weight(age)).toBeLessThanOrEqual(previous);
        previous = kernel.weight(age);
      }
    }
  });
});

describe("a kernel of order 2", () => {
  const { weight, block } = oscillation;
  it("weighs as its closed form does, also where that changes its sign", () => {
    const kernel = customKernel({ weight, realization: [block] });
    for (let age = 0; age < 20; age += 0.37) {
      // both forms round relative to their envelope
      expect(Math.abs(realizedWeight(kernel.realization!, age) - weight(age))).toBeLessThan(1e-14 * Math.exp(-age));
    }
  });
  it("is accepted where its weight is zero at a checked age", () => {
    const weight = (age: number) => 2 * Math.exp(-age) * Math.sin(Math.PI * age);
    const A = Float64Array.of(-1, Math.PI, -Math.PI, -1);
    const realization = [{ order: 2, A, b: Float64Array.of(0, 2), c: Float64Array.of(1, 0) }] as const;
    expect(customKernel({ weight, realization }).realization).toBe(realization);
  });
});

describe("power law", () => {
  it.each([0.1, 0.5, 0.9])("carries the area under its singular peak, gamma %d", (gamma) => {
    const kernel = powerLawKernel({ gamma });
    // ∫₀^1e-8 of the sum of exponentials, by its terms
    const area = kernel.realization!.reduce((sum, { A, b }) => {
      const rate = -A[0]!;
      return sum + (b[0]! * -Math.expm1(-rate * 1e-8)) / rate;
    }, 0);
    expect(area / (1e-8 ** (1 - gamma) / (1 - gamma))).toBeCloseTo(1, 9);
  });
});

/** A kernel whose realization differs from its weight. */
function changed(part: Partial<RealizationBlock>): Kernel {
  const { weight, block } = oscillation;
  return customKernel({ weight, realization: [{ ...block, ...part }] });
}

describe("kernels refuse", () => {
  it.each<[string, () => Kernel]>([
    ["a weight that is no number", () => constantKernel({ weight: Number.NaN })],
    ["a weight of 0", () => constantKernel({ weight: 0 })],
    ["a negative rate", () => exponentialKernel({ rate: -1 })],
    ["an infinite rate", () => exponentialKernel({ rate: Infinity })],
    ["no terms", () => sumOfExponentialsKernel({ weights: [], rates: [] })],
    ["lists of different length", () => sumOfExponentialsKernel({ weights: [1], rates: [] })],
    ["a negative weight", () => sumOfExponentialsKernel({ weights: [-1], rates: [1] })],
    ["an exponent of 1", () => powerLawKernel({ gamma: 1 })],
    ["ages in the wrong order", () => powerLawKernel({ gamma: 0.5, minimumAge: 2, maximumAge: 1 })],
    ["an impossible accuracy", () => powerLawKernel({ gamma: 0.5, relativeError: 1e-16 })],
    ["a realization with NaN in A", () => changed({ A: Float64Array.of(0, 1, Number.NaN, -2) })],
    ["a realization with NaN in b", () => changed({ b: Float64Array.of(Number.NaN, 2) })],
    ["a realization with an infinite c", () => changed({ c: Float64Array.of(Infinity, 0) })],
    ["a realization that contradicts the weight", () => changed({ A: Float64Array.of(0, 1, -2, -2.00001) })],
    ["a realization of half the weight", () => changed({ b: Float64Array.of(0, 1) })],
    ["a weight function that returns NaN", () => customKernel({ weight: () => Number.NaN })],
  ])("%s", (_, make) => {
    expect(make).toThrow(/^Cannot make .* as .* must be .*: current value is /);
  });
});

test("a weight that is infinite at a checked age is not checked there", () => {
  const weight = (age: number) => (age < 0.05 ? Infinity : Math.exp(-age));
  const realization = [{ order: 1, A: Float64Array.of(-1), b: Float64Array.of(1), c: Float64Array.of(1) }] as const;
  expect(customKernel({ weight, realization }).weight(1)).toBe(Math.exp(-1));
});
