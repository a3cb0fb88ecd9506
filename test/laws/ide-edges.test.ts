import { describe, expect, it, test } from "vitest";
import { type IntegroDifferentialOptions, methods, solveIntegroDifferential } from "../../src/ide/index.js";
import { exponentialKernel } from "../../src/kernels/index.js";

const causal = { start: 0, lower: () => 0, upper: (x: number) => x };
const unit = { start: 0, end: 1, lower: () => 0, upper: () => 1 };

/** sup |y − exact| relative to max(1, sup |exact|), at points that crowd at the start. */
function errorOf(
  solution: { readonly reached: number; at(x: number): number },
  exact: (x: number) => number,
  start = 0,
): number {
  let [error, sup] = [0, 1];
  for (let k = 0; k <= 400; k++) {
    const x = start + (solution.reached - start) * (k / 400) ** 3;
    error = Math.max(error, Math.abs(solution.at(x) - exact(x)));
    sup = Math.max(sup, Math.abs(exact(x)));
  }
  return error / sup;
}

describe("what begins or ends between nodes", () => {
  it.each([1e4, 1e6])("a layer at the start of width 1/%d is seen by marching", (rate) => {
    const local = (x: number) => rate * Math.exp(-rate * x);
    const solution = solveIntegroDifferential(
      { ...causal, end: 2, initial: 0, local, scale: () => 0, kernel: () => 1 },
      { tolerance: 1e-7 },
    );
    expect(solution.status).toBe("completed");
    expect(errorOf(solution, (x) => -Math.expm1(-rate * x))).toBeLessThan(1e-7);
  });
  it.each([1e4, 1e6])("so is that of a memory that forgets at rate %d", (rate) => {
    const root = Math.sqrt(rate * rate - 4 * rate) / 2;
    const [fast, slow] = [-rate / 2 - root, -rate / (rate / 2 + root)];
    const exact = (x: number) => (-fast * Math.exp(slow * x) + slow * Math.exp(fast * x)) / (slow - fast);
    const kernel = exponentialKernel({ rate });
    const problem = { ...causal, end: 2, initial: 1, local: () => 0, scale: () => -1, kernel };
    expect(errorOf(solveIntegroDifferential(problem), exact)).toBeLessThan(1e-10);
  });
  it.each(["spectral", "relaxation"] as const)("a signal that a vanishing scale hides is resolved by %s", (method) => {
    const solution = solveIntegroDifferential(
      {
        ...unit,
        initial: 0,
        local: (x) => 1 - ((1 - x) ** 10 * Math.sin(60)) / 60,
        scale: (x) => (1 - x) ** 10,
        integrand: (y) => Math.cos(60 * y),
        kernel: () => 1,
      },
      { method },
    );
    expect(solution.status).toBe("completed");
    expect(errorOf(solution, (x) => x)).toBeLessThan(1e-10);
  });
  it.each(methods)("a kernel of 95 periods is integrated by %s", (method) => {
    const w = 200;
    const solution = solveIntegroDifferential(
      {
        ...causal,
        end: 3,
        initial: 0,
        local: (x) => Math.cos(x) - (Math.cos(x) - Math.cos(w * x)) / (w * w - 1),
        kernel: (x, s) => Math.cos(w * (x - s)),
      },
      { method },
    );
    expect(solution.status).toBe("completed");
    expect(errorOf(solution, Math.sin)).toBeLessThan(1e-10);
  });
});

