import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { binary, createFolder, interruptWhenReady, runCli, runJson } from "./run-cli.js";

const sides = ["--x", "beta1=0.5:0.9:5", "--y", "beta2=0.6:0.9:4"];
const problem = ["map", "--objective", "x^4/4", "--theta0", "1", "--epsilon", "0", "--steps", "400"];
const map = [...problem, "--lr", "0.001"];

test("--json has axes, rows by y, and numbers or null", async () => {
  const { code, stderr, json } = await runJson([...map, ...sides]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(json.schema_version).toBe(1);
  expect(json.x.name).toBe("beta1");
  expect(json.x.values).toHaveLength(5);
  expect([json.x.values[0], json.x.values[4]]).toEqual([0.5, 0.9]);
  expect(json.y).toMatchObject({ name: "beta2" });
  expect([json.y.values[0], json.y.values[3]]).toEqual([0.6, 0.9]);
  for (const rows of [json.regime, json.finalLoss, json.finalLogLoss]) {
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toHaveLength(5);
  }
  const known = ["converged", "spike", "oscillation", "divergence", "undecided"];
  for (const regime of json.regime.flat()) expect(known).toContain(regime);
  json.finalLoss.flat().forEach((loss: number, k: number) => {
    // ln(f) and f are two roundings of one number
    expect(Math.abs(Math.log(loss) - json.finalLogLoss.flat()[k])).toBeLessThan(1e-9);
  });
});

test("a cell is the run that solve makes; rows are y, columns x", async () => {
  const axes = ["--x", "beta1=0.1:0.6:2", "--y", "lr=0.01:0.1:2", "--scale-y", "log", "--beta2", "0.7"];
  const shared = ["--objective", "rosenbrock", "--theta0", "-1.2,1", "--steps", "50"];
  const { json } = await runJson(["map", ...shared, ...axes]);
  const one = ["--lr", "0.1", "--beta1", "0.1", "--beta2", "0.7"];
  const { json: run } = await runJson(["solve", "--model", "discrete", "--optimizer", "adam", ...shared, ...one]);
  expect(json.y.values).toEqual([0.01, 0.1]);
  expect(json.finalLoss[1][0]).toBe(run.loss.at(-1));
});

test("a rate means the factor 1 − rate·lr", async () => {
  const betas = ["--x", "beta1=0.5:0.75:2", "--y", "beta2=0.25:0.5:2"];
  // 1 − 0.5·(1, 0.5) and 1 − 0.5·(1.5, 1), exactly; rates run the other way
  const rates = ["--x", "rate1=0.5:1:2", "--y", "rate2=1:1.5:2"];
  const args = ["map", "--objective", "beale", "--theta0", "1,1", "--steps", "30", "--lr", "0.5"];
  const [factors, forgetting] = [await runJson([...args, ...betas]), await runJson([...args, ...rates])];
  expect(forgetting.json.finalLoss.flat()).toEqual(factors.json.finalLoss.flat().reverse());
});

test("a loss that is not finite is null", async () => {
  const args = ["map", "--objective", "exp(exp(-x))", "--theta0", "3", "--steps", "500", "--lr", "0.5"];
  const { code, json } = await runJson([
    ...args,
    "--weight-decay",
    "1",
    "--x",
    "beta1=0.5:0.6:2",
    "--y",
    "beta2=0.5:0.6:2",
  ]);
  expect(code).toBe(0);
  expect(json.finalLoss.flat().every((loss: unknown) => loss === null || typeof loss === "number")).toBe(true);
  const away = ["map", "--objective", "-(x^2)", "--theta0", "1e200", "--steps", "50", "--lr", "1"];
  const { json: outside } = await runJson([...away, "--x", "beta1=0.5:0.6:2", "--y", "beta2=0.5:0.6:2"]);
  expect(outside.regime.flat()).toEqual(new Array(4).fill("divergence"));
  expect(outside.finalLoss.flat()).toEqual(new Array(4).fill(null));
});

test("without --json: a picture, counts and where the least loss is; lines left out are named on stderr", async () => {
  const { code, stdout, stderr } = await runCli([...map, ...sides]);
  expect(code).toBe(0);
  expect(stdout.split("\n").filter((line) => line.includes("|"))).toHaveLength(4);
  expect(stdout).toMatch(/converged +\d+ +\d+\.\d %/);
  expect(stdout).toContain("Smallest final loss:");
  expect(stderr).toContain("edge of stability");
});

describe("refuses, with exit 2 and nothing on stdout", () => {
  const y = ["--y", "beta2=0.8:0.99:3"];
  const x = (text: string) => ["--x", text, ...y];
  const bad: readonly (readonly [title: string, args: readonly string[], says: string | RegExp])[] = [
    ["a reversed range", [...map, ...x("beta1=0.9:0.8:3")], "0.9:0.8:3"],
    ["an empty range", [...map, ...x("beta1=0.9:0.9:3")], "not empty"],
    ["a range that is not finite", [...map, ...x("beta1=0.1:NaN:3")], "the end of --x must be a finite number"],
    ["an infinite range", [...map, ...x("rate1=1:Infinity:3")], "the end of --x"],
    ["an empty part", [...map, ...x("beta1=:0.9:3")], "the start of --x"],
    ["no cell", [...map, ...x("beta1=0.1:0.9:0")], "the count of --x"],
    ["half a cell", [...map, ...x("beta1=0.1:0.9:2.5")], "the count of --x"],
    ["one cell of a range", [...map, ...x("beta1=0.1:0.9:1")], "0.1:0.9:1"],
    ["too many cells", [...map, ...x("beta1=0.1:0.9:99999999")], "10000000"],
    ["too many cells together", [...map, "--x", "beta1=0.1:0.9:9999", "--y", "beta2=0.1:0.9:9999"], "at most 10000000"],
    ["no axis", [...map, ...y], "--x must be given"],
    ["an axis without a range", [...map, ...x("beta1")], "name=from:to:count"],
    ["an unknown axis", [...map, ...x("bata1=0.1:0.9:3")], "nearest: beta1"],
    ["a logarithmic axis from 0", [...map, ...x("beta1=0:0.9:3"), "--scale-x", "log"], "logarithmic"],
    ["an unknown scale", [...map, ...x("beta1=0.1:0.9:3"), "--scale-x", "cubic"], "--scale-x must be linear or log"],
    ["the same axis twice", [...map, ...x("beta2=0.1:0.9:3")], "--y must be another axis"],
    ["a factor and its rate as axes", [...map, ...x("rate2=1:100:3")], "--y must be another axis"],
    ["a factor on an axis and its rate", [...map, ...x("beta1=0.1:0.9:3"), "--rate1", "5"], "--rate1 must be left out"],
    [
      "a factor and its rate",
      [...problem, "--x", "lr=0.001:0.01:2", ...y, "--beta1", "0.5", "--rate1", "5"],
      "--rate1",
    ],
    ["what is on an axis", [...map, ...x("beta1=0.1:0.9:3"), "--beta1", "0.5"], "--beta1 must be left out"],
    ["lr on an axis and typed", [...map, ...x("lr=0.001:0.01:3")], "--lr must be left out"],
    ["lr missing", [...problem, ...x("beta1=0.1:0.9:3")], "--lr must be given"],
    ["a factor of 1", [...map, ...x("beta1=0.1:1:3")], "--beta1 must be in [0, 1)"],
    ["a negative factor", [...map, ...x("beta1=-0.1:0.9:3")], "--beta1 must be in [0, 1)"],
    ["a rate of 0", [...map, ...x("rate1=0:10:3")], "--rate1 must be finite and > 0"],
    ["a rate above 1/lr", [...map, ...x("rate1=1:1001:3")], "at most 1 in every cell"],
    [
      "a rate above 1/lr somewhere",
      [...problem, "--x", "lr=0.001:1:3", ...y, "--rate1", "2"],
      "at most 1 in every cell",
    ],
    ["a learning rate of 0", [...problem, "--x", "lr=0:1:3", ...y], "--lr must be finite and > 0"],
    ["an axis that means nothing", [...map, ...x("beta1=0.1:0.9:3"), "--optimizer", "rmsprop"], "beta2, rate2, lr"],
    ["an optimizer without axes", [...map, ...sides, "--optimizer", "gd"], "adam, adamw, rmsprop"],
    ["an unknown optimizer", [...map, ...sides, "--optimizer", "adma"], "adam"],
    ["an unknown objective", [...map, ...sides, "--objective", "rosenbrok"], "rosenbrock"],
    ["a start of another dimension", [...map, ...sides, "--theta0", "1,2"], "--theta0 must be 1 number"],
    ["no steps", [...map, ...sides, "--steps", "0"], "--steps"],
    ["no worker", [...map, ...sides, "--workers", "0"], "--workers"],
    ["too many workers", [...map, ...sides, "--workers", "100000"], "--workers"],
    ["a figure of another kind", [...map, ...sides, "--plot", "map.pdf"], ".svg or .png"],
  ];
  it.each(bad)("%s", async (_title, args, says) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: Cannot .* must .*: current value is .*\n$/);
    expect(stderr).toMatch(says);
  });
});

