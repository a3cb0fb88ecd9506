import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampField, decodeField, encodeField } from "./field.js";
import { fields } from "./lab-state.js";

describe("clampField", () => {
  it.each([
    [fields.lr, 1000, 10],
    [fields.lr, -1, fields.lr.min],
    [fields.epsilon, 0, 0],
    [fields.epsilon, 1e-20, 1e-16],
    [fields.steps, 12.4, 12],
    [fields.steps, 0.2, 1],
  ])("%#: names what became of a number out of range", (field, number, value) => {
    const { value: found, note } = clampField(field, { name: "the number", number });
    expect(found).toBe(value);
    if (value === number) expect(note).toBeNull();
    else expect(note).toMatch(/^the number must be (0 or )?(an integer )?from .* to .*: .* became /);
  });

  it("lets nothing out of its range", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (number) => {
        const value = clampField(fields.weightDecay, { name: "w", number }).value as number;
        expect(value === 0 || (value >= 1e-8 && value <= 10)).toBe(true);
      }),
    );
  });
});

describe("decodeField", () => {
  it.each(["", " ", "0x10", "NaN", "Infinity", "1e999", "1,2", "__proto__"])("%j is no number", (text) => {
    const { value, note } = decodeField(fields.lr, { name: "lr", text });
    expect(value).toBe(fields.lr.initial);
    expect(note).toContain("lr must be a finite number");
  });

  it("knows no negative zero", () => {
    expect(Object.is(decodeField(fields.theta0, { name: "theta0", text: "-0" }).value, -0)).toBe(false);
    expect(decodeField(fields.theta0, { name: "theta0", text: "-0, 1e-3" }).value).toEqual([0, 1e-3]);
  });

  it("puts choices in their order", () => {
    const { value } = decodeField(fields.roads, { name: "roads", text: "flow,discrete" });
    expect(value).toEqual(["discrete", "flow"]);
    expect(encodeField(fields.roads, value)).toBe("discrete,flow");
  });

  it("shows no more of a refused text than can be read", () => {
    const { note } = decodeField(fields.norm, { name: "norm", text: "x".repeat(1000) });
    expect(note!.length).toBeLessThan(120);
  });
});
