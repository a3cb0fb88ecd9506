import { describe, expect, it } from "vitest";
import { factorComplexLU, solveComplexLU } from "./complex-lu.js";
import { createRandom } from "./random.js";

const column = (n: number, draw: () => number) => ({
  re: Float64Array.from({ length: n }, draw),
  im: Float64Array.from({ length: n }, draw),
});

describe("complex LU", () => {
  it.each([1, 2, 5, 20])("solves A x = b, n = %d", (n) => {
    const { normal } = createRandom(n);
    const A = column(n * n, normal);
    const x = column(n, normal);
    const b = column(n, () => 0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [re, im] = [A.re[i * n + j]!, A.im[i * n + j]!];
        b.re[i]! += re * x.re[j]! - im * x.im[j]!;
        b.im[i]! += re * x.im[j]! + im * x.re[j]!;
      }
    }
    const pivots = new Int32Array(n);
    expect(factorComplexLU(A, pivots)).toBe(true);
    solveComplexLU(A, pivots, b);
    // condition numbers of such matrices are some hundred
    for (let i = 0; i < n; i++) expect(Math.hypot(b.re[i]! - x.re[i]!, b.im[i]! - x.im[i]!)).toBeLessThan(1e-12);
  });

  it("divides entries whose squares overflow", () => {
    const A = { re: Float64Array.of(3e200), im: Float64Array.of(4e200) };
    const b = { re: Float64Array.of(-1e200), im: Float64Array.of(7e200) };
    const pivots = new Int32Array(1);
    expect(factorComplexLU(A, pivots)).toBe(true);
    solveComplexLU(A, pivots, b);
    expect([b.re[0], b.im[0]]).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
  });

  it.each([0, Number.NaN, Infinity])("refuses a matrix of %d", (value) => {
    const A = { re: new Float64Array(4).fill(value), im: new Float64Array(4) };
    expect(factorComplexLU(A, new Int32Array(2))).toBe(false);
  });
});