test("a function that throws: the sentence of other commands", async () => {
  const cwd = createFolder();
  const throwing = `export const dimension = 1; export const gradient = (x, out) => { out[0] = x[0]; };
    export const value = (x) => { if (x[0] < 0.9) throw new Error("below 0.9"); return x[0] ** 2 / 2; };`;
  writeFileSync(join(cwd, "throws.mjs"), throwing);
  const run = await runCli([...map, ...sides, "--objective", "./throws.mjs", "--out", "map"], { cwd });
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
  expect(run.stderr).toContain("value in ./throws.mjs must not throw at θ = (0.8");
  expect(readdirSync(cwd)).toEqual(["throws.mjs"]);
});

/** Ends its thread for small beta1 only: there the second update is the larger one. */
const dying = `console.log("loaded");
export const dimension = 1;
let previous = NaN;
export const value = (x) => x[0] ** 2 / 2;
export const gradient = (x, out) => {
  const step = previous - x[0];
  previous = x[0];
  if (step > 0.0010005) process.exit(3);
  out[0] = x[0] < 1 ? 3 * x[0] : x[0];
};`;

test("a thread that dies is replaced; its cell is made again, then failed; the others are there", async () => {
  const cwd = createFolder();
  writeFileSync(join(cwd, "dies.mjs"), dying);
  const args = [...map, ...sides, "--objective", "./dies.mjs", "--steps", "60"];
  const [one, two] = await Promise.all(
    ["1", "2"].map((workers) => runJson([...args, "--workers", workers, "--out", `map-${workers}`], { cwd })),
  );
  expect(one!.json).toEqual(two!.json);
  expect(one!.code).toBe(1);
  const { counts, regime, finalLoss, x } = one!.json;
  expect(counts.failed).toBeGreaterThan(0);
  expect(counts.failed).toBeLessThan(20);
  regime.flat().forEach((each: string, k: number) => {
    expect(each === "failed", `${each} at beta1 ${x.values[k % 5]}`).toBe(finalLoss.flat()[k] === null);
  });
  expect(one!.stderr).toContain("its thread ended twice, the last time with exit 3");
  expect(one!.stderr).toContain("loaded");
  expect(existsSync(join(cwd, "map-1", "map.json"))).toBe(true);
});

