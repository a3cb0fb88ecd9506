import { describe, expect, it } from "vitest";
import { createRandom } from "../../numeric/index.js";
import { factorSymmetric } from "./sliding-linear.js";
import { slidingVelocity } from "./sliding-velocity.js";

const precision = 1e-12;
const field = { precision, factor: (A: Float64Array, k: number) => factorSymmetric(A, k, precision) };

function velocityOf(hessian: Float64Array, velocity: readonly number[], surface: readonly number[]) {
  const u = Float64Array.from(velocity);
  const sliding = slidingVelocity({ hessian, velocity: u, surface, held: new Set(), field });
  return { u: Array.from(u), sliding };
}

describe("slidingVelocity", () => {
  it.each([
    ["slides", [2, 1, 1, 5], [0, 1], [-0.5, 1], [0]],
    ["crosses", [1, 2, 2, 5], [0, 1], [-1, 1], []],
    ["leaves a ridge", [-1, 0.5, 0.5, 1], [0, 1], [-1, 1], []],
    ["stays on a ridge", [-1, 0, 0, 1], [0, 1], [0, 1], [0]],
    ["stays where nothing moves", [1, 2, 2, 1], [0, 0], [0, 0], [0, 1]],
  ])("%s", (_name, hessian, velocity, wanted, sliding) => {
    const surface = wanted.flatMap((speed, i) => (velocity[i] === 0 || speed !== velocity[i] ? [i] : []));
    const { u, sliding: found } = velocityOf(Float64Array.from(hessian), velocity, surface);
    expect(found).toEqual(sliding);
    // rounding of a root and of two divisions
    for (const [i, speed] of wanted.entries()) expect(Math.abs(u[i]! - speed)).toBeLessThan(1e-15);
  });

  it("takes the shortest of equal minima", () => {
    const { u } = velocityOf(Float64Array.of(1, 2, -1, 2, 4, -2, -1, -2, 9), [0, 0, 1], [0, 1]);
    // u₀ + 2u₁ = 1; rounding of a few operations
    expect(Math.abs(u[0]! - 0.2) + Math.abs(u[1]! - 0.4)).toBeLessThan(1e-14);
  });

  it.each(["definite", "of low rank", "indefinite"])("satisfies the conditions of Filippov: random, %s", (kind) => {
    const random = createRandom(5);
    for (let trial = 0; trial < 200; trial++) {
      const n = 2 + (trial % 9);
      const columns = kind === "of low rank" ? Math.ceil(n / 2) : n;
      const B = Float64Array.from({ length: n * n }, random.normal);
      const H = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < columns; k++) H[i * n + j]! += B[i * n + k]! * B[j * n + k]!;
          if (kind === "indefinite") H[i * n + j] = B[i * n + j]! + B[j * n + i]!;
        }
      }
      const before = Array.from({ length: n }, () => Math.sign(random.normal()));
      const surface = before.flatMap((_, i) => (i % 4 === 3 ? [] : [i]));
      const { u, sliding } = velocityOf(H, before, surface);
      for (const i of before.keys()) {
        if (!surface.includes(i)) expect(u[i]).toBe(before[i]);
        expect(Math.abs(u[i]!)).toBeLessThanOrEqual(1);
        const w = u.reduce((sum, value, j) => sum + H[i * n + j]! * value, 0);
        // what slides keeps g = 0, to the rounding of solving with matrices whose condition is up to 1e5
        if (sliding!.includes(i)) expect(Math.abs(w)).toBeLessThan(1e-10);
        // of equal minima one may have speeds ±1 where w is 0 to that rounding
        else if (surface.includes(i)) expect(Math.abs(w) < 1e-10 ? Math.abs(u[i]!) : -Math.sign(w) * u[i]!).toBe(1);
      }
    }
  });

  it("is a minimum of ½uᵀHu over the box", () => {
    const random = createRandom(6);
    const n = 6;
    const B = Float64Array.from({ length: n * n }, random.normal);
    const H = Float64Array.from({ length: n * n }, (_, m) => {
      const [i, j] = [Math.floor(m / n), m % n];
      return B.reduce((sum, _, k) => (k < n ? sum + B[i * n + k]! * B[j * n + k]! : sum), 0);
    });
    const value = (u: readonly number[]) =>
      u.reduce((sum, a, i) => sum + u.reduce((part, b, j) => part + 0.5 * a * b * H[i * n + j]!, 0), 0);
    const { u } = velocityOf(H, [1, 1, 1, 1, 1, -1], [0, 1, 2, 3, 4]);
    for (let trial = 0; trial < 500; trial++) {
      const other = u.map((speed, i) => (i === 5 ? speed : Math.max(-1, Math.min(1, speed + 0.3 * random.normal()))));
      // rounding of sums of 36 products
      expect(value(other)).toBeGreaterThan(value(u) - 1e-13);
    }
  });
});

describe("factorSymmetric", () => {
  it("does not mind units", () => {
    const x = Float64Array.of(1, 1e10);
    const factors = factorSymmetric(Float64Array.of(1, 0, 0, 1e20), 2, precision);
    factors.solve(x);
    expect([factors.isDefinite, ...x]).toEqual([true, 1, 1e-10]);
  });

  it("solves with regular indefinite and with singular matrices", () => {
    const x = Float64Array.of(2, 3);
    factorSymmetric(Float64Array.of(0, 1, 1, 0), 2, precision).solve(x);
    expect(Array.from(x)).toEqual([3, 2]);
    const zero = Float64Array.of(0, 0);
    factorSymmetric(new Float64Array(4), 2, precision).solve(zero);
    expect(Array.from(zero)).toEqual([0, 0]);
  });
});
