import { expect, test } from "vitest";
import { cubicSpline, linearSpline } from "./spline.js";

function evaluate(knots: number[], f: (x: number) => number, x: number): number {
  const out = new Float64Array(1);
  cubicSpline(Float64Array.from(knots), Float64Array.from(knots, f)).evaluate(x, out);
  return out[0]!;
}

const uneven = [-1, -0.2, 0, 0.7, 0.75, 2, 3.5];

test.each([4, 5, 7])("a cubic through %i knots is reproduced, also outside them", (count) => {
  const cubic = (x: number) => 2 - x + 3 * x * x - 0.5 * x ** 3;
  for (const x of [-3, -1, -0.5, 0.1, 0.72, 1.9, 3, 5]) {
    // one rounding, magnified by the cube of a distance of 4 in units of the shortest piece, 0.05
    expect(Math.abs(evaluate(uneven.slice(0, count), cubic, x) - cubic(x))).toBeLessThan(1e-9);
  }
});

test.each([
  [3, (x: number) => 1 + x - 2 * x * x],
  [2, (x: number) => 1 + x],
  [1, () => 7],
])("%i knots give the polynomial through them", (count, polynomial) => {
  for (const x of [-2, -0.7, -0.1, 1]) {
    expect(Math.abs(evaluate(uneven.slice(0, count), polynomial, x) - polynomial(x))).toBeLessThan(1e-13);
  }
});

test("all points at once are the points one by one", () => {
  const values = Float64Array.from([...uneven, ...uneven], (x, i) => Math.sin(x + i));
  const points = Float64Array.of(-3, -1, -0.21, -0.2, 0, 0.3, 0.74, 0.75, 1.9, 2, 3.5, 9, 0.1, -1e300, 1e300);
  for (const count of [1, 2, 3, 7]) {
    const spline = cubicSpline(Float64Array.from(uneven.slice(0, count)), values.slice(0, 2 * count), { size: 2 });
    const all = new Float64Array(2 * points.length);
    spline.evaluateAll(points, all);
    const one = new Float64Array(2);
    points.forEach((x, k) => {
      spline.evaluate(x, one);
      expect(all.subarray(2 * k, 2 * k + 2)).toEqual(one);
    });
  }
});

test("agrees with SciPy", () => {
  // scipy 1.17.1: k = [-1, -0.2, 0, 0.7, 0.75, 2, 3.5]; CubicSpline(k, numpy.cos(3*k))(x)
  const expected: [number, number][] = [
    [-2, 6.021604982310568],
    [-0.9, -0.8717499697453689],
    [0.3, 0.5926410471081529],
    [0.72, -0.555984316859125],
    [1.5, -0.3687266425109109],
    [3, 1.9041172280375034],
    [4, -6.08607894735377],
  ];
  // another order of operations: roundings magnified by the extrapolation
  for (const [x, y] of expected) expect(Math.abs(evaluate(uneven, (t) => Math.cos(3 * t), x) - y)).toBeLessThan(1e-13);
});

test("fourth order inside", () => {
  const error = (n: number) => {
    const knots = Array.from({ length: n + 1 }, (_, i) => (3 * i) / n);
    const xs = Array.from({ length: 3000 }, (_, i) => i / 1000);
    return Math.max(...xs.map((x) => Math.abs(evaluate(knots, Math.exp, x) - Math.exp(x))));
  };
  const order = Math.log2(error(40) / error(80));
  expect(Math.abs(order - 4)).toBeLessThan(0.2);
});

test("two derivatives are continuous at the knots", () => {
  const out = new Float64Array(1);
  const spline = cubicSpline(Float64Array.from(uneven), Float64Array.from(uneven, Math.cos));
  const at = (x: number) => {
    spline.evaluate(x, out);
    return out[0]!;
  };
  const d = 1e-3;
  for (const knot of uneven.slice(1, -1)) {
    // one-sided second differences of cubics differ from the second derivative by d times the third
    const left = (at(knot) - 2 * at(knot - d) + at(knot - 2 * d)) / (d * d);
    const right = (at(knot) - 2 * at(knot + d) + at(knot + 2 * d)) / (d * d);
    expect(Math.abs(left - right)).toBeLessThan(20 * d);
  }
});

test("components are independent, and the order of questions does not matter", () => {
  const knots = Float64Array.from(uneven);
  const both = cubicSpline(knots, Float64Array.from([...knots].flatMap((x) => [Math.sin(x), Math.exp(x)])), {
    size: 2,
  });
  const out = new Float64Array(2);
  for (const x of [3, -2, 0.74, 0, 4, -0.9, 2]) {
    both.evaluate(x, out);
    expect([...out]).toEqual([evaluate(uneven, Math.sin, x), evaluate(uneven, Math.exp, x)]);
  }
});

test("strongly graded knots are found by bisection", () => {
  const graded = Array.from({ length: 60 }, (_, i) => (i / 59) ** 8);
  for (const x of [1e-12, 1e-6, 0.01, 0.3, 0.99])
    expect(Math.abs(evaluate(graded, (t) => t, x) - x)).toBeLessThan(1e-13);
});

test("a polyline is linear between its knots, and one explosion does not spread", () => {
  const out = new Float64Array(2);
  const spline = linearSpline(Float64Array.of(0, 1, 3, 4), Float64Array.of(0, 1, 2, 5, 4, 3, 1e300, 0), { size: 2 });
  const at = (x: number) => {
    spline.evaluate(x, out);
    return [...out];
  };
  expect([at(-1), at(0), at(0.5), at(2), at(3)]).toEqual([
    [-2, -3],
    [0, 1],
    [1, 3],
    [3, 4],
    [4, 3],
  ]);
  linearSpline(Float64Array.of(2), Float64Array.of(7)).evaluate(5, out);
  expect(out[0]).toBe(7);
});

test("bad input throws", () => {
  expect(() => cubicSpline(Float64Array.of(0, 0), Float64Array.of(1, 1))).toThrow("increase strictly");
  expect(() => cubicSpline(Float64Array.of(0, Number.NaN), Float64Array.of(1, 1))).toThrow("increase strictly");
  expect(() => cubicSpline(Float64Array.of(), Float64Array.of())).toThrow("increase strictly");
  expect(() => cubicSpline(Float64Array.of(0, 1), Float64Array.of(1))).toThrow("must be 2: current value is 1");
});