test("an objective that ends the process when it is loaded", async () => {
  const cwd = createFolder();
  writeFileSync(join(cwd, "ends.mjs"), "process.exit(0)");
  const run = await runCli([...map, ...sides, "--objective", "./ends.mjs"], { cwd });
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
  expect(run.stderr).toContain("must not end the process: current value is exit 0");
});

/** Some milliseconds a run; "ready" once. */
const slow = `console.error("ready");
const pause = new Int32Array(new SharedArrayBuffer(4));
let calls = 0;
export const dimension = 1;
export const value = (x) => { if (++calls % 20 === 0) Atomics.wait(pause, 0, 0, 1); return x[0] ** 4 / 4; };
export const gradient = (x, out) => { out[0] = x[0] ** 3; };`;
const slowSides = ["--x", "beta1=0.5:0.9:20", "--y", "beta2=0.6:0.9:20"];
const slowMap = [...map, ...slowSides, "--objective", "./slow.mjs"];

function slowFolder(): string {
  const cwd = createFolder();
  writeFileSync(join(cwd, "slow.mjs"), slow);
  return cwd;
}

/** Runs the slow map until some records are committed, and kills it. */
async function killMidway(cwd: string): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [binary, ...slowMap, "--out", "map"], { cwd, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const committed = join(cwd, ".map.resume", "committed.json");
  const lengthOf = () => (existsSync(committed) ? JSON.parse(readFileSync(committed, "utf8")).length : 0);
  while (!(lengthOf() > 400)) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGKILL");
  await ended;
}

