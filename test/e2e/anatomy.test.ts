import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, interruptWhenReady, runCli, runJson } from "./run-cli.js";

const settings = [
  "anatomy",
  "--objective",
  "x^2/2",
  "--theta0",
  "1",
  "--lr",
  "1e-3",
  "--beta1",
  "0.9",
  "--beta2",
  "0.99",
];
const spiking = [...settings, "--steps", "3100"];

test("the object of --json is exactly the documented one, with the published steps", async () => {
  const { code, json, stderr } = await runJson([...settings, "--steps", "3000"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(Object.keys(json)).toEqual([
    ...["schema_version", "threshold", "largestExcess", "spikes", "alarms", "eigenvalueAlarms", "run", "series"],
  ]);
  expect(json).toMatchObject({
    schema_version: 1,
    threshold: 2000,
    run: { status: "completed", steps: 3000, event: null },
  });
  expect(Object.keys(json.run)).toEqual(["status", "steps", "event", "seconds"]);
  expect(json.spikes).toHaveLength(1);
  const [spike] = json.spikes;
  expect(Object.keys(spike)).toEqual([
    ...[
      "onset",
      "peak",
      "recovery",
      "decades",
      "crossing",
      "eigenvalueCrossing",
      "leadToOnset",
      "leadToPeak",
      "settled",
    ],
    "stages",
  ]);
  // arXiv 2506.04805
  expect(spike).toMatchObject({ crossing: 2863, eigenvalueCrossing: 2863, peak: 2949, leadToPeak: 86, recovery: null });
  expect(spike.stages.map(({ name }: { name: string }) => name)).toEqual([
    ...["decrease", "decoupling", "instability", "spike", "recovery"],
  ]);
  for (const stage of spike.stages) expect(Object.keys(stage)).toEqual(["name", "from", "to", "reason"]);
  expect(json.alarms).toEqual([{ from: 2863, to: 2949, excess: expect.any(Number), outcome: "spike" }]);
  const names = ["steps", "loss", "directional", "largest", "gradient", "rootSecond", "ratio"];
  expect(Object.keys(json.series)).toEqual(names);
  for (const name of names) expect(json.series[name]).toHaveLength(3001);
  // before the first update there is no preconditioner
  expect([json.series.directional[0], json.series.largest[0]]).toEqual([null, null]);
});

test("the text says what announced the spike, and its stages", async () => {
  const { code, stdout, stderr } = await runCli(spiking);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ +1 +2863 +\d+ +\d+ +2949 +86 +- +63\.\d$/m);
  expect(stdout).toMatch(/^ {2}3 {2}instability +2863 to \d+ /m);
  expect(stdout).toMatch(/^ {2}5 {2}recovery +none +half of the rise is not undone/m);
  expect(stdout).toMatch(/^ {2}q +once: 1 with a spike, 0 without$/m);
  expect(stderr).toMatch(
    /^completed: adam on x\^2\/2, lr 0.001, β = \(0.9, 0.99\); 3100 steps, 1 spike; 2\/lr = 2000; .*s\.\n$/,
  );
});

test("without a spike it says how near q came, exit 0", async () => {
  const { code, stdout } = await runCli([...settings, "--steps", "2000"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^No spike\. The largest q·lr\/2 is 0\.01\d+\.$/m);
});

test("rows, figure and folder", async () => {
  const cwd = createFolder();
  const args = [...spiking, "--every", "10", "--csv", "rows.csv", "--plot", "anatomy.svg", "--out", "run"];
  expect((await runCli(args, { cwd })).code).toBe(0);
  const lines = readFileSync(join(cwd, "rows.csv"), "utf8").trim().split("\r\n");
  expect(lines[0]).toBe("step,loss,directional,largest,gradient,rootSecond,ratio");
  expect(lines).toHaveLength(312);
  expect(lines[1]).toMatch(/^0,0\.5,,,1,,$/);
  const svg = readFileSync(join(cwd, "anatomy.svg"), "utf8");
  for (const text of ["crossing", "peak 2949"]) expect(svg).toContain(text);
  expect(readdirSync(join(cwd, "run")).sort()).toEqual(["anatomy.csv", "figure.svg", "result.json", "settings.json"]);
  const { command, optimizer, every } = JSON.parse(readFileSync(join(cwd, "run", "settings.json"), "utf8"));
  expect({ command, optimizer, every }).toEqual({ command: "anatomy", optimizer: "adam", every: 10 });
  expect((await runCli(args, { cwd })).code).toBe(2);
});

test.each([
  ["no end", settings, "the end must be given by exactly one of --until and --steps"],
  ["two ends", [...spiking, "--until", "3"], "the end must be given by exactly one of --until and --steps"],
  ["a range beyond the end", [...spiking, "--to", "4000"], "--to must be a step from 0 to 3100: current value is 4000"],
  ["an empty range", [...spiking, "--from", "9", "--to", "8"], "--to must be a step from 9 to 3100"],
  ["a broken step", [...spiking, "--from", "1.5"], "--from must be an integer"],
  ["every 0", [...spiking, "--every", "0"], "--every must be an integer > 0"],
  ["an optimizer without v", [...spiking, "--optimizer", "sgd"], "--optimizer must be adam, adamw or rmsprop"],
  ["β₁ for RMSProp", [...spiking, "--optimizer", "rmsprop"], "--beta1 must be left out"],
  ["a negative ε", [...spiking, "--epsilon", "-1"], "--epsilon must be a finite number ≥ 0"],
] as const)("%s is refused", async (_, args, says) => {
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(`Cannot dissect as ${says}`);
});

test("Ctrl-C ends it with what there is, exit 130", async () => {
  const cwd = createFolder();
  const module = `console.error("ready");
const pause = new Int32Array(new SharedArrayBuffer(4));
export const dimension = 1;
export const value = (x) => x[0] ** 2;
export const gradient = (x, out) => { Atomics.wait(pause, 0, 0, 1); out[0] = 2 * x[0]; };`;
  writeFileSync(join(cwd, "slow.mjs"), module);
  const args = ["anatomy", "--objective", "./slow.mjs", "--theta0", "1", "--lr", "1e-3", "--steps", "1000000"];
  const { code, stdout } = await runCli([...args, "--every", "1000", "--json"], {
    cwd,
    onStderr: interruptWhenReady(),
  });
  expect(code).toBe(130);
  expect(JSON.parse(stdout).run.status).toBe("interrupted");
});
