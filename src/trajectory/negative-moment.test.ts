import { describe, expect, it } from "vitest";
import { inertialModel } from "../models/index.js";
import { createObjective } from "../objectives/index.js";
import { solve } from "../solvers/index.js";
import { negativeMoment } from "./negative-moment.js";

interface Case {
  readonly objective: string;
  readonly parameters?: readonly number[];
  readonly initial: readonly number[];
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

function solveCase({ objective, parameters = [], initial, ...options }: Case, until: number, times?: number[]) {
  const model = inertialModel(createObjective(objective, parameters), options);
  return solve(model, { initial, until, ...(times && { times }) });
}

/** θ coasts into the minimum, g² falling like e^(−4t/α): faster than v forgets. */
const coasting: Case = { objective: "quadratic", initial: [3, 20], lr: 0.1, beta1: 0.9, beta2: 0, epsilon: 1 };

describe("where a second moment is negative", () => {
  // from, to and min by another method (Newton on Chebyshev elements of the equations as local ones), three digits
  it.each<[Case, number, readonly number[]]>([
    [coasting, 1, [0.356, 0.471, -1.06e-2]],
    [{ ...coasting, initial: [3, 200], lr: 0.01, beta2: 0.1 }, 0.1, [0.0384, 0.0707, -1.62e-2]],
    [{ ...coasting, beta1: 0.5, epsilon: 3 }, 1, [0.346, 0.604, -2.38e-2]],
    [{ ...coasting, beta2: 0.2, epsilon: 10 }, 1, [0.4385, 0.755, -8.3e-3]],
  ])("%o", (item, until, expected) => {
    const found = negativeMoment(solveCase(item, until))!;
    for (const [k, value] of [found.from, found.to, found.min].entries()) {
      expect(Math.abs(value / expected[k]! - 1)).toBeLessThan(6e-3);
    }
  });

  it("does not depend on the rows that were asked for", () => {
    const whole = negativeMoment(solveCase(coasting, 1))!;
    const found = negativeMoment(solveCase(coasting, 1, [1, 0.2]))!;
    expect(found).toEqual(whole);
  });

  it("ends with the trajectory", () => {
    const found = negativeMoment(solveCase(coasting, 0.4))!;
    expect(found.from).toBeCloseTo(0.356, 3);
    expect(found.to).toBe(0.4);
  });

  it("is read off the rows where there is no dense output, in any order", () => {
    const times = Array.from({ length: 101 }, (_, k) => (100 - k) / 100);
    const { dense: _, ...rows } = solveCase(coasting, 1, times);
    const { from, to, min } = negativeMoment(rows)!;
    expect([from, to]).toEqual([0.36, 0.47]);
    // the rows are 0.01 apart
    expect(Math.abs(min / -1.06e-2 - 1)).toBeLessThan(0.01);
  });
});

describe("nowhere", () => {
  it("for kernels whose weights are not negative, whatever rounding leaves", () => {
    expect(negativeMoment(solveCase({ ...coasting, beta2: 0.5 }, 3))).toBeNull();
    expect(negativeMoment(solveCase({ ...coasting, beta2: 0.9 }, 3))).toBeNull();
  });

  it("where a converged run holds nothing but rounding", () => {
    // v decays as slowly as g² does, and is positive; at t = 15 both are 1e-32, the square of what θ is rounded to
    const slow: Case = { objective: "quadratic", initial: [3, 1], lr: 0.01, beta1: 0.9, beta2: 0.2, epsilon: 1 };
    for (const until of [15, 30]) expect(negativeMoment(solveCase(slow, until))).toBeNull();
    const valley: Case = { ...slow, objective: "illConditioned", parameters: [2, 10], initial: [1, 1, 0, 0] };
    expect(negativeMoment(solveCase(valley, 20))).toBeNull();
  });
});
