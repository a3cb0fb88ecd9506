import { describe, expect, it } from "vitest";
import type { NumberField } from "./field.js";
import { fieldNames, fields, initialState } from "./lab-state.js";
import { pagePosition, positionOf, positions, valueAt } from "./slider.js";

const numbers = fieldNames.flatMap((name) => {
  const field = fields[name];
  return field.kind === "number" ? [[name, field as NumberField] as const] : [];
});

describe.each(numbers)("the slider of %s", (_, field) => {
  const last = positions(field);
  const all = Array.from({ length: last + 1 }, (_, position) => valueAt(field, position));

  it("has exact ends, and zero where it is allowed", () => {
    expect(all[0]).toBe(field.allowsZero ? 0 : field.min);
    expect(all[last]).toBe(field.max);
    if (field.allowsZero) expect(all[1]).toBe(field.min);
  });

  it("goes up at every position, and back to the position of every value", () => {
    for (const [position, value] of all.entries()) {
      if (position > 0) expect(value).toBeGreaterThan(all[position - 1]!);
      expect(positionOf(field, value)).toBe(position);
      expect(field.isInteger && !Number.isInteger(value)).toBeFalsy();
    }
  });

  it("takes values beyond its ends to them", () => {
    expect(positionOf(field, field.max + 1)).toBe(last);
    expect(positionOf(field, field.min - 1)).toBe(0);
  });

  it("can be crossed", () => {
    expect(last).toBeLessThanOrEqual(450);
  });
});

it.each(["lr", "beta1", "beta2", "epsilon", "steps", "momentum", "weightDecay", "velocity0", "cursor"] as const)(
  "the slider of %s reaches the value at the start",
  (name) => {
    const field = fields[name] as NumberField;
    expect(valueAt(field, positionOf(field, initialState[name]))).toBe(initialState[name]);
  },
);

it("puts values between two positions to the nearer one, by ratio where the scale is logarithmic", () => {
  const field: NumberField = { kind: "number", initial: 1, min: 1, max: 1e12, scale: "log" };
  expect(valueAt(field, positionOf(field, 1.09))).toBe(1);
  expect(valueAt(field, positionOf(field, 1.11))).toBe(1.2);
});

it("spreads factors by what is left of them", () => {
  const field = fields.beta2 as NumberField;
  const half = valueAt(field, positions(field) / 2);
  expect(half).toBeGreaterThan(0.99);
  expect(half).toBeLessThan(0.999);
});

describe("page keys", () => {
  const field = fields.lr as NumberField;

  it("move by ten positions, and not beyond the ends", () => {
    const here = positionOf(field, 0.01);
    expect(pagePosition(field, 0.01, "PageUp")).toBe(here + 10);
    expect(pagePosition(field, 0.01, "PageDown")).toBe(here - 10);
    expect(pagePosition(field, field.max, "PageUp")).toBe(positions(field));
    expect(pagePosition(field, field.min, "PageDown")).toBe(0);
  });

  it("are the only ones", () => {
    expect(pagePosition(field, 0.01, "ArrowUp")).toBeNull();
  });
});
