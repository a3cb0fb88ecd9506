import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/numeric/random.js";
import { expressionObjective } from "../../src/objectives/expression/index.js";
import { createObjective, type Objective, objectives } from "../../src/objectives/index.js";

const cases = objectives.flatMap((entry) =>
  entry.examples.map((args) => ({ label: `${entry.name}(${args.join(", ")})`, entry, args })),
);

/** Points around the start and the origin, the same in every run. */
function pointsOf(objective: Objective, start: readonly number[], count: number): Float64Array[] {
  const random = createRandom(5);
  const n = objective.dimension;
  const points = [Float64Array.from(start)];
  while (points.length < count) points.push(Float64Array.from({ length: n }, () => 2 * random.normal()));
  return points;
}

function gradientAt(objective: Objective, theta: Float64Array): Float64Array {
  const out = new Float64Array(objective.dimension).fill(Number.NaN);
  objective.gradient(theta, out);
  return out;
}

/** `(f(θ + h eₖ) − f(θ − h eₖ))/2h` for h and h/2, extrapolated: an error of O(h⁴). */
function difference(theta: Float64Array, k: number, f: (theta: Float64Array) => Float64Array): Float64Array {
  const central = (h: number) => {
    const right = theta.slice();
    const left = theta.slice();
    right[k]! += h;
    left[k]! -= h;
    const end = f(left);
    return f(right).map((value, j) => (value - end[j]!) / (right[k]! - left[k]!));
  };
  const coarse = central(2e-3);
  return central(1e-3).map((value, j) => (4 * value - coarse[j]!) / 3);
}

// h⁴f⁽⁵⁾/30 with h = 1e-3, and rounding ε|f|/h; f⁽⁵⁾ of rastrigin is 20·(2π)⁵/2 ≈ 1e5, so 1e-7 of the scale of f
const DIFFERENCE_TOLERANCE = 1e-7;

function expectClose(actual: Float64Array, expected: Float64Array, scale: number): void {
  actual.forEach((value, k) => {
    expect(Math.abs(value - expected[k]!)).toBeLessThan(DIFFERENCE_TOLERANCE * (1 + scale));
  });
}

describe.each(cases)("objective $label", ({ entry, args }) => {
  const objective = entry.create(...args);
  const n = objective.dimension;
  const points = pointsOf(objective, entry.start(objective), 6);

  it("starts at a point of its dimension where the value is finite", () => {
    expect(entry.start(objective)).toHaveLength(n);
    expect(objective.value(points[0]!)).toSatisfy(Number.isFinite);
  });

  it("has the gradient of its value", () => {
    for (const theta of points) {
      const gradient = gradientAt(objective, theta);
      const slopes = theta.map((_, k) => difference(theta, k, (x) => Float64Array.of(objective.value(x)))[0]!);
      expectClose(gradient, slopes, Math.hypot(...gradient) + Math.abs(objective.value(theta)));
      if (objective.valueAndGradient) {
        const out = new Float64Array(n);
        const value = objective.valueAndGradient(theta, out);
        expect(Math.abs(value - objective.value(theta))).toBeLessThanOrEqual(1e-14 * Math.abs(value));
        expect(Array.from(out)).toEqual(Array.from(gradient));
      }
    }
  });

  it("has the Hessian of its gradient, symmetric", () => {
    for (const theta of points) {
      const hessian = new Float64Array(n * n).fill(Number.NaN);
      objective.hessian!(theta, hessian);
      const scale = Math.hypot(...hessian) + Math.hypot(...gradientAt(objective, theta));
      for (let k = 0; k < n; k++) {
        const row = hessian.subarray(k * n, (k + 1) * n);
        expectClose(
          row,
          difference(theta, k, (x) => gradientAt(objective, x)),
          scale,
        );
        row.forEach((value, j) => {
          expect(value).toBe(hessian[j * n + k]);
        });
      }
      if (objective.hessianVector) {
        const direction = Float64Array.from({ length: n }, (_, j) => Math.cos(j + 1));
        const product = new Float64Array(n);
        objective.hessianVector(theta, direction, product);
        const expected = product.map((_, i) => direction.reduce((sum, d, j) => sum + hessian[i * n + j]! * d, 0));
        expectClose(product, expected, Math.hypot(...hessian));
      }
    }
  });

  it("does not move its argument", () => {
    const theta = points[1]!.slice();
    objective.value(theta);
    objective.gradient(theta, new Float64Array(n));
    objective.hessian!(theta, new Float64Array(n * n));
    expect(theta).toEqual(points[1]);
  });

  it("has its minimum at its minimisers and nowhere less", () => {
    const { minimisers, minimum } = objective.constants!;
    for (const minimiser of minimisers!) {
      const theta = Float64Array.from(minimiser);
      // the minimisers are rounded: |∇f| ≤ |H| ε |θ|, with |H| ≤ 1e3 in all examples
      expect(Math.hypot(...gradientAt(objective, theta))).toBeLessThan(1e-12);
      expect(Math.abs(objective.value(theta) - minimum!)).toBeLessThan(1e-15);
    }
    for (const theta of pointsOf(objective, entry.start(objective), 200)) {
      expect(objective.value(theta)).toBeGreaterThanOrEqual(minimum! - 1e-15);
    }
  });

  it("has the constants that it declares", () => {
    const { smoothness, strongConvexity, pl, minimum } = objective.constants!;
    const many = pointsOf(objective, entry.start(objective), 400);
    for (let k = 1; k < many.length; k++) {
      const x = many[k - 1]!;
      const y = many[k]!;
      const gx = gradientAt(objective, x);
      const gy = gradientAt(objective, y);
      const distance = Math.hypot(...x.map((value, j) => value - y[j]!));
      const change = gx.map((value, j) => value - gy[j]!);
      const product = change.reduce((sum, value, j) => sum + value * (x[j]! - y[j]!), 0);
      // only rounding is forgiven
      const rounding = 1e-12 * (Math.hypot(...gx) + Math.hypot(...gy) + 1) * distance;
      if (smoothness !== undefined)
        expect(Math.hypot(...change) * distance).toBeLessThanOrEqual(smoothness * distance ** 2 + rounding);
      if (strongConvexity !== undefined)
        expect(product).toBeGreaterThanOrEqual(strongConvexity * distance ** 2 - rounding);
      if (pl !== undefined) {
        const gap = objective.value(x) - minimum!;
        expect(Math.hypot(...gx) ** 2).toBeGreaterThanOrEqual(2 * pl * gap * (1 - 1e-9) - 1e-12);
      }
    }
    if (smoothness !== undefined && strongConvexity !== undefined)
      expect(strongConvexity).toBeLessThanOrEqual(smoothness);
  });
});

