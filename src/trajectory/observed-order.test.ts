import { expect, test } from "vitest";
import { observedOrder } from "./observed-order.js";

test("finds the exponent of an exact power law", () => {
  const steps = [0.1, 0.03, 0.01, 0.001];
  const order = observedOrder(
    steps,
    steps.map((step) => 7 * step ** 1.5),
  );
  // exact up to the rounding of the logarithms
  expect(order?.slope).toBeCloseTo(1.5, 12);
  expect(order?.r2).toBeCloseTo(1, 12);
});

test("reports a bad fit as a small r2", () => {
  const order = observedOrder([0.1, 0.01, 0.001], [1, 100, 1]);
  expect(Math.abs(order!.slope)).toBeLessThan(1e-12);
  expect(order!.r2).toBeLessThan(1e-12);
});

test("has no order where no line is defined", () => {
  expect(observedOrder([0.1], [1])).toBeNull();
  expect(observedOrder([0.1, 0.1], [1, 2])).toBeNull();
  expect(observedOrder([0.1, 0.01], [1, 0])).toBeNull();
  expect(observedOrder([0.1, 0.01], [1, Number.NaN])).toBeNull();
});

test("refuses bad steps", () => {
  expect(() => observedOrder([0.1], [1, 2])).toThrow(RangeError);
  expect(() => observedOrder([0, 1], [1, 2])).toThrow("current value is 0");
  expect(() => observedOrder([Number.NaN, 1], [1, 2])).toThrow("current value is NaN");
});
