import { expect, it } from "vitest";
import { radauNodes } from "../../numeric/index.js";
import { createExtrapolation } from "./extrapolation.js";

const nodes = Float64Array.of(0, ...radauNodes(7));

it("continues polynomials, and leaves out what is noise", () => {
  const extrapolation = createExtrapolation(nodes, 2);
  const values = new Float64Array(16);
  nodes.forEach((x, k) => {
    values[2 * k] = 1 + x - x ** 5;
    values[2 * k + 1] = 3 + x ** 2 + 1e-9 * (k % 2);
  });
  const out = new Float64Array(2);
  extrapolation.take(values, Float64Array.of(1e-13, 1e-8));
  extrapolation.evaluate(2.5, 7, out);
  expect(out[0]).toBeCloseTo(3.5 - 2.5 ** 5, 8);
  // a parabola, and noise of 1e-9 that grows like P₂(4) = 23.5
  expect(Math.abs(out[1]! - 9.25)).toBeLessThan(1e-7);
  extrapolation.evaluate(2.5, 0, out);
  // the mean of 1 + x − x⁵ on [0, 1]
  expect(out[0]).toBeCloseTo(1 + 1 / 2 - 1 / 6, 12);
});

it("estimates the coefficient after the last: of e^(−3x), within a factor", () => {
  const extrapolation = createExtrapolation(nodes, 1);
  const out = new Float64Array(1);
  extrapolation.neglected(
    nodes.map((x) => Math.exp(-3 * x)),
    out,
  );
  // of degree 8: e^(−3/2) times 17 times the modified spherical Bessel function of 3/2
  const exact = 2.99276e-6;
  expect(out[0]! / exact).toBeGreaterThan(0.5);
  expect(out[0]! / exact).toBeLessThan(2);
  extrapolation.neglected(
    nodes.map(() => 0.1),
    out,
  );
  expect(out[0]).toBe(0);
});
