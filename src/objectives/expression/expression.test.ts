import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressionObjective } from "./index.js";

function at(text: string, theta: number[], variables?: string[]) {
  const objective = expressionObjective(text, variables === undefined ? {} : { variables });
  const n = objective.dimension;
  const point = Float64Array.from(theta);
  const gradient = new Float64Array(n).fill(Number.NaN);
  const hessian = new Float64Array(n * n).fill(Number.NaN);
  objective.gradient(point, gradient);
  objective.hessian!(point, hessian);
  return { value: objective.value(point), gradient: Array.from(gradient), hessian: Array.from(hessian) };
}

describe("meaning of an expression", () => {
  it.each([
    ["-x^2", 3, -9],
    ["x^-2", 2, 0.25],
    ["2^x", 3, 8],
    ["2^3^x", 2, 512],
    ["2x", 3, 6],
    ["2 x", 3, 6],
    ["(x-1)(x+1)", 3, 8],
    ["12/2x", 3, 18],
    ["x/2x", 3, 0.5],
    ["+x - -x", 3, 6],
    ["1 - x - 2 - x + 3", 3, -4],
    [".5x + 2.", 2, 3],
    ["1e2x", 3, 300],
    ["2exp(x)", 0, 2],
    ["ln(x)", Math.E, 1],
    ["log(x, 2)", 8, 3],
    ["log10(x)", 1000, 3],
    ["pow(x, 3) + square(x) + cube(x)", 2, 20],
    ["sin(pi x)", 0.5, 1],
    ["e^x", 1, Math.E],
    ["abs(x)", -3, 3],
    ["x^0.5", 9, 3],
    ["x^5", 2, 32],
    ["x^-1", 4, 0.25],
    ["1/x^3", 2, 0.125],
  ])("%s at %d is %d", (text, x, value) => {
    expect(at(text, [x]).value).toBe(value);
  });

  it("orders variables naturally, whatever their order in the text", () => {
    expect(expressionObjective("z + y*x").variables).toEqual(["x", "y", "z"]);
    expect(expressionObjective("x10 + x2 + x1").variables).toEqual(["x1", "x2", "x10"]);
    expect(expressionObjective("b + A + x_2 + x + θ").variables).toEqual(["A", "b", "x", "x_2", "θ"]);
    expect(expressionObjective("constructor + toString").variables).toEqual(["constructor", "toString"]);
  });

  it("takes the order of `variables`, which may name more", () => {
    expect(at("x - 2y", [1, 10], ["y", "x"])).toMatchObject({ value: 8, gradient: [-2, 1] });
    expect(at("x^2", [3, 5], ["x", "unused"])).toMatchObject({ gradient: [6, 0], hessian: [2, 0, 0, 0] });
    expect(expressionObjective("2 deg", { variables: ["deg"] }).dimension).toBe(1);
    expect(() => expressionObjective("x*y", { variables: ["x"] })).toThrow(/variables must contain y/);
    expect(() => expressionObjective("x", { variables: ["x", "x"] })).toThrow(/variables must differ/);
    for (const name of ["e", "sin", "i", "a b", "", "1x"]) {
      expect(() => expressionObjective("x", { variables: ["x", name] })).toThrow(RangeError);
    }
  });
});

