import { describe, expect, it } from "vitest";
import { gaussLegendre, lagrangeBasis, radau } from "./index.js";

describe("gaussLegendre", () => {
  it.each([1, 2, 5, 16, 1000])("with %i nodes integrates polynomials of degree 2n − 1", (n) => {
    const { nodes, weights } = gaussLegendre(n);
    for (const degree of [0, 1, 2 * n - 2, 2 * n - 1]) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += weights[i]! * nodes[i]! ** degree;
      // rounding of n terms of size 1 or less
      expect(Math.abs(sum - 1 / (degree + 1))).toBeLessThan(1e-14 * Math.sqrt(n) * 10);
    }
  });
  it("refuses what is no count", () => {
    expect(() => gaussLegendre(0)).toThrow(RangeError);
    expect(() => gaussLegendre(Number.NaN)).toThrow("Cannot make a quadrature as n must be a positive integer");
  });
});

describe("radau", () => {
  it("has the published nodes and matrix for two and three stages", () => {
    const two = radau(2);
    expect(two.nodes[0]).toBeCloseTo(1 / 3, 15);
    expect([...two.A].map((a) => a * 12)).toEqual([5, -1, 9, 3].map((a) => expect.closeTo(a, 13)));
    expect(radau(3).nodes[0]).toBeCloseTo((4 - Math.sqrt(6)) / 10, 15);
  });
  it.each([2, 5, 8, 12])("with %i stages integrates to the order 2s − 1 at the end", (stages) => {
    const { nodes, A } = radau(stages);
    const last = A.subarray((stages - 1) * stages);
    for (let degree = 0; degree <= 2 * stages - 2; degree++) {
      const sum = nodes.reduce((total, x, j) => total + last[j]! * x ** degree, 0);
      expect(Math.abs(sum - 1 / (degree + 1))).toBeLessThan(1e-13);
    }
  });
  it("refuses other stage numbers", () => {
    expect(() => radau(1)).toThrow(RangeError);
    expect(() => radau(2.5)).toThrow(RangeError);
  });
});

describe("lagrangeBasis", () => {
  it("reproduces polynomials inside and outside its nodes", () => {
    const nodes = radau(6).nodes;
    const basis = lagrangeBasis(nodes);
    const weights = new Float64Array(6);
    const p = (x: number) => 1 - 2 * x + 3 * x ** 5;
    for (const x of [0, nodes[2]!, 0.77, 1, 1.5]) {
      basis.evaluate(x, weights);
      const value = nodes.reduce((sum, node, k) => sum + weights[k]! * p(node), 0);
      expect(Math.abs(value - p(x))).toBeLessThan(1e-12);
    }
  });
});