describe("constants are sharp where they claim to be", () => {
  it.each(objectives.filter((entry) => entry.name === "randomQuadratic"))("$name: L and μ are attained", (entry) => {
    const objective = entry.create(6, 3);
    const { smoothness, strongConvexity } = objective.constants!;
    const hessian = new Float64Array(36);
    objective.hessian!(new Float64Array(6), hessian);
    // det(H − λI) = 0 by elimination, relative to the size of the determinant of H − (λ ± 1%)I
    const determinant = (shift: number) => eliminate(hessian, 6, shift);
    for (const lambda of [smoothness!, strongConvexity!]) {
      expect(Math.sign(determinant(lambda * (1 - 1e-9)))).not.toBe(Math.sign(determinant(lambda * (1 + 1e-9))));
    }
  });

  it("rosenbrock1d: no larger Polyak–Łojasiewicz constant holds", () => {
    for (const c of [0.25, 1, 1.5, 1.9]) {
      const objective = createObjective("rosenbrock1d", [c]);
      let least = Number.POSITIVE_INFINITY;
      for (let x = -3; x < 0.999; x += 1e-4) {
        const gradient = gradientAt(objective, Float64Array.of(x))[0]!;
        least = Math.min(least, gradient ** 2 / (2 * objective.value(Float64Array.of(x))));
      }
      // the grid misses the infimum by at most its second order, (1e-4)² times a curvature below 100
      expect(objective.constants!.pl!).toBeLessThanOrEqual(least);
      expect(objective.constants!.pl!).toBeGreaterThan(least - 1e-6);
    }
    expect(createObjective("rosenbrock1d", [2]).constants!.pl).toBeUndefined();
  });
});

/** Determinant of `matrix − shift·I`, up to a positive factor, by elimination with row exchange. */
function eliminate(matrix: Float64Array, n: number, shift: number): number {
  const rows = Array.from({ length: n }, (_, i) => Array.from(matrix.slice(i * n, (i + 1) * n)));
  let determinant = 1;
  rows.forEach((row, i) => {
    row[i]! -= shift;
  });
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
      determinant = -determinant;
    }
    determinant *= rows[k]![k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j < n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  return determinant;
}

const WRITTEN: readonly (readonly [text: string, name: string, args: number[]])[] = [
  ["(x-4)^2", "quadratic", []],
  ["(x^2-1)^2/4", "doubleWell", []],
  ["(1-x)^2+1.5*(x^2-1)^2", "rosenbrock1d", []],
  ["100*(y-x^2)^2+(1-x)^2", "rosenbrock", []],
  ["x^6/6", "power", [6]],
  ["20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)", "rastrigin", [2]],
  ["(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", "beale", []],
  ["(x^2+y-11)^2+(x+y^2-7)^2", "himmelblau", []],
  ["cosh(x)", "cosh", []],
  ["x1^2+x2^2+x3^2+x4^2+x5^2", "sphere", [5]],
  ["(x^2+100y^2)/2", "illConditioned", [2, 100]],
];

describe.each(WRITTEN)("expression %s", (text, name, args) => {
  it(`agrees with ${name} in value, gradient and Hessian`, () => {
    const named = createObjective(name, args);
    const written = expressionObjective(text);
    const n = named.dimension;
    expect(written.dimension).toBe(n);
    for (const theta of pointsOf(named, new Array<number>(n).fill(0), 20)) {
      const read = (objective: Objective) => {
        const hessian = new Float64Array(n * n);
        objective.hessian!(theta, hessian);
        return [objective.value(theta), ...gradientAt(objective, theta), ...hessian];
      };
      const expected = read(named);
      // rounding in another order of operations; 1000 is the size of cancelling terms
      const scale = Math.max(...expected.map(Math.abs), 1000);
      read(written).forEach((value, k) => {
        expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-13 * scale);
      });
    }
  });
});
