import { describe, expect, it } from "vitest";
import { inertialModel, nonlocalModel } from "../models/index.js";
import { quadraticObjective } from "../objectives/index.js";
import { gdOptimizer, run } from "../optimizers/index.js";
import { solve } from "../solvers/index.js";
import { velocityAlong } from "./velocity.js";

const objective = quadraticObjective();

describe("velocityAlong", () => {
  it("is −g on gradient descent, and not known after the last step", () => {
    const trajectory = run(objective, gdOptimizer({ lr: 0.25 }), { theta0: [0], steps: 3 });
    expect(Array.from(velocityAlong(trajectory))).toEqual([8, 4, 2, Number.NaN]);
  });

  it("is the slope of the solution of an equation", () => {
    const model = nonlocalModel(objective, { optimizer: "adam", lr: 0.1 });
    const width = 1e-5;
    const times = Float64Array.of(0.7 - width, 0.7, 0.7 + width);
    const trajectory = solve(model, { initial: [1], until: 2, times });
    const slope = (trajectory.theta[2]! - trajectory.theta[0]!) / (2 * width);
    expect(velocityAlong(trajectory)[1]).toBeCloseTo(slope, 6);
  });

  it("is what a trajectory with inertia holds", () => {
    const trajectory = solve(inertialModel(objective, { lr: 0.1 }), { initial: [1, 3], until: 1, times: [0, 1] });
    expect(velocityAlong(trajectory)).toBe(trajectory.velocity);
    expect(velocityAlong(trajectory)[0]).toBe(3);
  });
});
