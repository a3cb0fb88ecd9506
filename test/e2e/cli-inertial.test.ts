import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, nonlocal, quadratic, runCli, runJson } from "./run-cli.js";

const inertial = [...nonlocal, "--model", "inertial"];
const until = ["--until", "1"];

/** β2 = 0 remembers squares with e^(−x) sin x: thrown into the minimum, g² falls and v becomes negative for a while. */
const negative = [...inertial, "--beta1", "0", "--beta2", "0", "--epsilon", "1", "--velocity0", "60"];

/** The memory of 1 at β = 0 and t = x·lr: ∫₀ˣ 2e^(−s) sin s ds. */
const oscillatingMemory = (x: number): number => 1 - Math.exp(-x) * (Math.sin(x) + Math.cos(x));

test("an inertial run has velocity and acceleration, which start as the equation has it", async () => {
  const { code, json, stderr } = await runJson([...inertial, ...until, "--velocity0", "-1"]);
  expect(code).toBe(0);
  expect(stderr).toBe("");
  expect(Object.keys(json)).toEqual([
    ...["schema_version", "t", "theta", "velocity", "acceleration", "m", "v", "loss"],
    ...["negativeV", "status", "event", "solver"],
  ]);
  expect(json).toMatchObject({ status: "completed", negativeV: null });
  expect(json.velocity[0]).toEqual([-1]);
  for (const name of ["theta", "velocity", "acceleration"]) {
    expect(json[name]).toHaveLength(json.t.length);
    expect(json[name].every((row: number[]) => row.length === 1)).toBe(true);
  }
  expect(json.solver.errorEstimate).toBeLessThanOrEqual(1e-10);
});

test("without --velocity0 a run starts from rest, and θ′ is the slope of θ", async () => {
  const h = 1e-3;
  const at = [0.5 - h, 0.5, 0.5 + h].join(",");
  const { json } = await runJson([...inertial, "--at", `0,${at}`]);
  expect(json.velocity[0]).toEqual([0]);
  const [, [before], , [after]] = json.theta;
  const [, [slow], , [fast]] = json.velocity;
  // central differences: h²/6 times a third derivative below 10²
  expect((after - before) / (2 * h)).toBeCloseTo(json.velocity[2][0], 4);
  expect((fast - slow) / (2 * h)).toBeCloseTo(json.acceleration[2][0], 3);
});

test("with a gradient of constant sign and equal factors the force is exact", async () => {
  // g = 1 and β1 = β2 = 0, ε = 0, both kernels equal: m = v and η = 1, so the force is −√m(t + lr)
  const args = ["--objective", "(x)", "--beta1", "0", "--beta2", "0", "--epsilon", "0"];
  const { json } = await runJson([...inertial, ...args, "--at", "0,0.1,0.2,0.3,0.5"]);
  for (const [k, t] of json.t.entries()) {
    expect(json.m[k][0]).toBeCloseTo(oscillatingMemory(t / 0.1), 9);
    const force = -Math.sqrt(oscillatingMemory((t + 0.1) / 0.1));
    expect(0.05 * json.acceleration[k][0] + json.velocity[k][0]).toBeCloseTo(force, 8);
  }
});

test("several parameters, in a table and as CSV", async () => {
  const cwd = createFolder();
  const args = ["--objective", "(x-1)^2+(y-2)^2", "--theta0", "0,0", "--velocity0", "-0.5,3", "--steps", "2"];
  const { code, stdout, stderr } = await runCli([...inertial, ...args, "--csv", "run.csv", "--out", "run"], { cwd });
  expect(code).toBe(0);
  expect(stderr).not.toContain("v < 0");
  expect(stdout.split("\n")[0]!.trim().split(/ +/)).toEqual([
    ...["t", "theta1", "theta2", "velocity1", "velocity2", "acceleration1", "acceleration2"],
    ...["m1", "m2", "v1", "v2", "loss"],
  ]);
  const [header, first] = readFileSync(join(cwd, "run.csv"), "utf8").split("\r\n");
  expect(header).toBe("t,theta1,theta2,velocity1,velocity2,acceleration1,acceleration2,m1,m2,v1,v2,loss");
  expect(first).toMatch(/^0,0,0,-0\.5,3,/);
  const settings = JSON.parse(readFileSync(join(cwd, "run/settings.json"), "utf8"));
  expect(settings).toMatchObject({ model: "inertial", optimizer: "adam", velocity0: [-0.5, 3], shifted: true });
});

