import { describe, expect, it } from "vitest";
import { nonlocalModel } from "../models/index.js";
import { createObjective } from "../objectives/index.js";
import { adamOptimizer, run } from "../optimizers/index.js";
import { solve } from "../solvers/index.js";
import { compareTrajectories } from "./compare.js";
import { gapAlong } from "./gap.js";

const objective = createObjective("rosenbrock");
const lr = 0.01;
const algorithm = run(objective, adamOptimizer({ lr }), { theta0: [-1.2, 1], steps: 40 });
const model = nonlocalModel(objective, { optimizer: "adam", lr });

describe("gapAlong", () => {
  it("has the largest and the last distance that compareTrajectories has", () => {
    const equation = solve(model, { initial: [-1.2, 1], until: 0.4, times: algorithm.times });
    const { gap, rows, times } = gapAlong(algorithm, equation);
    const { theta, matches } = compareTrajectories(algorithm, equation);
    expect(gap.length).toBe(matches);
    expect(Math.max(...gap)).toBe(theta.sup);
    expect(gap.at(-1)).toBe(theta.final);
    expect(Array.from(rows)).toEqual(Array.from(algorithm.times.keys()));
    expect(times).toEqual(algorithm.times);
  });

  it("is only where both have a row", () => {
    const times = Float64Array.from({ length: 81 }, (_, k) => (k / 2) * lr);
    const equation = solve(model, { initial: [-1.2, 1], until: 0.4, times });
    expect(gapAlong(equation, algorithm).rows).toEqual(Uint32Array.from({ length: 41 }, (_, k) => 2 * k));
  });

  it("refuses trajectories of different dimensions", () => {
    expect(() => gapAlong(algorithm, { ...algorithm, dimension: 1 })).toThrow(
      "Cannot compare trajectories as the second dimension must be 2: current value is 1",
    );
  });
});
