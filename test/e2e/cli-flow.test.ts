import { expect, test } from "vitest";
import { nonlocal, quadratic, runCli, runJson } from "./run-cli.js";

const flow = ["solve", "--model", "flow", ...quadratic];
const rmsprop = [...flow, "--optimizer", "rmsprop", "--rate2", "1"];
const adam = [...flow, "--optimizer", "adam", "--rate1", "2", "--rate2", "5"];

test("without --at a flow has 201 equidistant rows with its moments", async () => {
  const { code, json, stderr } = await runJson([...adam, "--until", "4"]);
  expect(code).toBe(0);
  expect(stderr).toBe("");
  expect(json.t).toHaveLength(201);
  expect(json.t.every((t: number, k: number) => Math.abs(t - (4 * k) / 200) <= 1e-15 * 4)).toBe(true);
  for (const name of ["theta", "m", "v", "loss"]) expect(json[name]).toHaveLength(201);
  expect(json.m[0]).toEqual([0]);
  expect(json.status).toBe("completed");
  expect(json.solver).toMatchObject({ name: "stiff" });
  expect(json.solver.nodes).toBe(json.solver.statistics.accepted);
});

test("times come as they were asked for, and the solver can be named", async () => {
  const args = [...rmsprop, "--v0", "1", "--at", "1.5,0,0.5"];
  const { json } = await runJson(args);
  const other = await runJson([...args, "--solver", "explicit"]);
  expect(json.t).toEqual([1.5, 0, 0.5]);
  expect(json.v[1]).toEqual([1]);
  expect(other.json.solver.name).toBe("explicit");
  // both are asked for 1e-10
  for (const [k, [theta]] of other.json.theta.entries()) expect(theta).toBeCloseTo(json.theta[k][0], 8);
});

test("sign descent stops at the minimum, exactly or smoothly", async () => {
  const sign = [...flow, "--optimizer", "signgd", "--at", "1,3.5"];
  const { json } = await runJson(sign);
  expect(json.theta).toEqual([[2], [4]]);
  expect(json.event).toEqual({ kind: "at rest", t: 3, size: 4 });
  const smooth = await runJson([...sign, "--epsilon", "1e-6"]);
  expect(smooth.json.solver.name).toBe("stiff");
  // the smooth sign lags by ε·ln of the way
  expect(Math.abs(smooth.json.theta[0][0] - 2)).toBeLessThan(1e-5);
});

test.each([
  ["lr", [...rmsprop, "--until", "1", "--lr", "0.1"], "Cannot solve as --lr must be left out for the flow model"],
  ["steps", [...rmsprop, "--steps", "4"], "Cannot solve as --steps must be left out for the flow model"],
  ["no end", rmsprop, "Cannot solve as the end must be given by --until or --at"],
  ["beyond the end", [...rmsprop, "--until", "1", "--at", "2"], "Cannot solve as --at must be times in [0, 1]"],
  ["no rate", [...flow, "--optimizer", "adam", "--rate1", "2", "--until", "1"], "--rate2 must be given"],
  [
    "rate 0",
    [...flow, "--optimizer", "rmsprop", "--rate2", "0", "--until", "1"],
    "--rate2 must be a finite number > 0",
  ],
  [
    "rate < 0",
    [...flow, "--optimizer", "rmsprop", "--rate2", "-1", "--until", "1"],
    "--rate2 must be a finite number > 0",
  ],
  ["v0 < 0", [...rmsprop, "--v0", "-1", "--until", "1"], "--v0 must be"],
  ["v0 of another length", [...rmsprop, "--v0", "1,1", "--until", "1"], "--v0 must be 1 number"],
  ["v0 of adam", [...adam, "--v0", "1", "--until", "1"], "--v0 must be left out"],
  ["beta2", [...rmsprop, "--beta2", "0.9", "--until", "1"], "--beta2 must be left out"],
  ["adagrad", [...flow, "--optimizer", "adagrad", "--until", "1"], "--optimizer must be one of signgd, rmsprop, adam"],
  ["solver", [...rmsprop, "--solver", "fast", "--until", "1"], "--solver must be explicit or stiff or sliding"],
  ["wrong solver", [...rmsprop, "--solver", "sliding", "--until", "1"], "Cannot solve as"],
  ["rates elsewhere", [...nonlocal, "--rate2", "1", "--until", "1"], "--rate2 must be left out"],
  [
    "compare",
    ["compare", "--models", "flow,discrete", "--optimizer", "adam", ...quadratic, "--lr", "0.1", "--until", "1"],
    "--models must be two of discrete, nonlocal, inertial",
  ],
])("refuses %s", async (_, args, message) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toContain(message);
  expect([code, stdout]).toEqual([2, ""]);
});
