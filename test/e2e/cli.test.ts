import { expect, test } from "vitest";
import { discrete, nonlocal, quadratic, runJson } from "./run-cli.js";

test("a discrete run has exactly the documented object", async () => {
  const { code, json, stderr } = await runJson([...discrete, "--steps", "2"]);
  expect(code).toBe(0);
  expect(stderr).toBe("");
  expect(Object.keys(json)).toEqual([
    ...["schema_version", "t", "theta", "velocity", "acceleration", "m", "v", "loss"],
    ...["negativeV", "status", "event", "solver"],
  ]);
  expect([json.velocity, json.acceleration, json.negativeV]).toEqual([null, null, null]);
  expect(json).toMatchObject({ schema_version: 1, t: [0, 0.1, 0.2], status: "completed", event: null });
  expect(json.solver).toEqual({
    name: expect.any(String),
    order: null,
    nodes: 2,
    sweeps: null,
    residual: null,
    errorEstimate: null,
    seconds: expect.any(Number),
  });
  // first step of Adam by hand: m = 0.1·g, v = 0.001·g², and a step of lr against the sign of g = −6
  expect(json.theta[0]).toEqual([1]);
  expect(json.theta[1][0]).toBeCloseTo(1.1, 8);
  expect(json.m[1][0]).toBeCloseTo(-0.6, 14);
  expect(json.v[1][0]).toBeCloseTo(0.036, 14);
  expect(json.loss[0]).toBe(9);
});

test("a continuous run says what it cost and how far it can be trusted", async () => {
  const { code, json } = await runJson([...nonlocal, "--until", "0.35"]);
  expect(code).toBe(0);
  expect(json.t).toEqual([0, 0.1, 0.2, 3 * 0.1, 0.35]);
  expect([json.m[0], json.v[0]]).toEqual([[0], [0]]);
  for (const key of ["order", "nodes", "errorEstimate", "seconds"]) expect(json.solver[key]).toBeGreaterThanOrEqual(0);
  expect(json.solver.errorEstimate).toBeLessThanOrEqual(1e-10);
  const steps = await runJson([...nonlocal, "--steps", "4"]);
  expect(steps.json.t).toEqual([0, 1, 2, 3, 4].map((k) => k * 0.1));
});

test("AdaGrad's invariant holds in the printed numbers", async () => {
  // exact for the unshifted equation with epsilon 0: 2·lr·√G = f(θ0) − f(θ)
  const args = ["solve", "--optimizer", "adagrad", "--epsilon", "0", "--no-shift", "--lr", "0.1", "--until", "5"];
  const { json } = await runJson([...args, ...quadratic]);
  for (const [k, [G]] of json.v.entries()) {
    expect(Math.abs(0.2 * Math.sqrt(G) - (json.loss[0] - json.loss[k]))).toBeLessThan(1e-8);
  }
  expect(json.m).toBeNull();
});

test("moments are null where there are none, and one number a row with --norm", async () => {
  const at = [
    "--theta0",
    "-1.2,1",
    "--objective",
    "rosenbrock",
    "--lr",
    "0.001",
    "--steps",
    "1",
    "--model",
    "discrete",
  ];
  const gd = await runJson(["solve", "--optimizer", "gd", ...at]);
  expect([gd.json.m, gd.json.v]).toEqual([null, null]);
  const norm = await runJson(["solve", "--optimizer", "adam", "--norm", ...at]);
  expect(norm.json.v.map((row: number[]) => row.length)).toEqual([1, 1]);
  expect(norm.json.m[1]).toHaveLength(2);
});

test("negative lists work in both spellings", async () => {
  const args = [
    "solve",
    "--model",
    "discrete",
    "--optimizer",
    "adam",
    "--objective",
    "rosenbrock",
    "--lr",
    "0.1",
    "--steps",
    "1",
  ];
  const one = await runJson([...args, "--theta0", "-1.2,1"]);
  const two = await runJson([...args, "--theta0=-1.2,1"]);
  expect(one.json.theta[0]).toEqual([-1.2, 1]);
  expect(two.json.theta).toEqual(one.json.theta);
});

test("--at keeps the order typed", async () => {
  for (const args of [discrete, nonlocal]) {
    const all = (await runJson([...args, "--steps", "3"])).json;
    const { json } = await runJson([...args, "--at", "0.3,0,0.1,0.3"]);
    expect(json.t).toEqual([0.3, 0, 0.1, 0.3]);
    for (const [row, k] of [3, 0, 1, 3].entries()) {
      // the continuous solver may choose another mesh for another list of times, within its tolerance
      expect(json.theta[row][0]).toBeCloseTo(all.theta[k][0], 8);
      expect(json.m[row][0]).toBeCloseTo(all.m[k][0], 7);
    }
  }
  const between = await runJson([...nonlocal, "--at", "0.25", "--until", "1"]);
  expect(between.json.t).toEqual([0.25]);
  expect((await runJson([...nonlocal, "--at", "0"])).json.t).toEqual([0]);
});

test("the order of variables is told, and --variables changes it", async () => {
  const args = ["solve", "--model", "discrete", "--optimizer", "gd", "--lr", "0.5", "--steps", "1", "--theta0", "1,2"];
  const expression = ["--objective", "10*y+x"];
  const natural = await runJson([...args, ...expression]);
  expect(natural.json.theta[1]).toEqual([0.5, -3]);
  expect(natural.stderr).toContain("x, y");
  const other = await runJson([...args, ...expression, "--variables", "y,x"]);
  expect(other.json.theta[1]).toEqual([-4, 1.5]);
  expect(other.stderr).toContain("y, x");
});

test("kernels of one's own", async () => {
  const args = ["solve", "--optimizer", "general", "--lr", "0.1", ...quadratic, "--until", "1"];
  // lr/(1 − beta): the kernel that makes the general model RMSProp with beta2 = 0.9
  const general = await runJson([...args, "--kernel2", "exp:1"]);
  const rmsprop = await runJson([
    "solve",
    "--optimizer",
    "rmsprop",
    "--beta2",
    "0.9",
    "--lr",
    "0.1",
    ...quadratic,
    "--until",
    "1",
  ]);
  for (const [k, [theta]] of general.json.theta.entries()) expect(theta).toBeCloseTo(rmsprop.json.theta[k][0], 8);
});
