import { describe, expect, it } from "vitest";
import { radau } from "../../numeric/index.js";
import { radauTransform } from "./radau-transform.js";

describe.each([3, 5, 7])("Radau IIA with %d stages", (s) => {
  const method = radauTransform(s);
  const product = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from({ length: s * s }, (_, k) => {
      let sum = 0;
      for (let j = 0; j < s; j++) sum += a[Math.floor(k / s) * s + j]! * b[j * s + (k % s)]!;
      return sum;
    });
  const identity = Array.from({ length: s * s }, (_, k) => (k % (s + 1) === 0 ? 1 : 0));
  const distance = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((x, k) => Math.abs(x - b[k]!)));

  it("has the eigenvalues of A⁻¹ and their vectors", () => {
    const blocks = new Array<number>(s * s).fill(0);
    blocks[0] = method.real;
    method.pairs.forEach(({ re, im }, k) => {
      const at = (2 * k + 1) * (s + 1);
      [blocks[at], blocks[at + 1], blocks[at + s], blocks[at + s + 1]] = [re, im, -im, re];
    });
    // entries of A⁻¹ are up to 100
    expect(distance(product(method.inverse, method.T), product(method.T, blocks))).toBeLessThan(1e-12);
    expect(distance(product(method.T, method.TInverse), identity)).toBeLessThan(1e-12);
    expect(distance(product(method.inverse, radau(s).A), identity)).toBeLessThan(1e-12);
  });

  it("all of them lie on the right, so that the method is stable", () => {
    expect([method.real, ...method.pairs.map(({ re }) => re)].every((re) => re > 0)).toBe(true);
    expect(method.pairs.every(({ im }) => im > 0)).toBe(true);
  });

  it("differentiates polynomials at both ends", () => {
    const derivative = (row: Float64Array) => method.nodes.reduce((sum, x, k) => sum + row[k]! * x ** s, 0);
    expect(derivative(method.slopeAtStart)).toBeCloseTo(0, 11);
    expect(derivative(method.slopeAtEnd)).toBeCloseTo(s, 11);
  });
});

it("has the eigenvalues that are printed for three stages", () => {
  // Hairer and Wanner II, section IV.8, equation 8.12 and what follows
  const { real, pairs } = radauTransform(3);
  expect(real).toBeCloseTo(3.637834252744496, 13);
  expect(pairs[0]!.re).toBeCloseTo(2.681082873627752, 13);
  expect(pairs[0]!.im).toBeCloseTo(3.050430199247411, 13);
});
