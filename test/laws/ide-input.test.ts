import { describe, expect, it, test } from "vitest";
import {
  type IntegroDifferentialOptions,
  type IntegroDifferentialProblem,
  methods,
  solveIntegroDifferential,
} from "../../src/ide/index.js";
import { exponentialKernel } from "../../src/kernels/index.js";

type Anything = Record<string, unknown>;

const good: Anything = {
  local: (_x: number, y: number) => -y,
  kernel: (x: number, s: number) => Math.exp(s - x),
  lower: () => 0,
  upper: (x: number) => x,
  start: 0,
  end: 1,
  initial: 1,
};
const pair: Anything = {
  ...good,
  local: (_x: number, y: number[]) => y.map((value) => -value),
  kernel: () => [
    [1, 0],
    [0, 1],
  ],
  initial: [1, 1],
};
const complex: Anything = { ...good, local: () => ({ re: 0, im: 0 }), initial: { re: 1, im: 0 } };
const direct: Anything = { ...good, kernel: undefined };
const afterHalf = (bad: unknown, else_: unknown) => (x: number) => (x > 0.5 ? bad : else_);
const identity = [
  [1, 0],
  [0, 1],
];

const solve = (problem: unknown, options: IntegroDifferentialOptions = {}) =>
  solveIntegroDifferential(problem as IntegroDifferentialProblem, options);

type Case = readonly [what: string, problem: unknown, kind: "RangeError" | "TypeError", message: string | RegExp];

