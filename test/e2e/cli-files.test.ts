import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, discrete, runCli, runJson } from "./run-cli.js";

const steps = ["--steps", "3"];

test("files and run folders are written whole and never over something", async () => {
  const cwd = createFolder();
  const files = ["--csv", "rows.csv", "--plot", "run.svg", "--out", "run"];
  const run = await runCli([...discrete, "--steps", "3", ...files], { cwd });
  expect(run).toMatchObject({ code: 0 });
  expect(readdirSync(cwd).sort()).toEqual(["rows.csv", "run", "run.svg"]);
  expect(readdirSync(join(cwd, "run")).sort()).toEqual([
    "figure.svg",
    "result.json",
    "settings.json",
    "trajectory.csv",
  ]);
  expect(readFileSync(join(cwd, "rows.csv"), "utf8")).toMatch(/^t,theta,m,v,loss\r\n0,1,0,0,9\r\n/);
  expect(readFileSync(join(cwd, "run.svg"), "utf8")).toMatch(/^<svg/);
  const settings = JSON.parse(readFileSync(join(cwd, "run/settings.json"), "utf8"));
  expect(settings).toMatchObject({
    model: "discrete",
    optimizer: "adam",
    lr: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
  expect(JSON.parse(readFileSync(join(cwd, "run/result.json"), "utf8"))).toMatchObject({
    schema_version: 1,
    loss: { 0: 9 },
  });

  for (const again of [files.slice(0, 2), files.slice(2, 4), files.slice(4)]) {
    const refused = await runCli([...discrete, "--steps", "3", ...again], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("--force");
  }
  writeFileSync(join(cwd, "run", "notes.txt"), "mine");
  expect(await runCli([...discrete, "--steps", "4", ...files, "--force"], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(join(cwd, "rows.csv"), "utf8").trimEnd().split("\r\n")).toHaveLength(6);
  expect(readdirSync(join(cwd, "run"))).toContain("notes.txt");
  expect(readdirSync(cwd).sort()).toEqual(["rows.csv", "run", "run.svg"]);
});

test("a figure can be PNG", async () => {
  const cwd = createFolder();
  expect(await runCli([...discrete, "--steps", "3", "--plot", "run.png"], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(join(cwd, "run.png")).subarray(1, 4).toString()).toBe("PNG");
});

test("typed beats environment beats config file beats default", async () => {
  const cwd = createFolder();
  writeFileSync(
    join(cwd, "adaflow.config.json"),
    JSON.stringify({ lr: 0.4, theta0: [2], shift: false, momentum: 0.5 }),
  );
  const args = ["solve", "--model", "discrete", "--optimizer", "signgd", "--objective", "quadratic", "--steps", "1"];
  const env = { ADAFLOW_LR: "0.2" };
  // momentum and shift in the file mean nothing for signgd: settings that were not typed are dropped
  expect((await runJson(args, { cwd })).json).toMatchObject({ t: [0, 0.4], theta: [[2], [2.4]] });
  expect((await runJson(args, { cwd, env })).json).toMatchObject({ t: [0, 0.2], theta: [[2], [2.2]] });
  expect((await runJson([...args, "--lr", "1", "--theta0", "0"], { cwd, env })).json).toMatchObject({
    theta: [[0], [1]],
  });
  const typo = await runCli([...discrete, "--steps", "1"], { env: { ADAFLOW_TOLERENCE: "1" } });
  expect(typo.code).toBe(0);
  expect(typo.stderr).toContain("ADAFLOW_TOLERANCE");
});

test("a config file that cannot be meant is refused", async () => {
  const refuse = async (text: string): Promise<string> => {
    const cwd = createFolder();
    writeFileSync(join(cwd, "adaflow.config.json"), text);
    const run = await runCli([...discrete, "--steps", "1", "--json"], { cwd });
    expect(run, text).toMatchObject({ code: 2, stdout: "" });
    return run.stderr;
  };
  expect(await refuse('{"tolerence": 1}')).toContain("tolerance");
  expect(await refuse('{"lr": ')).toContain("JSON");
  expect(await refuse("[1]")).toContain("object");
  expect(await refuse('{"beta1": {"a": 1}}')).toContain("beta1");
  expect(await refuse('{"beta1": "high"}')).toContain("--beta1");
  expect(await refuse('{"force": "maybe"}')).toContain("true or false");
});

test("modules that cannot be trusted are refused", async () => {
  const cwd = createFolder();
  const modules = {
    "throws.mjs": 'throw new Error("boom");',
    "nan.mjs":
      "export const dimension = 1; export const value = () => NaN; export const gradient = (x, g) => { g[0] = 1; };",
    "wrong.mjs":
      "export const dimension = 1; export const value = (x) => x[0] ** 2; export const gradient = (x, g) => { g[0] = 3 * x[0]; };",
    "exits.mjs": "process.exit(0);",
  };
  for (const [name, text] of Object.entries(modules)) {
    writeFileSync(join(cwd, name), text);
    const args = [
      "solve",
      "--model",
      "discrete",
      "--optimizer",
      "gd",
      "--theta0",
      "1",
      "--lr",
      "0.1",
      ...steps,
      "--json",
    ];
    const run = await runCli([...args, "--objective", `./${name}`], { cwd });
    expect(run, name).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr, name).toMatch(/^error: /);
  }
});

test("a file objective may print; stdout stays one object", async () => {
  const cwd = createFolder();
  writeFileSync(
    join(cwd, "bowl.mjs"),
    `console.log("loaded");
export const dimension = 2;
export const value = (x) => x[0] ** 2 + x[1] ** 2;
export const gradient = (x, out) => { out[0] = 2 * x[0]; out[1] = 2 * x[1]; };`,
  );
  const args = ["solve", "--model", "discrete", "--optimizer", "gd", "--theta0", "1,2", "--lr", "0.25", "--steps", "1"];
  const { json, stderr } = await runJson([...args, "--objective", "./bowl.mjs"], { cwd });
  expect(json.theta[1]).toEqual([0.5, 1]);
  expect(stderr).toContain("loaded");
});
