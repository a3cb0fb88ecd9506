import { describe, expect, it } from "vitest";
import { exponentialKernel, powerLawKernel, secondOrderKernel } from "../../../src/kernels/index.js";
import { runState } from "../jobs/road-runs.js";
import { initialState } from "../state/lab-state.js";
import { ageHolding, discreteSeen, discreteWeight, kernelAges, momentKernels } from "./memory-kernels.js";

const run = runState({ ...initialState, lr: 0.1, beta1: 0.9, beta2: 0.99 });

describe("the kernels of a run", () => {
  it("are those of the equation, with the algorithm's factors", () => {
    const [m, v] = momentKernels(run);
    expect([m!.moment, v!.moment]).toEqual(["m", "v"]);
    expect(m!.kernel.weight(0.3)).toBe(exponentialKernel({ rate: (1 - 0.9) / 0.1 }).weight(0.3));
    expect(m!.inertial!.weight(0.3)).toBe(secondOrderKernel({ lr: 0.1, beta: 0.9 }).weight(0.3));
    expect([m!.factor, v!.factor]).toEqual([0.9, 0.99]);
  });

  it("has one memory for rmsprop and adagrad, none for gd", () => {
    expect(momentKernels({ ...run, optimizer: "rmsprop" }).map(({ moment }) => moment)).toEqual(["v"]);
    const [sum] = momentKernels({ ...run, optimizer: "adagrad" });
    expect([sum!.kernel.weight(7) * 0.1, discreteWeight(sum!.factor!, 3), discreteSeen(sum!.factor!, 3)]).toEqual([
      1, 1, 3,
    ]);
    expect(momentKernels({ ...run, optimizer: "gd" })).toEqual([]);
  });

  it("are as designed, the first one optional", () => {
    const general = { ...run, optimizer: "general" as const, kernel1: "", kernel2: "power:0.5" };
    expect(momentKernels(general).map(({ kernel }) => kernel.weight(4))).toEqual([0.5]);
    expect(momentKernels({ ...general, kernel1: "exp:2" }).map(({ kernel }) => kernel.weight(0))).toEqual([
      2,
      Infinity,
    ]);
    expect(() => momentKernels({ ...general, kernel2: "expo:2" })).toThrow("exp:rate");
  });
});

describe("ages of a kernel", () => {
  it("of an exponential are ln 2/λ and 1/λ, whatever the run", () => {
    for (const until of [0.01, 1, 1000]) {
      const ages = kernelAges(exponentialKernel({ rate: 4 }), { until });
      expect(ages.forgets).toBe(true);
      expect(ages.halfLife).toBeCloseTo(Math.LN2 / 4, 12);
      expect(ages.meanAge).toBeCloseTo(0.25, 12);
    }
  });

  it("of the kernel with inertia is α/(1 − β) in the mean", () => {
    expect(kernelAges(secondOrderKernel({ lr: 0.1, beta: 0.9 }), { until: 5 }).meanAge).toBeCloseTo(1, 10);
  });

  it("of what never forgets are those of the run", () => {
    const ages = kernelAges(powerLawKernel({ gamma: 0.5 }), { until: 10 });
    // mass ~ √age, so that half of it lies within a quarter; the mean is (1 − γ)/(2 − γ)
    expect(ages.forgets).toBe(false);
    expect(ages.halfLife).toBeCloseTo(2.5, 8);
    expect(ages.meanAge).toBeCloseTo(10 / 3, 8);
  });

  it("a share of the weight lies within an age", () => {
    expect(ageHolding(exponentialKernel({ rate: 1 }), { share: 0.999, until: 100 })).toBeCloseTo(Math.log(1000), 10);
  });
});

describe("the algorithm's weights", () => {
  it("add up to what has been seen", () => {
    const weights = Array.from({ length: 5 }, (_, j) => discreteWeight(0.9, j));
    expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(discreteSeen(0.9, 5), 14);
    expect(discreteSeen(0, 1)).toBe(1);
    expect([discreteSeen(0, 0), discreteSeen(0.9, 0), discreteSeen("sum", 0)]).toEqual([0, 0, 0]);
  });
});
