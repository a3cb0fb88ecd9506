import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, quadratic, runCli, runJson } from "./run-cli.js";

test("compare measures gaps and their order", async () => {
  const args = ["compare", "--optimizer", "adam", ...quadratic, "--lr", "0.1,0.05,0.025", "--until", "1"];
  const { code, json } = await runJson(args);
  expect(code).toBe(0);
  expect(Object.keys(json)).toEqual(["schema_version", "models", "rows", "order"]);
  expect(json).toMatchObject({ schema_version: 1, models: ["discrete", "nonlocal"] });
  expect(json.rows.map((row: { lr: number }) => row.lr)).toEqual([0.1, 0.05, 0.025]);
  const gap = { sup: expect.any(Number), final: expect.any(Number) };
  for (const row of json.rows) {
    expect(row).toEqual({ lr: expect.any(Number), theta: gap, m: gap, v: gap, loss: gap });
    expect(row.theta.sup).toBeGreaterThanOrEqual(row.theta.final);
  }
  for (const key of ["theta", "m", "v", "loss"]) {
    expect(json.order[key]).toEqual({ slope: expect.any(Number), r2: expect.any(Number) });
  }
  // the equation is the limit of the algorithm: the gap shrinks with lr
  expect(json.order.theta.slope).toBeGreaterThan(0.5);
  expect(json.rows[2].theta.sup).toBeLessThan(json.rows[0].theta.sup);

  const adagrad = await runJson(["compare", "--optimizer", "adagrad", ...quadratic, "--lr", "0.1", "--until", "1"]);
  expect(adagrad.json.rows[0].m).toBeNull();
  expect(adagrad.json.order).toEqual({ theta: null, m: null, v: null, loss: null });
});

test("compare writes a table, CSV and a figure, and takes the models in any order", async () => {
  const cwd = createFolder();
  const args = ["compare", "--optimizer", "rmsprop", ...quadratic, "--lr", "0.1,0.05", "--until", "1"];
  const run = await runCli([...args, "--csv", "gap.csv", "--plot", "gap.svg", "--out", "run"], { cwd });
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("theta sup");
  expect(readFileSync(join(cwd, "gap.csv"), "utf8")).toMatch(/^lr,theta_sup,theta_final,m_sup/);
  expect(readFileSync(join(cwd, "gap.svg"), "utf8")).toMatch(/^<svg/);
  expect(readdirSync(join(cwd, "run")).sort()).toEqual([
    "comparison.csv",
    "figure.svg",
    "result.json",
    "settings.json",
  ]);
  const one = await runJson(args);
  const two = await runJson([...args, "--models", "nonlocal,discrete"]);
  expect(two.json.models).toEqual(["nonlocal", "discrete"]);
  expect(two.json.rows).toEqual(one.json.rows);
});

test("lists come from the registries", async () => {
  const names: Readonly<Record<string, string>> = {
    objectives: "rosenbrock",
    optimizers: "adamw",
    models: "nonlocal",
    kernels: "power",
    papers: "heredia-2024",
  };
  for (const [kind, name] of Object.entries(names)) {
    const { code, json } = await runJson(["list", kind]);
    expect(code).toBe(0);
    expect(json.schema_version).toBe(1);
    expect(json[kind].map((entry: { name: string }) => entry.name)).toContain(name);
    expect((await runCli(["list", kind])).stdout).toContain(name);
  }
});
