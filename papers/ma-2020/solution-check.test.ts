import { expect, it } from "vitest";
import { checkSolution, checkSolutions } from "./solution-check.js";

// formulas of size 1 are exact to a few units of rounding
const exact = 1e-14;

it("finds that the printed solution on the disk has the wrong sign, and the others are right", () => {
  const [box, printed, used] = checkSolutions();
  expect(box!.residual).toBeLessThan(exact);
  expect(box!.boundary).toBeLessThan(exact);
  // −Δ((x² + y² − 1)/4) = −1, and f = 1
  expect(printed!.minusLaplacian).toEqual([-1, -1]);
  expect(printed!.residual).toBe(2);
  expect(used!.residual).toBeLessThan(exact);
  expect(used!.boundary).toBeLessThan(exact);
});

it("sees what does not hold on the boundary, or varies inside", () => {
  const shifted = checkSolution("poisson-disk", { label: "", formula: "(2 - x1^2 - x2^2)/4", isPrinted: false });
  expect(shifted.residual).toBeLessThan(exact);
  expect(shifted.boundary).toBeCloseTo(0.25, 14);
  const cubic = checkSolution("poisson-disk", { label: "", formula: "x1^3", isPrinted: false });
  // −Δ = −6x1 takes both signs on the disk
  expect(cubic.minusLaplacian[0]).toBeLessThan(0);
  expect(cubic.minusLaplacian[1]).toBeGreaterThan(0);
});
