import { describe, expect, it } from "vitest";
import { addResponse, exponential, factorLU, gamma, gaussLegendre, lagrangeBasis, radau, solveLU } from "./index.js";

const system = (A: number[], b: number[], c: number[]) => ({
  order: b.length,
  A: Float64Array.from(A),
  b: Float64Array.from(b),
  c: Float64Array.from(c),
});

describe("exponential", () => {
  it.each([
    ["overdamped", [0, 1, -2, -3]],
    ["oscillating", [0, 1, -5, -2]],
    ["critical", [0, 1, -1, -2]],
    ["nearly critical", [0, 1, -1 - 1e-9, -2]],
  ])("of a second-order system that is %s doubles as exp(2tA) = exp(tA)²", (_, A) => {
    const block = system(A, [0, 1], [1, 0]);
    const once = exponential(block, 0.3, new Float64Array(4));
    const twice = exponential(block, 0.6, new Float64Array(4));
    const square = [
      once[0]! * once[0]! + once[1]! * once[2]!,
      once[0]! * once[1]! + once[1]! * once[3]!,
      once[2]! * once[0]! + once[3]! * once[2]!,
      once[2]! * once[1]! + once[3]! * once[3]!,
    ];
    for (let k = 0; k < 4; k++) expect(Math.abs(twice[k]! - square[k]!)).toBeLessThan(1e-14);
    // and solves X' = A X at 0: difference quotient of width 1e-6
    const small = exponential(block, 1e-6, new Float64Array(4));
    const identity = [1, 0, 0, 1];
    for (let k = 0; k < 4; k++) expect((small[k]! - identity[k]!) / 1e-6).toBeCloseTo(A[k]!, 4);
  });
  it("does not overflow where the slow mode is moderate", () => {
    const out = exponential(system([0, 1, -1e-3, -1e3], [0, 1], [1, 0]), 1000, new Float64Array(4));
    expect(out.every(Number.isFinite)).toBe(true);
  });
});

describe("addResponse", () => {
  const nodes = radau(5).nodes;
  const basis = lagrangeBasis(nodes);
  it.each([0, 0.5, 30, 4000])("integrates a polynomial signal against e^(−%d·age) exactly", (rate) => {
    const [length, at] = [0.7, 0.9];
    const out = new Float64Array(5);
    addResponse(system([-rate], [2], [1]), { basis, length, upper: length, at }, out);
    const signal = (s: number) => 1 + s - 3 * s ** 4;
    const value = out.reduce((sum, w, k) => sum + w * signal(nodes[k]! * length), 0);
    // composite quadrature over panels that resolve the exponential
    const rule = gaussLegendre(20);
    const panels = 2000;
    let exact = 0;
    for (let p = 0; p < panels; p++) {
      for (let g = 0; g < 20; g++) {
        const s = ((p + rule.nodes[g]!) / panels) * length;
        exact += (rule.weights[g]! * length * 2 * Math.exp(-rate * (at - s)) * signal(s)) / panels;
      }
    }
    expect(Math.abs(value - exact)).toBeLessThan(1e-13 * Math.max(Math.abs(exact), 1e-300) + 1e-300);
  });
});

describe("factorLU", () => {
  it("solves with pivoting and reports singular matrices", () => {
    const A = Float64Array.of(0, 2, 1, 1, 1, 1, 4, -1, 0.5);
    const x = Float64Array.of(3, 3, 3.5);
    const pivots = new Int32Array(3);
    expect(factorLU(A, pivots)).toBe(true);
    solveLU(A, pivots, x);
    expect([...x]).toEqual([1, 1, 1].map((v) => expect.closeTo(v, 14)));
    expect(factorLU(Float64Array.of(1, 2, 2, 4), new Int32Array(2))).toBe(false);
    expect(factorLU(Float64Array.of(Number.NaN, 1, 1, 1), new Int32Array(2))).toBe(false);
  });
});

describe("gamma", () => {
  it("is the factorial, and √π at one half", () => {
    expect(gamma(5) / 24 - 1).toBeCloseTo(0, 13);
    expect(gamma(0.5) / Math.sqrt(Math.PI) - 1).toBeCloseTo(0, 13);
    expect(gamma(0.1) / 9.513507698668732 - 1).toBeCloseTo(0, 13);
  });
});