describe("derivatives", () => {
  it("stay finite where a careless rule gives 0·∞ or a logarithm of a negative number", () => {
    expect(at("x^2", [0])).toMatchObject({ gradient: [0], hessian: [2] });
    expect(at("x^1", [0])).toMatchObject({ gradient: [1], hessian: [0] });
    expect(at("x^(2-1)", [0])).toMatchObject({ gradient: [1], hessian: [0] });
    expect(at("x^0", [0])).toMatchObject({ gradient: [0], hessian: [0] });
    expect(at("x^3", [-2])).toMatchObject({ gradient: [12], hessian: [-12] });
    expect(at("x^2*y^3", [-1, -1])).toMatchObject({ gradient: [2, 3], hessian: [-2, -6, -6, -6] });
    expect(at("y*x", [0, 0])).toMatchObject({ gradient: [0, 0], hessian: [0, 1, 1, 0] });
    expect(at("x^1.5", [0])).toMatchObject({ value: 0, gradient: [0] });
    expect(at("0^x", [1])).toMatchObject({ gradient: [0] });
  });

  it("take the derivative of |u| at 0 as 0 and its second derivative as 0", () => {
    expect(at("abs(x)", [0])).toMatchObject({ gradient: [0], hessian: [0] });
    expect(at("abs(x-1)*x", [3])).toMatchObject({ gradient: [5], hessian: [2] });
    expect(at("abs(x-1)*x", [-1])).toMatchObject({ gradient: [3], hessian: [-2] });
  });

  // every function of the table, at points inside its domain
  const functions = [
    ..."exp ln log log10 log2 sqrt abs square cube sin cos tan sec csc cot asin acos atan".split(" "),
    ..."sinh cosh tanh sech csch coth asinh atanh".split(" "),
  ];
  it.each([...functions.map((name) => `${name}(x/3)`), "acosh(x+1)", "x^x", "log(x, x+1)", "pow(x, 2.5)", "2^x/x"])(
    "%s: gradient and Hessian agree with differences",
    (text) => {
      const h = 1e-5;
      for (const x of [0.3, 0.7, 1.9]) {
        const { gradient, hessian } = at(text, [x]);
        const right = at(text, [x + h]);
        const left = at(text, [x - h]);
        // h²f'''/6 with f''' up to 1e3, and rounding ε/h
        expect(Math.abs((right.value - left.value) / (2 * h) - gradient[0]!)).toBeLessThan(1e-6);
        expect(Math.abs((right.gradient[0]! - left.gradient[0]!) / (2 * h) - hessian[0]!)).toBeLessThan(1e-5);
      }
    },
  );

  it("give the same numbers together as apart", () => {
    const objective = expressionObjective("exp(-(x^2+y^2))*sin(x*y) + log(1+x^2)*(x^2+y^2)");
    const theta = Float64Array.of(0.4, -1.1);
    const apart = new Float64Array(2);
    const together = new Float64Array(2);
    objective.gradient(theta, apart);
    expect(objective.valueAndGradient!(theta, together)).toBe(objective.value(theta));
    expect(together).toEqual(apart);
  });

  it("manage long sums and many variables", () => {
    const terms = Array.from({ length: 300 }, (_, k) => `(x${k + 1}-${k})^2`);
    const objective = expressionObjective(terms.join("+"));
    const gradient = new Float64Array(300);
    objective.gradient(new Float64Array(300), gradient);
    expect(objective.variables.at(-1)).toBe("x300");
    expect(Array.from(gradient)).toEqual(Array.from({ length: 300 }, (_, k) => -2 * k + 0));
    const hessian = new Float64Array(300 * 300);
    objective.hessian!(new Float64Array(300), hessian);
    expect(hessian.every((value, k) => value === (k % 301 === 0 ? 2 : 0))).toBe(true);
  });
});

