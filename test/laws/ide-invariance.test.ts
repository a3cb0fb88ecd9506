import { describe, expect, it, test } from "vitest";
import {
  type Complex,
  type IntegroDifferentialProblem,
  type IntegroDifferentialSolution,
  methods,
  solveIntegroDifferential,
} from "../../src/ide/index.js";
import { customKernel, exponentialKernel, type Kernel, sumOfExponentialsKernel } from "../../src/kernels/index.js";
import { entriesOf, gap, grid } from "./ide-measure.js";

/** Two solutions, each within 1e-10 of the same truth. */
const AGREE = 2e-10;

const causal = { lower: () => 0, upper: (x: number) => x, start: 0, end: 3, initial: 1 };
const scalar: IntegroDifferentialProblem<number> = {
  ...causal,
  local: (x, y) => Math.sin(3 * x) - y * y,
  scale: (x) => -1 - x,
  kernel: (x, s) => Math.exp(s - x) * Math.cos(x * s),
  integrand: (y) => Math.sin(y),
};

type Reading = Pick<IntegroDifferentialSolution<unknown>, "at">;

/** sup |Δ| of two solutions on [0, 3], the second one read at x + shift. */
function difference(first: Reading, second: Reading, shift = 0): number {
  return grid(0, 3, 97).reduce((sup, x) => Math.max(sup, gap(first.at(x), second.at(x + shift))), 0);
}

describe.each(methods)("%s", (method) => {
  const plain = solveIntegroDifferential(scalar, { method });

  it("solves a problem that is moved along x as the one that is not", () => {
    const moved: typeof scalar = {
      ...scalar,
      start: 5,
      end: 8,
      lower: () => 5,
      local: (x, y) => scalar.local!(x - 5, y),
      scale: (x) => scalar.scale!(x - 5),
      kernel: (x, s) => (scalar.kernel as (x: number, s: number) => number)(x - 5, s - 5),
    };
    const solution = solveIntegroDifferential(moved, { method });
    expect([plain.status, solution.status]).toEqual(["completed", "completed"]);
    // x − 5 rounds to 1e-15, which the solution with slopes of about 1 hardly sees
    expect(difference(plain, solution, 5)).toBeLessThan(AGREE);
  });

  it("solves a problem scaled in x and y as the one that is not", () => {
    const [a, b] = [1e3, 1e-3];
    const scaled: typeof scalar = {
      ...scalar,
      end: 3 * a,
      initial: b,
      local: (x, y) => (b * scalar.local!(x / a, y / b)) / a,
      scale: (x) => (b * (scalar.scale!(x / a) as number)) / a ** 2,
      kernel: (x, s) => (scalar.kernel as (x: number, s: number) => number)(x / a, s / a),
      integrand: (y) => Math.sin(y / b),
    };
    const solution = solveIntegroDifferential(scaled, { method });
    expect(solution.status).toBe("completed");
    // a tolerance relative to max(1, sup |y|) is absolute here, and worth 1/b of y
    for (const x of grid(0, 3, 97)) expect(Math.abs(plain.at(x) - solution.at(a * x) / b)).toBeLessThan(AGREE / b);
  });

  it("does not see the order of components", () => {
    const rates = [1, 2, 5];
    const make = (order: readonly number[]): IntegroDifferentialProblem<readonly number[]> => ({
      ...causal,
      local: (x, y) =>
        order.map((j, i) => Math.cos(j * x) - rates[j]! * y[i]! + Math.sin(y[order.indexOf(0)]!) * y[i]!),
      kernel: (x, s) => order.map((j) => order.map((k) => Math.exp(-Math.abs(j - k) * (x - s)) * (j === k ? -1 : 0.5))),
      initial: order.map((j) => 1 / (1 + j)),
    });
    const [first, second] = [make([0, 1, 2]), make([2, 0, 1])].map((one) => solveIntegroDifferential(one, { method }));
    expect([first!.status, second!.status]).toEqual(["completed", "completed"]);
    const sorted: Reading = { at: (x) => [1, 2, 0].map((i) => second!.at(x)[i]) };
    expect(difference(first!, sorted)).toBeLessThan(AGREE);
  });

  it("solves a real problem given in complex numbers alike", () => {
    const real = (value: number): Complex => ({ re: value, im: 0 });
    const solution = solveIntegroDifferential<Complex>(
      {
        ...causal,
        local: (x, y) => real(scalar.local!(x, y.re) as number),
        scale: (x) => real(scalar.scale!(x) as number),
        kernel: (x, s) => real((scalar.kernel as (x: number, s: number) => number)(x, s)),
        integrand: (y) => real(Math.sin(y.re)),
        initial: real(1),
      },
      { method },
    );
    expect(solution.status).toBe("completed");
    expect(difference(plain, { at: (x) => solution.at(x).re })).toBeLessThan(AGREE);
    expect(difference({ at: () => 0 }, { at: (x) => solution.at(x).im })).toBe(0);
  });

  it("solves a number as an array of one", () => {
    const solution = solveIntegroDifferential<ArrayLike<number>>(
      {
        ...causal,
        local: (x, y) => [scalar.local!(x, y[0]!) as number],
        scale: (x) => scalar.scale!(x) as number,
        kernel: (x, s) => [[(scalar.kernel as (x: number, s: number) => number)(x, s)]],
        integrand: (y) => Float64Array.of(Math.sin(y[0]!)),
        initial: Float64Array.of(1),
      },
      { method },
    );
    expect(solution.status).toBe("completed");
    expect(Array.isArray(solution.at(1))).toBe(true);
    expect(difference(plain, solution)).toBeLessThan(AGREE);
  });

  it("takes kernel and integrand apart or as one", () => {
    const { kernel, integrand, ...rest } = scalar;
    const nonlinearKernel = (x: number, s: number, y: number) =>
      (kernel as (x: number, s: number) => number)(x, s) * integrand!(y);
    const solution = solveIntegroDifferential({ ...rest, nonlinearKernel }, { method });
    expect(solution.status).toBe("completed");
    expect(difference(plain, solution)).toBeLessThan(AGREE);
  });

  it("takes a field in place of local and scale", () => {
    const { local, scale, ...rest } = scalar;
    const field = (x: number, y: number, integral: number) =>
      (local!(x, y) as number) + (scale!(x) as number) * integral;
    const solution = solveIntegroDifferential({ ...rest, field }, { method });
    expect(difference(plain, solution)).toBeLessThan(AGREE);
  });

  it("takes limits the other way round as the opposite sign", () => {
    const reversed = { ...scalar, lower: (x: number) => x, upper: () => 0, scale: (x: number) => 1 + x };
    const solution = solveIntegroDifferential(reversed, { method });
    expect(difference(plain, solution)).toBeLessThan(AGREE);
  });
});

