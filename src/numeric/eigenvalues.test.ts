import { describe, expect, it } from "vitest";
import { symmetricEigenvalues } from "./eigenvalues.js";
import { createRandom } from "./random.js";

describe("symmetricEigenvalues", () => {
  it("solves cases known exactly", () => {
    expect(Array.from(symmetricEigenvalues(Float64Array.of(5), 1))).toEqual([5]);
    expect(Array.from(symmetricEigenvalues(Float64Array.of(3, 0, 0, -2), 2))).toEqual([-2, 3]);
    expect(Array.from(symmetricEigenvalues(new Float64Array(9), 3))).toEqual([0, 0, 0]);
  });

  it("gives 2 − 2cos(kπ/(n+1)) for the second-difference matrix", () => {
    const n = 20;
    const matrix = new Float64Array(n * n);
    for (let k = 0; k < n; k++) {
      matrix[k * n + k] = 2;
      if (k > 0) matrix[k * n + k - 1] = matrix[(k - 1) * n + k] = -1;
    }
    const values = symmetricEigenvalues(matrix, n);
    // error bound: a few n·ε·‖A‖ = 20·2.2e-16·4
    values.forEach((value, k) => {
      expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(5e-14);
    });
  });

  it("keeps trace and Frobenius norm of random matrices", () => {
    const random = createRandom(3);
    const n = 8;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random.normal();
    }
    const values = symmetricEigenvalues(matrix, n);
    let trace = 0;
    for (let k = 0; k < n; k++) trace += matrix[k * n + k]!;
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 12);
    expect(Math.hypot(...values)).toBeCloseTo(Math.hypot(...matrix), 12);
  });

  it("refuses wrong sizes and non-finite entries", () => {
    expect(() => symmetricEigenvalues(new Float64Array(3), 2)).toThrow(RangeError);
    expect(() => symmetricEigenvalues(Float64Array.of(Number.NaN), 1)).toThrow(RangeError);
  });
});
