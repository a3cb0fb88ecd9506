import { describe, expect, it } from "vitest";
import {
  constantKernel,
  customKernel,
  exponentialKernel,
  type Kernel,
  kernels,
  powerLawKernel,
  sumOfExponentialsKernel,
} from "../../src/kernels/index.js";
import { exponential } from "../../src/numeric/index.js";

/** Σ cᵀ exp(A·age) b over the blocks of a realization. */
function realizedWeight({ realization }: Kernel, age: number): number {
  let sum = 0;
  for (const block of realization!) {
    const matrix = exponential(block, age, new Float64Array(block.order ** 2));
    for (let i = 0; i < block.order; i++) {
      for (let j = 0; j < block.order; j++) sum += block.c[i]! * matrix[i * block.order + j]! * block.b[j]!;
    }
  }
  return sum;
}

describe.each(kernels)("kernel $name", ({ examples, accuracy }) => {
  it("has a realization that weighs as it does", () => {
    const { minimumAge, maximumAge, relativeError } = accuracy;
    for (const kernel of examples) {
      for (let k = 0; k <= 400; k++) {
        const age = minimumAge === 0 ? (maximumAge * k) / 400 : minimumAge * (maximumAge / minimumAge) ** (k / 400);
        const weight = kernel.weight(age);
        expect(Math.abs(realizedWeight(kernel, age) - weight)).toBeLessThanOrEqual(relativeError * weight);
      }
    }
  });
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
    ["a weight function that returns NaN", () => customKernel({ weight: () => Number.NaN })],
  ])("%s", (_, make) => {
    expect(make).toThrow(/^Cannot make .* as .* must be .*: current value is /);
  });
});
