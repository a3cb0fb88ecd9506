import { describe, expect, it } from "vitest";
import { adamFlowModel, rmspropFlowModel, smoothSignModel } from "../../models/index.js";
import { doubleWellObjective, himmelblauObjective, type Objective } from "../../objectives/index.js";
import { solveLocal } from "./solve-local.js";

describe("solveLocal beside a maximum at 0", () => {
  it.each([1e-6, 1e-9, 1e-12, 1e-30])("leaves %d as the exact solution does", (initial) => {
    const epsilon = 0.1;
    // t = ∫ (g + ε)/g dx with g = x − x³
    const primitive = (x: number) => x + epsilon * (Math.log(x) - 0.5 * Math.log1p(-x * x));
    const passed = [1e-3, 0.1, 0.5, 0.9, 0.99];
    const times = passed.map((x) => primitive(x) - primitive(initial));
    const flow = smoothSignModel(doubleWellObjective(), { epsilon });
    for (const method of ["stiff", "explicit"] as const) {
      const { theta, status } = solveLocal(flow, { initial: [initial], until: 9, times, method });
      expect(status).toBe("completed");
      // the tolerance
      for (const [k, x] of passed.entries()) expect(Math.abs(theta[k]! - x)).toBeLessThan(1e-10);
    }
  });

  it.each([
    ["RMSProp", rmspropFlowModel(doubleWellObjective(), { rate2: 1, epsilon: 1e-2 }), [1e-12, 1e-3]],
    ["RMSProp from v0 = 0", rmspropFlowModel(doubleWellObjective(), { rate2: 1 }), [1e-12, 0]],
    ["Adam", adamFlowModel(doubleWellObjective(), { rate1: 2, rate2: 30, epsilon: 1e-2 }), [1e-12, 0, 0]],
  ])(
    "%s: the expansion of the start ends before the gradient changes, and the run completes",
    (_name, flow, initial) => {
      const y = Float64Array.from(initial);
      flow.start!(y);
      // g = −x there: it may change by 1e-8 of itself, and half of its last digit
      expect(Math.abs(y[0]! - initial[0]!)).toBeLessThan(1.001e-8 * initial[0]!);
      expect(solveLocal(flow, { initial, until: 3 }).status).toBe("completed");
    },
  );
});

describe("solveLocal says what went wrong", () => {
  it("names the size of θ, not of moments", () => {
    const end = 354.5;
    const steep: Objective = {
      dimension: 1,
      value: ([x]) => -Math.exp(x!),
      gradient: ([x], out) => void out.fill(-Math.exp(x!)),
    };
    const { event } = solveLocal(rmspropFlowModel(steep, { rate2: 1 }), { initial: [1, 0], until: 1000 });
    // g² leaves the range of numbers at x = 354.9, and its stages look ahead
    expect(event?.kind).toBe("non-finite field");
    expect(Math.abs(event!.size - end)).toBeLessThan(1);
  });

  it("names what a finer run fails by, not a distance that is small enough", () => {
    // at ε = 0 one component slides on the rounding of its gradient while the other moves
    const flow = rmspropFlowModel(himmelblauObjective(), { rate2: 1000, epsilon: 0 });
    const { status, event, solver } = solveLocal(flow, { initial: [0, 0, 0, 0], until: 6 });
    if (status === "not-converged")
      expect([event?.kind, solver!.errorEstimate! < 1e-10]).toEqual(["step underflow", true]);
    else expect(status).toBe("completed");
  });
});