test("other models have neither", async () => {
  const { json } = await runJson([...nonlocal, ...until]);
  expect([json.velocity, json.acceleration, json.negativeV]).toEqual([null, null, null]);
});

test("the reference solver agrees to first order", async () => {
  const fast = (await runJson([...inertial, ...until, "--velocity0", "2"])).json;
  const gap = async (step: string): Promise<number> => {
    const args = ["--solver", "reference", "--step", step, "--velocity0=2", "--tolerance", "1e-6"];
    const { code, json } = await runJson([...inertial, ...until, ...args]);
    expect(code).toBe(0);
    expect(json.velocity[0]).toEqual([2]);
    return Math.abs(json.theta.at(-1)[0] - fast.theta.at(-1)[0]);
  };
  const [coarse, fine] = [await gap("0.02"), await gap("0.01")];
  // Euler's rule: half the step is half the error, up to higher orders
  expect(fine).toBeLessThan(0.02);
  expect(coarse / fine).toBeGreaterThan(1.5);
  expect(coarse / fine).toBeLessThan(2.6);
});

test("a negative v is a result that is said, shown and not clipped", async () => {
  const cwd = createFolder();
  const { code, json, stderr } = await runJson([...negative, ...until, "--plot", "run.svg"], { cwd });
  expect(code).toBe(0);
  expect(json.status).toBe("completed");
  const { from, to, min } = json.negativeV;
  expect(Object.keys(json.negativeV)).toEqual(["from", "to", "min"]);
  expect(stderr).toMatch(/^v < 0 from t = 0\.3\S+ to t = 0\.6\S+, least -\S+: the root is taken of 0 there\.\n$/);
  const inside = json.t.flatMap((t: number, k: number) => (json.v[k][0] < 0 ? [t] : []));
  expect(inside.length).toBeGreaterThan(0);
  for (const t of inside) expect(t >= from && t <= to).toBe(true);
  expect(min).toBeLessThanOrEqual(Math.min(...json.v.flat()));
  expect(readFileSync(join(cwd, "run.svg"), "utf8")).toContain("red: v &lt; 0 from 0.346 to 0.637");
  // v(from) = 0: the rows asked for do not change what is known of the run
  const few = (await runJson([...negative, ...until, "--at", `0.1,${from}`])).json;
  expect(few.negativeV.from).toBeCloseTo(from, 8);
  expect(few.negativeV.min).toBeCloseTo(min, 8);
  expect(few.v[1][0]).toBeCloseTo(0, 8);
});

test("compare measures the inertial model against both others", async () => {
  for (const models of ["nonlocal,inertial", "discrete,inertial"]) {
    const args = ["compare", "--models", models, "--optimizer", "adam", ...quadratic, "--lr", "0.1,0.05,0.025"];
    const { code, json } = await runJson([...args, ...until]);
    expect(code).toBe(0);
    expect(json.models).toEqual(models.split(","));
    const gaps = json.rows.map((row: { theta: { sup: number } }) => row.theta.sup);
    // both are within O(lr) of the same limit
    expect(json.order.theta.slope).toBeGreaterThan(0.8);
    expect(gaps[2]).toBeLessThan(gaps[1]);
    expect(gaps[1]).toBeLessThan(gaps[0]);
    const thrown = (await runJson([...args, ...until, "--velocity0", "-1"])).json;
    expect(thrown.rows[0].theta.sup).not.toBe(gaps[0]);
  }
});

test("compare says where v is negative, and names the models in its figure", async () => {
  const cwd = createFolder();
  const args = ["compare", "--models", "nonlocal,inertial", ...negative.slice(1), "--until", "0.6", "--plot", "g.svg"];
  const kept = args.filter((word, k) => word !== "--model" && args[k - 1] !== "--model");
  const { code, stderr } = await runCli(kept, { cwd });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^inertial at lr 0\.1: v < 0 from t = 0\.3/m);
  expect(readFileSync(join(cwd, "g.svg"), "utf8")).toContain("adam on quadratic: nonlocal and inertial");
});

