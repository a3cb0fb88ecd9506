import { describe, expect, it } from "vitest";
import { factorCholesky, solveCholesky } from "./cholesky.js";

describe("factorCholesky", () => {
  it("solves with Lehmer's matrix, min(i, j)/max(i, j), whose inverse is tridiagonal", () => {
    const n = 6;
    const A = Float64Array.from({ length: n * n }, (_, m) => {
      const [i, j] = [Math.floor(m / n) + 1, (m % n) + 1];
      return Math.min(i, j) / Math.max(i, j);
    });
    const kept = A.slice();
    const factor = factorCholesky(A, n)!;
    const x = Float64Array.of(0, 0, 1, 0, 0, 0);
    solveCholesky(factor, x);
    // row 3 of the inverse: −i(i + 1)/(2i + 1) beside 4i³/(4i² − 1); its condition of 60 leaves 13 digits
    const exact = [0, -6 / 5, 108 / 35, -12 / 7, 0, 0];
    for (const [i, value] of exact.entries()) expect(x[i]).toBeCloseTo(value, 13);
    expect(A).toEqual(kept);
  });

  it("is null where the matrix is indefinite, singular to rounding or not finite, and a shift may make it definite", () => {
    expect(factorCholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(factorCholesky(Float64Array.of(0.01, 0.1, 0.1, 1), 2)).toBeNull();
    expect(factorCholesky(Float64Array.of(Number.NaN, 0, 0, 1), 2)).toBeNull();
    expect(factorCholesky(Float64Array.of(Infinity, 0, 0, 1), 2)).toBeNull();
    expect(factorCholesky(Float64Array.of(1, 2, 2, 1), 2, { shift: 2 })).not.toBeNull();
  });

  it("takes what is left of a pivot for rounding below the precision", () => {
    // the second pivot is 1e-6 of its diagonal entry
    const A = Float64Array.of(1, 1, 1, 1 + 1e-6);
    expect(factorCholesky(A, 2, { precision: 1e-5 })).toBeNull();
    expect(factorCholesky(A, 2, { precision: 1e-7 })).not.toBeNull();
  });
});