describe("refusals", () => {
  it.each([
    ["2 cm", 3, /'cm' cannot be one, units/],
    ["x + i", 5, /imaginary/],
    ["1i", 2, /imaginary/],
    ["x # note", 3, /comments/],
    ["x + sin", 5, /name of a function/],
    ["sin x", 1, /name of a function/],
    ["gamma*x", 1, /name of a function/],
    ["snh(x)", 1, /unknown, similar names are sinh/],
    ["x*floor(x)", 3, /no derivative/],
    ["cbrt(x)", 1, /no derivative/],
    ["sin(x, y)", 4, /1 argument\(s\) of 'sin', not 2/],
    ["x+sin()", 6, /not 0/],
    ["log(x, 2, 3)", 4, /1 or 2 argument/],
    ["x(2)", 1, /written x\*/],
    ["import('fs')", 1, /outside mathematics/],
    ["x + parse(x)", 5, /outside mathematics/],
    ["x.constructor", 2, /property access/],
    ["x = 3", 3, /assignment/],
    ["f(x) = x", 1, /written f\*/],
    ["'text'", 1, /strings/],
    ["[x, 1]", 1, /arrays/],
    ["{a: x}", 1, /objects/],
    ["x; y", 2, /one expression/],
    ["x\ny", 2, /one expression/],
    ["x % 2", 3, /%/],
    ["x!", 2, /factorial/],
    ["x > 1 ? x : 0", 3, /comparison/],
    ["x and y", 3, /operator without derivative/],
    ["x ** 2", 3, /written \^/],
    ["x²", 2, /character is unknown/],
    ["π x", 1, /write pi/],
    ["0x1F", 1, /decimal/],
    ["1e999 x", 1, /finite number/],
    ["(x-4", 1, /closed/],
    ["x-4)", 4, /none is open/],
    ["(x, y)", 3, /comma/],
    ["x +", 4, /end of expression/],
    ["1.2.3 x", 4, /Unexpected/],
    ["", 1, /empty/],
    ["3 + pi", 1, /at least one variable/],
    [`${"(".repeat(65)}x${")".repeat(65)}`, 65, /nested/],
    [`${"-".repeat(5000)}x`, 1, /nested/],
    [`${"x^".repeat(4000)}x`, 1, /nested/],
    [`${"x+".repeat(5001)}x`, 10_001, /10000 characters/],
  ])("%s is refused at %d", (text, position, reason) => {
    expect(() => expressionObjective(text)).toThrow(SyntaxError);
    expect(() => expressionObjective(text)).toThrow(reason);
    expect(() => expressionObjective(text)).toThrow(
      new RegExp(`^Cannot read the expression as position ${position} must`),
    );
    expect(() => expressionObjective(text)).toThrow(expect.objectContaining({ position }));
  });

  it("refuses what is no text", () => {
    expect(() => expressionObjective(4 as unknown as string)).toThrow(TypeError);
  });
});

describe("any text", () => {
  const parts = [
    ..."x y x1 e pi i sin( cos( log( abs( pow( import( eval( ( ) , + - * / ^ 2 0.5 1e3 . = # ' [ ] { } ; : ? ! % constructor".split(
      " ",
    ),
    " ",
    "__proto__",
    "\n",
    "`",
    "\\",
    "𝛼",
  ];
  const formulaLike = fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((list) => list.join(""));

  it("either gives an objective with numbers as values or one sentence", () => {
    fc.assert(
      fc.property(fc.oneof(formulaLike, fc.string({ unit: "binary", maxLength: 30 })), (text) => {
        try {
          const objective = expressionObjective(text);
          const n = objective.dimension;
          const theta = new Float64Array(n).fill(0.5);
          const gradient = new Float64Array(n);
          objective.gradient(theta, gradient);
          objective.hessian!(theta, new Float64Array(n * n));
          expect(typeof objective.value(theta)).toBe("number");
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          expect((error as Error).message).toMatch(
            /^Cannot read the expression as position \d+ must be .*: current value is /s,
          );
        }
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  // an expression tree with its meaning, so that the text can be checked against it
  type Pair = readonly [text: string, f: (x: number, y: number) => number];
  const { tree } = fc.letrec<{ tree: Pair }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom<Pair>(["x", (x) => x], ["y", (_x, y) => y], ["2", () => 2], ["pi", () => Math.PI]),
      fc
        .tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/"), tie("tree"))
        .map(([[a, f], operator, [b, g]]): Pair => {
          const apply = (u: number, v: number) =>
            operator === "+" ? u + v : operator === "-" ? u - v : operator === "*" ? u * v : u / v;
          return [`(${a})${operator}(${b})`, (x, y) => apply(f(x, y), g(x, y))];
        }),
      tie("tree").map(([a, f]): Pair => [`sin(${a})`, (x, y) => Math.sin(f(x, y))]),
      tie("tree").map(([a, f]): Pair => [`-(${a})^2`, (x, y) => -(f(x, y) ** 2)]),
    ),
  }));

  it("means what its tree means", () => {
    fc.assert(
      fc.property(tree, ([text, f]) => {
        const value = expressionObjective(text, { variables: ["x", "y"] }).value(Float64Array.of(0.37, -1.6));
        const expected = f(0.37, -1.6);
        // 0·u and 0/u are 0 also where u is not finite
        if (Number.isFinite(expected))
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
