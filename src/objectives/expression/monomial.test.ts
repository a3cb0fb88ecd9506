import { expect, test } from "vitest";
import { expressionObjective } from "./expression.js";

test.each([
  ["x^4/4", 1 / 4, 4],
  ["0.25*x^4", 0.25, 4],
  ["x^4*0.25", 0.25, 4],
  ["x*x*x*x/4", 1 / 4, 4],
  ["(x^2)^2/4", 1 / 4, 4],
  ["x^2*x^2/4", 1 / 4, 4],
  ["x^4/8+x^4/8", 1 / 4, 4],
  ["x^4/12+x^4/12+x^4/12", 1 / 12 + 1 / 12 + 1 / 12, 4],
  ["-(-x^6)/6", 1 / 6, 6],
  ["pow(x,6)/6", 1 / 6, 6],
  ["square(x)^2/4", 1 / 4, 4],
  ["square(square(x))/4", 1 / 4, 4],
  ["cube(x)^2/6", 1 / 6, 6],
  ["2*x^2", 2, 2],
  ["2x^2", 2, 2],
  ["x^2/2", 0.5, 2],
  ["x^2", 1, 2],
  ["x", 1, 1],
  ["-x^3", -1, 3],
  ["+x^4", 1, 4],
  ["(2*x)^4", 16, 4],
  ["(-x)^4", 1, 4],
  ["(-2x)^3", -8, 3],
  ["x^(2+2)", 1, 4],
  ["x^4.0", 1, 4],
  ["exp(0)*x^4/sqrt(16)", 1 / 4, 4],
  ["pi*x^2", Math.PI, 2],
  ["x^4/4+0", 1 / 4, 4],
  ["x^4/4+0*x", 1 / 4, 4],
  ["x^4/4+x-x", null, null],
  ["x^4-x^4+x^2", 1, 2],
  ["y^4/4", 1 / 4, 4],
  ["x^1000", 1, 1000],
] as const)("%s is %s·x^%s", (text, coefficient, exponent) => {
  const { monomial } = expressionObjective(text);
  expect(monomial ?? null).toEqual(coefficient === null ? null : { coefficient, exponent });
});

test.each([
  ..."x^4/4+1 x^4/4+1e-300 (x-1)^4 x^2+x^4 x^4+y^4 x^2*y^2 sqrt(x) sqrt(x^4) abs(x) abs(x)^4 abs(x^4)".split(" "),
  ..."x^2.5 x^-2 1/x x^6/x^2 x/x x^x 4^x x^0 exp(x) sin(x)^2 log(exp(x^4)) x^2-x^2 0*x".split(" "),
  ..."x^1001 (x^500)^500 1e200*x^2*1e200 (1e200*x)^2 (1e-200*x)^2".split(" "),
])("%s is none", (text) => {
  expect(expressionObjective(text).monomial).toBeUndefined();
});

test("with a second, flat direction it is none", () => {
  expect(expressionObjective("x^4/4", { variables: ["x", "y"] }).monomial).toBeUndefined();
});

test("it is the function itself", () => {
  for (const text of ["x*x*x*x/4", "-(-x^6)/6", "(2*x)^4/7-x^4", "square(x/3)^2*5", "(-x)^3/9"]) {
    const objective = expressionObjective(text);
    const { coefficient, exponent } = objective.monomial!;
    for (const x of [-3, -0.1, 0.7, 2]) {
      const value = objective.value(Float64Array.of(x));
      // a few roundings
      expect(Math.abs(coefficient * x ** exponent - value)).toBeLessThanOrEqual(8 * 2 ** -52 * Math.abs(value));
    }
  }
});
