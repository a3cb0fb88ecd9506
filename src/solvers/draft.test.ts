import { describe, expect, it } from "vitest";
import { nonlocalModel } from "../models/index.js";
import { createObjective } from "../objectives/index.js";
import { solve } from "./fast.js";

const problems = [
  { name: "doubleWell", initial: [0.1], lr: 0.01, until: 10 },
  { name: "quadratic", initial: [1], lr: 0.1, until: 60 },
  { name: "rosenbrock", initial: [-1.2, 1], lr: 0.01, until: 10 },
];

describe("solutions that are not checked", () => {
  it.each(problems)("are as good as their tolerance on $name, and say that it is not known", ({ name, ...problem }) => {
    const { initial, lr, until } = problem;
    const model = nonlocalModel(createObjective(name), { optimizer: "adam", lr });
    const times = Float64Array.from({ length: 101 }, (_, k) => (k * until) / 100);
    const checked = solve(model, { initial, until, times });
    const draft = solve(model, { initial, until, times, tolerance: 1e-6, isChecked: false });
    expect(draft).toMatchObject({ status: "completed", solver: { errorEstimate: null } });
    expect(checked.solver.errorEstimate).toBeLessThanOrEqual(1e-10);
    const gap = draft.theta.reduce((most, value, k) => Math.max(most, Math.abs(value - checked.theta[k]!)), 0);
    // the local tolerance is 0.3 of the wanted one, and errors of elements add up
    expect(gap).toBeLessThan(1e-5);
    expect(draft.solver.sweeps).toBeLessThan(checked.solver.sweeps!);
  });
});