/** An x or s in a message that must lie in (from, to), next to the name. */
function expectPlace(message: string, variable: "x" | "s", [from, to]: readonly [number, number]): void {
  const value = Number(new RegExp(`${variable} = ([-\\d.e]+)`).exec(message)![1]);
  expect(value).toBeGreaterThanOrEqual(from);
  expect(value).toBeLessThanOrEqual(to);
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

const missing: readonly Case[] = [
  ["no problem", null, "TypeError", "problem must be an object: current value is null"],
  ["a number for a problem", 3, "TypeError", "problem must be an object: current value is 3"],
  ["no local", { ...good, local: undefined }, "TypeError", "local must be a function: current value is undefined"],
  ["a number for local", { ...good, local: 1 }, "TypeError", "local must be a function: current value is 1"],
  ["no kernel", direct, "TypeError", "kernel must be a function, a kernel or an array of kernels"],
  ["no lower", { ...good, lower: undefined }, "TypeError", "lower must be a function: current value is undefined"],
  ["no upper", { ...good, upper: 1 }, "TypeError", "upper must be a function: current value is 1"],
  ["a number for scale", { ...good, scale: 2 }, "TypeError", "scale must be a function: current value is 2"],
  ["a number for field", { ...good, local: undefined, field: 2 }, "TypeError", "field must be a function"],
  [
    "a kernel without weight",
    { ...good, kernel: {} },
    "TypeError",
    "kernel must be a function, a kernel or an array of kernels",
  ],
  [
    "kernels that are none",
    { ...pair, kernel: [null, null] },
    "TypeError",
    "kernel must be a function, a kernel or an array of kernels",
  ],
  [
    "too few kernels",
    { ...pair, kernel: [exponentialKernel({ rate: 1 })] },
    "TypeError",
    "kernel.length must be the integrand's 2: current value is 1",
  ],
  [
    "kernel and nonlinearKernel",
    { ...good, nonlinearKernel: () => 1 },
    "TypeError",
    "kernel and integrand must be left out",
  ],
  [
    "integrand and nonlinearKernel",
    { ...direct, integrand: (y: number) => y, nonlinearKernel: () => 1 },
    "TypeError",
    "kernel and integrand must be left out",
  ],
  ["local and field", { ...good, field: () => 1 }, "TypeError", "local and scale must be left out"],
];

const numbers: readonly Case[] = [
  ["start NaN", { ...good, start: Number.NaN }, "RangeError", "start must be finite: current value is NaN"],
  ["end NaN", { ...good, end: Number.NaN }, "RangeError", "end must be finite and > start: current value is NaN"],
  ["end infinite", { ...good, end: Infinity }, "RangeError", "end must be finite and > start: current value is Inf"],
  ["end at start", { ...good, end: 0 }, "RangeError", "end must be finite and > start: current value is 0"],
  ["end before start", { ...good, end: -1 }, "RangeError", "end must be finite and > start: current value is -1"],
  ["initial NaN", { ...good, initial: Number.NaN }, "RangeError", "initial must be finite: current value is NaN"],
  [
    "initial with NaN",
    { ...pair, initial: [1, Number.NaN] },
    "RangeError",
    "initial must be finite: current value is [1",
  ],
  ["initial NaN i", { ...complex, initial: { re: 1, im: Number.NaN } }, "RangeError", "initial must be finite"],
  ["initial empty", { ...pair, initial: [] }, "TypeError", "initial must be a number, { re, im } or an array of such"],
  ["initial text", { ...good, initial: "1" }, "TypeError", "initial must be a number, { re, im } or an array"],
  [
    "initial left out",
    { ...good, initial: undefined },
    "TypeError",
    "initial must be a number, { re, im } or an array",
  ],
  ["initial with text", { ...pair, initial: [1, "a"] }, "TypeError", "initial must be an array of 2 numbers"],
  ...[0, 1, -0.5, Number.NaN].map(
    (value): Case => [
      `singularity ${value}`,
      { ...good, singularity: value },
      "RangeError",
      `singularity must be between 0 and 1: current value is ${value}`,
    ],
  ),
  [
    "singularity ahead",
    { ...good, upper: () => 1, singularity: 0.5 },
    "RangeError",
    "upper(x) must be <= x where there",
  ],
  ["lower NaN", { ...good, lower: () => Number.NaN }, "RangeError", /lower\(x\) at x = [\d.]+ must be in \[0, /],
  [
    "lower before start",
    { ...good, lower: () => -1 },
    "RangeError",
    /lower\(x\) at x = .* \[0, 1\]: current value is -1/,
  ],
  ["upper past end", { ...good, upper: () => 2 }, "RangeError", /upper\(x\) at x = .* \[0, 1\]: current value is 2/],
  [
    "upper undefined",
    { ...good, upper: () => undefined },
    "RangeError",
    /upper\(x\) at x = .* current value is undefined/,
  ],
];

const place = String.raw`at x = [\d.e-]+`;
const shapes: readonly Case[] = [
  [
    "kernel a list",
    { ...good, kernel: () => [1] },
    "TypeError",
    new RegExp(String.raw`kernel\(x, s\) ${place}, s = .*: current value is \[1\]`),
  ],
  [
    "kernel undefined",
    { ...good, kernel: () => undefined },
    "TypeError",
    new RegExp(`${place}, s = .* must be a number: .* undefined`),
  ],
  ["kernel text", { ...good, kernel: () => "1" }, "TypeError", new RegExp(`${place}, s = .* must be a number`)],
  [
    "kernel complex",
    { ...good, kernel: () => ({ re: 1, im: 1 }) },
    "TypeError",
    /must be a number: current value is 1 \+ 1i/,
  ],
  ["kernel half complex", { ...complex, kernel: () => ({ re: 1 }) }, "TypeError", "must be a complex number"],
  [
    "three rows",
    { ...pair, kernel: () => [...identity, [1, 1]] },
    "TypeError",
    "the integral must be an array of 2 numbers: current value is an array of 3 numbers",
  ],
  [
    "one row",
    { ...pair, kernel: () => [[1, 0]] },
    "TypeError",
    "the integral must be an array of 2 numbers: current value is an array of 1 number",
  ],
  [
    "three columns",
    {
      ...pair,
      kernel: () => [
        [1, 0, 0],
        [0, 1, 0],
      ],
    },
    "TypeError",
    "must be an array of 2 rows of 2 numbers",
  ],
  [
    "ragged rows",
    { ...pair, kernel: () => [[1, 0], [0]] },
    "TypeError",
    "must be an array of 2 rows of 2 numbers: current value is [[1, 0], [0]]",
  ],
  ["a list for a matrix", { ...pair, kernel: () => [1, 0] }, "TypeError", "must be an array of 2 rows of 2 numbers"],
  [
    "a matrix, later a number",
    { ...pair, kernel: afterHalf(1, identity) },
    "TypeError",
    /x = 0\.[5-9].* must be an array of 2 rows/,
  ],
  [
    "a number, later a matrix",
    { ...pair, kernel: afterHalf(identity, 1) },
    "TypeError",
    /x = 0\.[5-9].* must be a number/,
  ],
  [
    "rows that vanish",
    { ...pair, kernel: afterHalf([[1, 0]], identity) },
    "TypeError",
    /x = 0\.[5-9].* must be an array of 2 rows/,
  ],
  [
    "local too short",
    { ...pair, local: () => [1] },
    "TypeError",
    new RegExp(String.raw`local\(x, y\) ${place} must be an array of 2 numbers`),
  ],
  ["local a number", { ...pair, local: () => 1 }, "TypeError", "must be an array of 2 numbers: current value is 1"],
  [
    "local undefined",
    { ...good, local: () => undefined },
    "TypeError",
    /local\(x, y\) at x = .* must be a number: current value is undefined/,
  ],
  [
    "local later undefined",
    { ...good, local: afterHalf(undefined, 1) },
    "TypeError",
    /local\(x, y\) at x = 0\.[5-9].* undefined/,
  ],
  [
    "scale too long",
    { ...pair, scale: () => [1, 2, 3] },
    "TypeError",
    /scale\(x\) at x = .* must be a number, or an array of 2 numbers/,
  ],
  [
    "integrand undefined",
    { ...good, integrand: () => undefined },
    "TypeError",
    "integrand(y) must be a number or an array of numbers",
  ],
  [
    "integrand too long",
    { ...good, integrand: (y: number) => [y, y] },
    "TypeError",
    "must be a number: current value is an array of 2 numbers",
  ],
  [
    "integrand that shrinks",
    { ...pair, integrand: (y: number[]) => (y[0]! < 0.9 ? [1] : y) },
    "TypeError",
    "integrand(y) must be an array of 2 numbers",
  ],
  [
    "nonlinearKernel a list",
    { ...direct, nonlinearKernel: () => [1] },
    "TypeError",
    /nonlinearKernel\(x, s, y\) at x = .*, s = .* must be a number/,
  ],
  [
    "field a list",
    { ...good, local: undefined, field: () => [1] },
    "TypeError",
    /field\(x, y, integral\) at x = .* must be a number/,
  ],
];

describe.each(methods)("%s", (method) => {
  it.each([...missing, ...numbers, ...shapes])("refuses %s", (_what, problem, kind, message) => {
    const run = () => solve(problem, { method });
    expect(run).toThrow(kind === "RangeError" ? RangeError : TypeError);
    expect(run).toThrow(message);
    expect(messageOf(run)).toMatch(/^Cannot solve as .* must .*: current value is /);
  });
});

type Place = readonly [variable: "x" | "s", range: readonly [number, number]];
type Spot = readonly [what: string, name: string, problem: Anything, place: Place];

const narrow = (else_: number) => (_x: number, s: number) => (s > 0.4 && s < 0.45 ? Number.NaN : else_);
const everywhere: readonly Spot[] = [
  ["kernel", "kernel(x, s)", { ...good, kernel: () => Number.NaN }, ["x", [0, 1]]],
  ["kernel after ½", "kernel(x, s)", { ...good, kernel: afterHalf(Number.NaN, 1) }, ["x", [0.5, 1]]],
  ["kernel for s in (0.4, 0.45)", "kernel(x, s)", { ...good, kernel: narrow(1) }, ["s", [0.4, 0.45]]],
  [
    "an entry of the kernel",
    "kernel(x, s)",
    {
      ...pair,
      kernel: () => [
        [1, 0],
        [Number.NaN, 1],
      ],
    },
    ["x", [0, 1]],
  ],
  [
    "weight of old ages",
    "weight(x − s)",
    { ...good, kernel: { weight: (age: number) => (age > 0.5 ? Number.NaN : 1) } },
    ["x", [0.5, 1]],
  ],
  ["local", "local(x, y)", { ...good, local: () => Number.NaN }, ["x", [0, 1]]],
  ["local after ½", "local(x, y)", { ...good, local: afterHalf(Number.NaN, 1) }, ["x", [0.5, 1]]],
  ["scale", "scale(x)", { ...good, scale: () => Number.NaN }, ["x", [0, 1]]],
  ["scale after ½", "scale(x)", { ...good, scale: afterHalf(Number.NaN, 1) }, ["x", [0.5, 1]]],
  ["field", "field(x, y, integral)", { ...good, local: undefined, field: () => Number.NaN }, ["x", [0, 1]]],
  ["upper after ½", "upper(x)", { ...good, upper: (x: number) => (x > 0.5 ? Number.NaN : x) }, ["x", [0.5, 1]]],
  ["nonlinear kernel", "nonlinearKernel(x, s, y)", { ...direct, nonlinearKernel: () => Number.NaN }, ["x", [0, 1]]],
  [
    "nonlinear kernel after ½",
    "nonlinearKernel(x, s, y)",
    { ...direct, nonlinearKernel: afterHalf(Number.NaN, 1) },
    ["x", [0.5, 1]],
  ],
  [
    "nonlinear kernel for s in (0.4, 0.45)",
    "nonlinearKernel(x, s, y)",
    { ...direct, nonlinearKernel: narrow(1) },
    ["s", [0.4, 0.45]],
  ],
];

describe.each(methods)("NaN is refused with its place by %s", (method) => {
  it.each(everywhere)("%s", (_what, name, problem, [variable, range]) => {
    const run = () => solve(problem, { method });
    expect(run).toThrow(RangeError);
    const message = messageOf(run);
    expect(message).toContain(name);
    expectPlace(message, variable, range);
    expect(message).toMatch(/NaN/);
  });
  it("from integrands", () => {
    for (const integrand of [() => Number.NaN, (y: number) => (y < 0.9 ? Number.NaN : y)]) {
      expect(() => solve({ ...good, integrand }, { method })).toThrow(
        new RangeError("Cannot solve as integrand(y) must be finite: current value is NaN"),
      );
    }
  });
});

test("a local term that is NaN in a narrow range of x stops marching there", () => {
  const local = (x: number, y: number) => (x > 0.4 && x < 0.45 ? Number.NaN : -y);
  const message = messageOf(() => solve({ ...good, local }));
  expect(message).toContain("local(x, y) at x = 0.4");
  expect(message).toContain("must be finite: current value is NaN");
});

test("marching refuses limits ahead of x", () => {
  const sentence =
    "Cannot solve as method must be spectral or relaxation where a limit is ahead of x: current value is marching";
  expect(() => solve({ ...good, upper: () => 1 }, { method: "marching" })).toThrow(new RangeError(sentence));
  expect(() => solve({ ...good, lower: () => 1, upper: () => 0 }, { method: "marching" })).toThrow(
    new RangeError(sentence),
  );
  expect(() => solve({ ...good, upper: (x: number) => Math.min(1, x + 0.01) }, { method: "marching" })).toThrow(
    sentence,
  );
});

test("the others refuse a singularity", () => {
  for (const method of ["spectral", "relaxation"] as const) {
    expect(() => solve({ ...good, singularity: 0.5 }, { method })).toThrow(
      new RangeError(
        `Cannot solve as method must be marching where there is a singularity: current value is ${method}`,
      ),
    );
  }
});

test("what users' functions throw themselves goes through as it is", () => {
  const error = new Error("mine");
  const local = () => {
    throw error;
  };
  for (const method of methods) expect(() => solve({ ...good, local }, { method })).toThrow(error);
});