test("the second-order kernel is that of the run's lr", async () => {
  const args = ["solve", "--optimizer", "general", "--kernel1", "second-order:0", "--kernel2", "second-order:0.9"];
  const { code, json } = await runJson([...args, "--objective", "(x)", "--theta0", "1", "--lr", "0.5", "--at", "1,3"]);
  expect(code).toBe(0);
  for (const [k, t] of json.t.entries()) expect(json.m[k][0]).toBeCloseTo(oscillatingMemory(t / 0.5), 9);
});

test("settings from elsewhere reach the inertial model and no other", async () => {
  const env = { ADAFLOW_VELOCITY0: "-2" };
  expect((await runJson([...inertial, ...until], { env })).json.velocity[0]).toEqual([-2]);
  expect((await runJson([...nonlocal, ...until], { env })).code).toBe(0);
});

test("lists name the model and the kernel", async () => {
  expect((await runCli(["list", "models"])).stdout).toMatch(/^inertial +adam /m);
  expect((await runCli(["list", "kernels"])).stdout).toMatch(/^second-order:beta /m);
});

const rosenbrock = [...inertial, ...until, "--objective", "rosenbrock", "--theta0", "-1.2,1"];
const compare = ["compare", "--optimizer", "adam", ...quadratic, "--lr", "0.1", ...until];
const certify = ["certify", "--model", "inertial", "--lr", "0.1"];
const notCertified = "Cannot certify as --model must be discrete or nonlocal, of which the theorems speak";

const badInput: readonly (readonly [title: string, args: readonly string[], says: string])[] = [
  [
    "velocity too short",
    [...rosenbrock, "--velocity0", "1"],
    "Cannot solve as --velocity0 must be 2 numbers: current value is 1",
  ],
  ["velocity too long", [...inertial, ...until, "--velocity0", "-1,2"], "--velocity0 must be 1 number: current"],
  ["velocity NaN", [...inertial, ...until, "--velocity0", "NaN"], "--velocity0"],
  ["velocity infinite", [...inertial, ...until, "--velocity0=-Infinity"], "--velocity0"],
  ["velocity overflows", [...inertial, ...until, "--velocity0", "1e999"], "--velocity0"],
  ["velocity empty", [...inertial, ...until, "--velocity0="], "--velocity0"],
  ["velocity with an empty item", [...inertial, ...until, "--velocity0", "1,"], "--velocity0"],
  ["velocity of the first-order equation", [...nonlocal, ...until, "--velocity0", "1"], "--velocity0 must be left out"],
  [
    "velocity of the algorithm",
    [...nonlocal, "--model", "discrete", ...until, "--velocity0", "1"],
    "--velocity0 must be left out",
  ],
  ["beta 1", [...inertial, ...until, "--beta2", "1"], "--beta2 must be in [0, 1)"],
  ["negative beta", [...inertial, ...until, "--beta1", "-0.1"], "--beta1 must be in [0, 1)"],
  ["not Adam", [...inertial, ...until, "--optimizer", "rmsprop"], "--optimizer must be adam for the inertial model"],
  ["kernel", [...inertial, ...until, "--kernel1", "exp:1"], "--kernel1 must be left out"],
  ["momentum", [...inertial, ...until, "--momentum", "0.9"], "--momentum must be left out"],
  [
    "kernel factor",
    [...nonlocal, ...until, "--optimizer", "general", "--kernel2", "second-order:1"],
    "--kernel2 must be in [0, 1)",
  ],
  ["compare: velocity of neither", [...compare, "--velocity0", "1"], "--velocity0 must be left out"],
  [
    "compare: velocity too long",
    [...compare, "--models", "inertial,discrete", "--velocity0", "1,2"],
    "Cannot compare as --velocity0 must be 1 number: current value is 1,2",
  ],
  [
    "compare: not Adam",
    [...compare, "--models", "nonlocal,inertial", "--optimizer", "adagrad"],
    "--optimizer must be adam for the inertial model",
  ],
  ["certify: run", [...certify, "--optimizer", "adam", ...quadratic, ...until, "--estimate"], notCertified],
  ["certify: method", [...certify, "--theorem", "h1-lemma-4"], notCertified],
];

test.concurrent.each(badInput)("bad input: %s", async (_title, args, says) => {
  const { code, stdout, stderr } = await runCli([...args, "--json"]);
  expect(stderr).toContain(says);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});