const oscillating = customKernel({
  weight: (age) => Math.exp(-age) * Math.cos(4 * age),
  realization: [{ order: 2, A: Float64Array.of(-1, 4, -4, -1), b: Float64Array.of(1, 0), c: Float64Array.of(1, 0) }],
});
const kernels: readonly (readonly [name: string, kernel: Kernel])[] = [
  ["an exponential", exponentialKernel({ rate: 3 })],
  ["a fast and a slow exponential", sumOfExponentialsKernel({ weights: [1, 100], rates: [0.1, 200] })],
  ["an oscillation", oscillating],
];

describe.each(kernels)("%s", (_name, kernel) => {
  const make = (form: IntegroDifferentialProblem<number>["kernel"] & object) =>
    solveIntegroDifferential<number>({ ...causal, local: (x, y) => Math.cos(x) - y ** 3, kernel: form });
  const carried = make(kernel);
  it("is carried by its realization where the integral is over all of the past", () => {
    expect([carried.status, carried.history]).toEqual(["completed", "realization"]);
  });
  it("gives the same without its realization, and as a plain function", () => {
    const weighed = make({ weight: kernel.weight });
    const plain = make((x, s) => kernel.weight(x - s));
    expect([weighed.status, plain.status]).toEqual(["completed", "completed"]);
    expect([weighed.history, plain.history]).not.toContain("realization");
    expect(difference(carried, weighed)).toBeLessThan(AGREE);
    expect(difference(carried, plain)).toBeLessThan(AGREE);
  });
  it("gives the same on a uniform mesh, however its history is taken", () => {
    const problem = { ...causal, local: (x: number, y: number) => Math.cos(x) - y ** 3 };
    const solve = (form: IntegroDifferentialProblem<number>["kernel"] & object) =>
      solveIntegroDifferential<number>({ ...problem, kernel: form }, { step: 0.03 });
    const [fast, convolved, direct] = [
      solve(kernel),
      solve({ weight: kernel.weight }),
      solve((x, s) => kernel.weight(x - s)),
    ];
    expect([fast.history, convolved.history, direct.history]).toEqual(["realization", "convolution", "direct"]);
    // the meshes are the same, so that only integrals differ, and those are exact to a tenth of a thousandth of 1e-10
    expect(difference(fast, convolved)).toBeLessThan(AGREE);
    expect(difference(fast, direct)).toBeLessThan(AGREE);
  });
});

test("values that are given out are the user's to keep", () => {
  const initial = Float64Array.of(1, 0);
  const seen: number[][] = [];
  const solution = solveIntegroDifferential({
    ...causal,
    initial,
    local: (_x, y) => {
      seen.push(y);
      const slopes = [-y[1]!, y[0]!];
      y.fill(Number.NaN);
      return slopes;
    },
    kernel: () => 0,
  });
  expect([...initial]).toEqual([1, 0]);
  expect(seen.length).toBeGreaterThan(10);
  expect(gap(solution.at(3), [Math.cos(3), Math.sin(3)])).toBeLessThan(1e-10);
  solution.at(3).fill(7);
  expect(entriesOf(solution.at(3))).not.toContain(7);
});
