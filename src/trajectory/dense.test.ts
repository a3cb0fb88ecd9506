import { expect, test } from "vitest";
import { nonlocalModel } from "../models/index.js";
import { quadraticObjective } from "../objectives/index.js";
import { solve } from "../solvers/index.js";
import { createDenseSampler } from "./dense.js";

test("a memory's signal is what the model remembers of the state, to the solver's tolerance", () => {
  const objective = quadraticObjective();
  const model = nonlocalModel(objective, { optimizer: "adam", lr: 0.05 });
  const sampler = createDenseSampler(solve(model, { initial: [1], until: 3 }).dense!);
  const [theta, gradient, first, second] = Array.from({ length: 4 }, () => new Float64Array(1));
  for (const time of [0, 0.013, 1.7, 0.4, 3]) {
    sampler.state(time, theta!);
    objective.gradient(theta!, gradient!);
    sampler.signal(0, time, first!);
    sampler.signal(1, time, second!);
    expect(first![0]).toBeCloseTo(gradient![0]!, 8);
    expect(second![0]).toBeCloseTo(gradient![0]! ** 2, 7);
  }
});
