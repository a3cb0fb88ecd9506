import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../numeric/index.js";
import { secondOrderKernel } from "./second-order.js";

const lr = 0.25;
const betas = [0, 0.2, 0.5 - 1e-9, 0.5, 0.5 + 1e-9, 0.9, 0.999];

/** ∫₀^T by Gauss–Legendre on panels of one α. */
function integral(f: (age: number) => number, until: number): number {
  const { nodes, weights } = gaussLegendre(16);
  let sum = 0;
  for (let panel = 0; panel * lr < until; panel++) {
    for (let k = 0; k < nodes.length; k++) sum += lr * weights[k]! * f((panel + nodes[k]!) * lr);
  }
  return sum;
}

describe.each(betas)("the second-order kernel at β = %d", (beta) => {
  const { weight } = secondOrderKernel({ lr, beta });

  it("starts from 0 with the slope 2(1 − β)/α²", () => {
    expect(weight(0)).toBe(0);
    // the second derivative at 0 is −2/α times the slope
    const h = 1e-7 * lr;
    expect(weight(h) / h / ((2 * (1 - beta)) / lr ** 2)).toBeCloseTo(1, 6);
  });

  it("integrates to 1, with the mean age α/(1 − β)", () => {
    const until = (60 * lr) / (1 - beta);
    // up to a million terms are added
    expect(integral(weight, until)).toBeCloseTo(1, 11);
    expect((integral((age) => age * weight(age), until) * (1 - beta)) / lr).toBeCloseTo(1, 10);
  });

  it("solves (α²/2)K″ + αK′ + (1 − β)K = 0", () => {
    // central differences with their error of order h²
    const h = 1e-3 * lr;
    for (const age of [0.3, 1, 2.5, 6].map((x) => x * lr)) {
      const [before, now, after] = [weight(age - h), weight(age), weight(age + h)];
      const inertia = (lr ** 2 / 2) * ((after - 2 * now + before) / h ** 2);
      const friction = lr * ((after - before) / (2 * h));
      expect(Math.abs(inertia + friction + (1 - beta) * now)).toBeLessThan(1e-5);
    }
  });

  it("is 0 at an infinite age", () => {
    expect(weight(Infinity)).toBeCloseTo(0, 300);
  });
});

describe("the second-order kernel", () => {
  it("is continuous through β = ½", () => {
    for (const step of [1e-15, 1e-12, 1e-9, 1e-6]) {
      for (const age of [0.1, 1, 5, 20].map((x) => x * lr)) {
        const at = (beta: number) => secondOrderKernel({ lr, beta }).weight(age);
        // d(ln K)/dβ = x²/3 − 2 for x = age/α, at most 132 here
        expect(Math.abs(at(0.5 + step) / at(0.5) - 1)).toBeLessThan(150 * step + 1e-14);
        expect(Math.abs(at(0.5 - step) / at(0.5) - 1)).toBeLessThan(150 * step + 1e-14);
      }
    }
  });

  it("changes its sign every half period for β < ½, by the factor −e^(−π/ρ)", () => {
    const { weight } = secondOrderKernel({ lr, beta: 0.2 });
    const rho = Math.sqrt(0.6);
    for (const age of [0.1, 0.7, 2].map((x) => x * lr)) {
      expect(weight(age + (Math.PI * lr) / rho) / weight(age)).toBeCloseTo(-Math.exp(-Math.PI / rho), 12);
    }
  });

  it.each([
    ["lr", { lr: 0, beta: 0.9 }],
    ["lr", { lr: Number.NaN, beta: 0.9 }],
    ["beta", { lr: 1, beta: 1 }],
    ["beta", { lr: 1, beta: -0.1 }],
    ["beta", { lr: 1, beta: Number.NaN }],
  ])("refuses a wrong %s", (name, options) => {
    expect(() => secondOrderKernel(options)).toThrow(RangeError);
    expect(() => secondOrderKernel(options)).toThrow(name);
  });
});