describe("no solution on the whole interval", () => {
  const tangent = {
    ...causal,
    initial: 1,
    local: (_x: number, y: number) => -0.5 / y,
    kernel: () => 1,
    scale: () => 0,
  };
  it.each(methods)("√(1 − x) ends at 1, and %s does not pass it", (method) => {
    for (const end of [1.1, 2, 5]) {
      const { status, reached } = solveIntegroDifferential({ ...tangent, end }, { method });
      expect(status).toBe("not-converged");
      expect(reached).toBeLessThanOrEqual(1);
    }
  });
  it("a cube root that ends at 0 has not blown up", () => {
    const local = (_x: number, y: number) => -1 / (3 * y * y);
    expect(solveIntegroDifferential({ ...tangent, local, end: 2 }).status).toBe("not-converged");
  });
  it("the equation without its integral says nothing about one that looks ahead", () => {
    const exact = (x: number) => 1 + 0.5 * Math.sin(3 * x);
    const area = 1 + (1 - Math.cos(3)) / 6;
    const local = (x: number, y: number) => 1.5 * Math.cos(3 * x) - exact(x) ** 2 + 50 * area + y * y;
    const problem = { ...unit, initial: 1, local, scale: () => -50, kernel: () => 1 };
    expect(solveIntegroDifferential(problem, { method: "relaxation" }).status).not.toBe("diverged");
    expect(errorOf(solveIntegroDifferential(problem), exact)).toBeLessThan(1e-10);
  });
});

describe("rounding of limits and elements", () => {
  const singular = (gamma: number) => ({
    ...causal,
    end: 1,
    initial: 1,
    singularity: gamma,
    kernel: () => 1,
    local: (x: number) => 1 - (x ** (1 - gamma) / (1 - gamma) + x ** (2 - gamma) / ((1 - gamma) * (2 - gamma))),
  });
  it.each([0.5, 0.9])("uniform elements end where their last node is, γ = %d", (gamma) => {
    const solution = solveIntegroDifferential(singular(gamma), { step: 0.1 });
    // y is linear: nothing but rounding, which a kernel this singular enlarges
    expect(errorOf(solution, (x) => 1 + x)).toBeLessThan(1e-11);
  });
  it("a limit that is x but for its rounding is x", () => {
    const upper = (x: number) => 3 * (x / 3);
    const solution = solveIntegroDifferential({ ...singular(0.5), upper });
    expect(solution.status).toBe("completed");
    expect(errorOf(solution, (x) => 1 + x)).toBeLessThan(1e-10);
    const realized = { ...causal, upper, end: 1, initial: 1, local: () => 0, kernel: exponentialKernel({ rate: 2 }) };
    expect(solveIntegroDifferential(realized).history).toBe("realization");
  });
  it("a limit ahead of x that no sample met is refused where it is met", () => {
    const problem = { ...causal, end: 1, initial: 1, local: () => 0, kernel: () => 1 };
    const upper = (x: number) => (x > 0.305 && x < 0.315 ? 1 : x);
    expect(() => solveIntegroDifferential({ ...problem, upper }, { step: 0.005, method: "marching" })).toThrow(
      /limits at x = 0\.3\d* must be <= x for marching: current value is 1/,
    );
  });
});

test("a sweep of relaxation that is the last leaves a whole iterate, whichever it is", () => {
  const problem = { ...causal, end: 7, initial: 1, local: () => 0, scale: () => -1, kernel: () => 1 };
  for (let maximumIterations = 1; maximumIterations <= 30; maximumIterations++) {
    const options: IntegroDifferentialOptions<number> = { method: "relaxation", maximumIterations };
    expect(solveIntegroDifferential(problem, options).reached).toBe(7);
  }
});

test("linear equations with a strong integral are solved", () => {
  const problem = { ...unit, initial: 1, local: () => 0, kernel: () => -1e5 };
  // y' = −A with A = 1e5·∫y = 1e5·(1 − A/2)
  const slope = 1e5 / (1 + 1e5 / 2);
  expect(errorOf(solveIntegroDifferential(problem), (x) => 1 - slope * x)).toBeLessThan(1e-10);
});

test("two stages take no more elements than their order needs", () => {
  const problem = {
    ...causal,
    end: 2,
    initial: 1,
    local: (_x: number, y: number) => -y,
    scale: () => 0,
    kernel: () => 1,
  };
  const { status, x } = solveIntegroDifferential(problem, { stages: 2, tolerance: 1e-3 });
  expect(status).toBe("completed");
  expect(x.length).toBeLessThan(100);
});
