import { expect, test } from "vitest";
import { kernelMass } from "./kernel-mass.js";
import { parseKernel } from "./kernel-text.js";

const lr = 0.5;
const mass = (text: string, age: number) => kernelMass(parseKernel(text, { lr }), age);

test("is the integral of the weight", () => {
  expect(mass("constant:3", 2)).toBe(6);
  expect(mass("exp:1e-12", 1) / 1e-12).toBeCloseTo(1, 11);
  expect(mass("sum:1@0,0.5@2", 1)).toBeCloseTo(1 + 0.25 * (1 - Math.exp(-2)), 14);
  // ∫₀ᵗ a^(−½) da = 2√t, to what the realization is stated for
  expect(mass("power:0.5", 9) / 6).toBeCloseTo(1, 9);
  // x e^(−x)·2 integrates to 1 − (1 + x)e^(−x) at beta = ½ in units of lr, λ·lr = ½ times 2
  expect(mass("second-order:0.5", 1)).toBeCloseTo(1 - 3 * Math.exp(-2), 13);
});

test("is 0 at 0 and tends to 1 for memories of a mean", () => {
  for (const text of ["exp:4", "second-order:0.9", "second-order:0.2"]) {
    expect(mass(text, 0)).toBe(0);
    expect(mass(text, 1e3)).toBeCloseTo(1, 11);
  }
});

test("refuses what has no integral", () => {
  expect(() => kernelMass({ weight: () => 1 }, 1)).toThrow(TypeError);
  for (const age of [-1, Number.NaN, Infinity]) expect(() => mass("exp:1", age)).toThrow(RangeError);
});
