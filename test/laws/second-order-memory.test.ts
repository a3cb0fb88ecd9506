import { describe, expect, it } from "vitest";
import { customKernel, exponentialKernel } from "../../src/kernels/index.js";
import { nonlocalModel } from "../../src/models/index.js";
import { quadraticObjective } from "../../src/objectives/index.js";
import { solve, solveReference } from "../../src/solvers/index.js";

/** Damped oscillation, `m'' + 2m' + 2m = 2g`: a memory with inertia, whose weight changes its sign. */
const kernel1 = customKernel({
  weight: (age) => 2 * Math.exp(-age) * Math.sin(age),
  realization: [{ order: 2, A: Float64Array.of(0, 1, -2, -2), b: Float64Array.of(0, 2), c: Float64Array.of(1, 0) }],
});

describe("a memory of order 2", () => {
  const until = 4;
  const times = Float64Array.from({ length: 21 }, (_, k) => (until * k) / 20);
  const kernel2 = exponentialKernel({ rate: 0.5 });
  const model = nonlocalModel(quadraticObjective(), { optimizer: "general", lr: 0.1, kernel1, kernel2 });
  const fast = solve(model, { initial: [1], until, times });
  const slow = (step: number) =>
    solveReference(model, { initial: [1], until, times, step, tolerance: 1e-7, quadratureNodes: 200 });
  const distance = (step: number) => {
    const { theta, status } = slow(step);
    expect(status).toBe("completed");
    return theta.reduce((sup, value, k) => Math.max(sup, Math.abs(value - fast.theta[k]!)), 0);
  };

  it("is solved to the tolerance", () => {
    expect(fast.status).toBe("completed");
    expect(fast.solver.errorEstimate).toBeLessThanOrEqual(1e-10);
  });

  it("gives what the reference solver, which knows the weight only, tends to with order 1", () => {
    const [coarse, fine] = [distance(0.04), distance(0.02)];
    // Euler's error is about step·T·|θ''|/2, and |θ''| is of order 1
    expect(fine).toBeLessThan(0.05);
    expect(Math.log2(coarse / fine)).toBeGreaterThan(0.8);
    expect(Math.log2(coarse / fine)).toBeLessThan(1.2);
  });
});
