import { describe, expect, it } from "vitest";
import { himmelblauObjective, quadraticObjective } from "../objectives/index.js";
import { smoothSignModel } from "./smooth-sign.js";

describe("smoothSignModel", () => {
  it("has the field −g/(|g| + ε), elementwise, and no memory", () => {
    const model = smoothSignModel(himmelblauObjective(), { epsilon: 0.5 });
    const out = new Float64Array(2);
    model.field(0, Float64Array.of(1, 1), Float64Array.of(-2, 0.5), [], out);
    expect(Array.from(out)).toEqual([0.8, -0.5]);
    expect(model.memory).toEqual([]);
    expect(model.advance).toBe(0);
  });

  it("is at rest where the gradient vanishes", () => {
    const model = smoothSignModel(quadraticObjective(), { epsilon: 1e-3 });
    const [drive, out] = [new Float64Array(1), new Float64Array(1)];
    model.drive(Float64Array.of(4), drive);
    model.field(0, Float64Array.of(4), drive, [], out);
    expect(Math.abs(out[0]!)).toBe(0);
    expect(model.isAtRest!(Float64Array.of(4), 1e-9)).toBe(true);
  });

  it("differentiates its drive by the Hessian", () => {
    const out = new Float64Array(1);
    smoothSignModel(quadraticObjective(), { epsilon: 1 }).driveJacobian!(Float64Array.of(1), out);
    expect(out[0]).toBe(2);
  });

  it.each([
    ["epsilon", { epsilon: 0 }],
    ["epsilon", { epsilon: Number.NaN }],
    ["timeScale", { epsilon: 1, timeScale: Infinity }],
  ])("refuses %s in %o", (name, options) => {
    expect(() => smoothSignModel(quadraticObjective(), options)).toThrow(RangeError);
    expect(() => smoothSignModel(quadraticObjective(), options)).toThrow(`${name} must be finite and > 0`);
  });
});