describe("--out", () => {
  const files = ["cells.csv", "figure.svg", "map.json", "settings.json"];
  const read = (cwd: string, name: string) => files.map((file) => readFileSync(join(cwd, name, file), "utf8"));

  it("goes on after kill -9 to the bytes of a map that was not interrupted, also by another number of workers", async () => {
    const cwd = slowFolder();
    const whole = await runCli([...slowMap, "--out", "whole", "--workers", "2", "--json"], { cwd });
    expect(whole.code).toBe(0);
    await killMidway(cwd);
    expect(existsSync(join(cwd, "map"))).toBe(false);
    const rest = await runCli([...slowMap, "--out", "map", "--workers", "1", "--json"], { cwd });
    expect(rest.code).toBe(0);
    expect(rest.stderr).toMatch(/Going on: \d+ of 400 cells are there\./);
    expect(rest.stdout).toBe(whole.stdout);
    expect(readdirSync(join(cwd, "map")).sort()).toEqual(files);
    expect(read(cwd, "map")).toEqual(read(cwd, "whole"));
    expect(readdirSync(cwd).sort()).toEqual(["map", "slow.mjs", "whole"]);
    // there now: refused unless forced
    const again = await runCli([...slowMap, "--out", "map"], { cwd });
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("--force");
  });

  it("refuses the cells of another map, saying what differs; --force begins anew", async () => {
    const cwd = slowFolder();
    await killMidway(cwd);
    const others: readonly (readonly [readonly string[], string])[] = [
      [["--steps", "401"], "steps must be that of the cells there, 400"],
      [["--x", "beta1=0.5:0.9:21"], "x must be that of the cells there"],
      [["--theta0", "1.5"], "theta0"],
      [["--objective", "x^4/4"], "objective"],
    ];
    for (const [other, says] of others) {
      const run = await runCli([...slowMap, "--out", "map", ...other], { cwd });
      expect(run, run.stderr).toMatchObject({ code: 2, stdout: "" });
      expect(run.stderr).toContain(says);
    }
    writeFileSync(join(cwd, "slow.mjs"), `${slow} // another text`);
    const edited = await runCli([...slowMap, "--out", "map"], { cwd });
    expect(edited).toMatchObject({ code: 2, stdout: "" });
    expect(edited.stderr).toContain("objectiveSha256");
    const forced = await runCli([...map, ...sides, "--out", "map", "--force"], { cwd });
    expect(forced.code).toBe(0);
    expect(forced.stderr).not.toContain("Going on");
    expect(readdirSync(cwd).sort()).toEqual(["map", "slow.mjs"]);
  });

  it("refuses a log that was cut or changed before what was committed; drops what is torn behind it", async () => {
    const cwd = slowFolder();
    await killMidway(cwd);
    const log = join(cwd, ".map.resume", "cells.log");
    const whole = readFileSync(log);
    const { length } = JSON.parse(readFileSync(join(cwd, ".map.resume", "committed.json"), "utf8"));
    const run = () => runCli([...slowMap, "--out", "map"], { cwd });

    truncateSync(log, length - 1);
    const cut = await run();
    expect(cut).toMatchObject({ code: 2, stdout: "" });
    expect(cut.stderr).toContain(`${length - 1} bytes: it was cut`);

    const changed = Buffer.from(whole);
    changed[200]! ^= 1;
    writeFileSync(log, changed);
    const damaged = await run();
    expect(damaged).toMatchObject({ code: 2, stdout: "" });
    expect(damaged.stderr).toMatch(/record 5, at byte 184 of cells\.log/);

    writeFileSync(log, Buffer.concat([whole, Buffer.alloc(17, 1)]));
    const torn = await run();
    expect(torn.code).toBe(0);
    expect(torn.stderr).toContain(`Going on: ${(whole.length - 40) / 36} of 400 cells`);
  });

  it("keeps cells at Ctrl-C: exit 130, and the map so far", async () => {
    const cwd = slowFolder();
    const stopped = await runJson([...slowMap, "--out", "map"], { cwd, onStderr: interruptWhenReady() });
    expect(stopped.code).toBe(130);
    expect(stopped.json.status).toBe("interrupted");
    const made = stopped.json.regime.flat().filter((regime: string | null) => regime !== null).length;
    expect(made).toBeLessThan(400);
    const rest = await runCli([...slowMap, "--out", "map"], { cwd });
    expect(rest.code).toBe(0);
    if (made > 0) expect(rest.stderr).toContain(`Going on: ${made} of 400 cells are there.`);
  });
});
