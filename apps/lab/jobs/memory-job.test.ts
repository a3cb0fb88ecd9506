import { expect, test } from "vitest";
import { exponentialKernel } from "../../../src/kernels/index.js";
import { nonlocalModel } from "../../../src/models/index.js";
import { createObjective } from "../../../src/objectives/index.js";
import { solve } from "../../../src/solvers/index.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { memoryJob } from "./memory-job.js";
import { runState } from "./road-runs.js";

const start = { ...initialState, lr: 0.1, steps: 40, objective: "quadratic" };
const ask = (patch: Partial<LabState>) =>
  memoryJob({ run: runState({ ...start, ...patch }) }, { report: () => undefined });

test("solves the equation with its dense output, and runs the algorithm beside it", async () => {
  const { equation, algorithm, adam, theta0 } = await ask({});
  if ("refusal" in equation) throw new Error(equation.refusal);
  expect(equation.trajectory.dense!.memory.map(({ name }) => name)).toEqual(["m", "v"]);
  const objective = createObjective("quadratic", []);
  const out = new Float64Array(1);
  objective.gradient(equation.trajectory.theta.slice(7, 8), out);
  expect(equation.gradient[7]).toBe(out[0]);
  expect(algorithm!.trajectory.times.length).toBe(41);
  expect([adam, theta0.length]).toEqual([null, 1]);
});

test("designed kernels are those of the library, with Adam's beside them", async () => {
  const { equation, adam, algorithm } = await ask({ optimizer: "general", kernel1: "exp:1", kernel2: "exp:0.2" });
  if ("refusal" in equation) throw new Error(equation.refusal);
  const objective = createObjective("quadratic", []);
  const kernels = { kernel1: exponentialKernel({ rate: 1 }), kernel2: exponentialKernel({ rate: 0.2 }) };
  const model = nonlocalModel(objective, { optimizer: "general", lr: 0.1, epsilon: 1e-8, ...kernels });
  const { times, theta } = equation.trajectory;
  const own = solve(model, { initial: [equation.trajectory.theta[0]!], until: times.at(-1)!, times, tolerance: 1e-10 });
  expect(theta).toEqual(own.theta);
  expect(adam!.loss.length).toBe(times.length);
  expect([algorithm, "dense" in adam!]).toEqual([null, false]);
});

test("without a first kernel the numerator is the gradient; with bias correction of Adam's own kernels it is Adam", async () => {
  const bare = await ask({ optimizer: "general", kernel1: "", kernel2: "constant:10" });
  const adagrad = await ask({ optimizer: "adagrad" });
  if ("refusal" in bare.equation || "refusal" in adagrad.equation) throw new Error("refused");
  expect(bare.equation.trajectory.theta).toEqual(adagrad.equation.trajectory.theta);
  const rates = [(1 - 0.9) / 0.1, (1 - 0.999) / 0.1];
  const like = await ask({
    optimizer: "general",
    kernel1: `exp:${rates[0]}`,
    kernel2: `exp:${rates[1]}`,
    biasCorrection: true,
  });
  if ("refusal" in like.equation) throw new Error("refused");
  expect(like.equation.trajectory.theta).toEqual(like.adam!.theta);
});

test("says why there is no equation, and what is wrong with a kernel", async () => {
  expect((await ask({ optimizer: "gd" })).equation).toHaveProperty("refusal");
  await expect(ask({ optimizer: "general", kernel2: "expo:1" })).rejects.toThrow(
    "Cannot solve as kernel2 must be a kernel such as exp:rate: current value is expo:1",
  );
});
