import { expect, it } from "vitest";
import { contrast, mixed } from "./contrast.js";

it("is 21 of black and white, and 1 of a colour with itself", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 12);
  expect(contrast("#d55e00", "#d55e00")).toBe(1);
  // the grey that WCAG gives as the lightest with 4.5 on white
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

it("mixes colours by share", () => {
  expect(mixed("#ff8000", "#000000", 0.5)).toBe("#804000");
  expect(mixed("#0072b2", "#ffffff", 1)).toBe("#0072b2");
});
