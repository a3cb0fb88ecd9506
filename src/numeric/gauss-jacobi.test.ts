import { describe, expect, it, test } from "vitest";
import { gamma, gaussJacobi, gaussLegendre } from "./index.js";

const sum = (weights: Float64Array, values: (i: number) => number) =>
  weights.reduce((total, weight, i) => total + weight * values(i), 0);

/** Legendre polynomials on [0, 1] by their recurrence. */
function legendre(degree: number, t: number): number {
  let [before, value] = [0, 1];
  for (let k = 0; k < degree; k++)
    [before, value] = [value, ((2 * k + 1) * (2 * t - 1) * value - k * before) / (k + 1)];
  return value;
}

describe.each([3, 4, 8, 17, 40])("gaussJacobi with %i nodes", (n) => {
  it.each([0, 0.1, 0.5, 0.9, 0.99])("integrates polynomials of degree 2n − 1 against t^(−%d)", (exponent) => {
    const { nodes, weights } = gaussJacobi(n, exponent);
    for (let degree = 0; degree <= 2 * n - 1; degree++) {
      const exact = 1 / (degree + 1 - exponent);
      // n terms of size 1/(1 − γ) or less, and a node that is off by 1e-16 to the power of the degree
      const rounding = (1e-15 * (n + degree)) / (1 - exponent);
      expect(Math.abs(sum(weights, (i) => nodes[i]! ** degree) - exact)).toBeLessThan(rounding);
    }
  });

  it.each([0, 0.5, 0.9])("does not integrate degree 2n against t^(−%d)", (exponent) => {
    const { nodes, weights } = gaussJacobi(n, exponent);
    // the square of the polynomial that vanishes at all nodes
    const square = (t: number) => nodes.reduce((product, node) => product * 4 * (t - node), 1) ** 2;
    expect(sum(weights, (i) => square(nodes[i]!))).toBe(0);
    const { nodes: finer, weights: heavier } = gaussJacobi(n + 1, exponent);
    expect(sum(heavier, (i) => square(finer[i]!))).toBeGreaterThan(1e-3);
  });

  it("has ascending nodes inside (0, 1) and positive weights", () => {
    for (const exponent of [0, 0.5, 0.99]) {
      const { nodes, weights } = gaussJacobi(n, exponent);
      const bounds = [0, ...nodes, 1];
      for (let i = 1; i < bounds.length; i++) expect(bounds[i]).toBeGreaterThan(bounds[i - 1]!);
      expect(weights.every((weight) => weight > 0)).toBe(true);
    }
  });

  it("is Gauss's rule for γ = 0", () => {
    const [first, second] = [gaussJacobi(n, 0), gaussLegendre(n)];
    first.nodes.forEach((node, i) => {
      // eigenvalues are found to the last bit or two, roots by Newton's method too
      expect(Math.abs(node - second.nodes[i]!)).toBeLessThan(1e-15);
      expect(Math.abs(first.weights[i]! - second.weights[i]!)).toBeLessThan(1e-14);
    });
  });

  it("reads the last three Legendre coefficients off a polynomial", () => {
    const { nodes, tails } = gaussJacobi(n, 0);
    const factors = [0.7, -0.2, 0.05];
    const f = (t: number) => factors.reduce((total, factor, r) => total + factor * legendre(n - 1 - r, t), 3);
    factors.forEach((factor, r) => {
      const coefficient = sum(tails.subarray(r * n, (r + 1) * n), (i) => f(nodes[i]!));
      // P_k is 1 at its largest, so that a coefficient is what it adds; degree 0 holds the constant too
      const constant = n - 1 - r === 0 ? 3 : 0;
      expect(Math.abs(coefficient - factor - constant)).toBeLessThan(1e-13 * n);
    });
  });

  it("sees no tails in polynomials of lower degree, whatever the exponent", () => {
    for (const exponent of [0.3, 0.9]) {
      const { nodes, tails } = gaussJacobi(n, exponent);
      for (let r = 0; r < 3; r++) {
        for (let degree = 0; degree < n - 1 - r; degree++) {
          const value = sum(tails.subarray(r * n, (r + 1) * n), (i) => nodes[i]! ** degree);
          expect(Math.abs(value)).toBeLessThan(1e-13 * n);
        }
      }
    }
  });
});

test("functions that are no polynomials, against Euler's integral", () => {
  // ∫₀¹ t^(−γ)(1 − t)^(5/2) dt = Γ(1 − γ)Γ(7/2)/Γ(9/2 − γ)
  for (const exponent of [0.25, 0.5, 0.75]) {
    const { nodes, weights } = gaussJacobi(60, exponent);
    const exact = (gamma(1 - exponent) * gamma(3.5)) / gamma(4.5 - exponent);
    // (1 − t)^(5/2) converges like n^(−7)
    expect(Math.abs(sum(weights, (i) => (1 - nodes[i]!) ** 2.5) - exact)).toBeLessThan(1e-10);
  }
});

test("a rule is made once", () => {
  expect(gaussJacobi(9, 0.25)).toBe(gaussJacobi(9, 0.25));
  expect(gaussJacobi(9, 0.25)).not.toBe(gaussJacobi(9, 0.26));
});
