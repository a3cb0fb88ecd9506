import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, interruptWhenReady, runCli, runJson } from "./run-cli.js";

/** Fields of y' = −∫₀ˣ y ds on [0, 10], whose solution is y(0)·cos x. */
const rest = "local: () => 0, kernel: () => -1, lower: () => 0, upper: (x) => x, start: 0, end: 10";
const cosine = `export const problem = { ${rest}, initial: 1 };`;
/** y' = y² + ∫₀ˣ 0 ds from 1: 1/(1 − x), which ends at 1. */
const blowUp = cosine.replace("() => 0", "(x, y) => y * y").replace("-1", "0");

const cwd = createFolder();
for (const [name, text] of Object.entries({
  "cosine.mjs": cosine,
  "vector.mjs": `export default { ${rest.replace("() => 0", "() => [0, 0]")}, initial: [1, 3] };`,
  "complex.mjs": `export default { ${rest}, initial: { re: 1, im: 2 } };`,
  "pairs.mjs": `export default { ${rest.replace("() => 0", "() => [0]")}, initial: [{ re: 1, im: 2 }] };`,
  "blow-up.mjs": blowUp,
  "typed.ts": `interface Scalar { (x: number, y: number): number }\nconst local: Scalar = () => 0;\n${cosine.replace("local: () => 0", "local")}`,
})) {
  writeFileSync(join(cwd, name), text);
}

/** 100 times the default tolerance, for the constant between the bound and the error. */
const CLOSE = 1e-8;

test("a scalar run has exactly the documented object", async () => {
  const { code, json, stderr } = await runJson(["ide", "cosine.mjs"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rest = ["status", "method", "errorEstimate", "iterations", "evaluations", "seconds", "reached", "history"];
  expect(Object.keys(json)).toEqual(["schema_version", "x", "y", ...rest]);
  expect(json).toMatchObject({ schema_version: 1, status: "completed", method: "marching", reached: 10 });
  expect(json.x).toHaveLength(101);
  expect([json.x[0], json.x[50], json.x[100]]).toEqual([0, 5, 10]);
  for (const [k, [y, ...more]] of json.y.entries()) {
    expect(more).toEqual([]);
    expect(Math.abs(y - Math.cos(json.x[k]))).toBeLessThan(CLOSE);
  }
  expect(json.errorEstimate).toBeLessThanOrEqual(1e-10);
  for (const key of ["iterations", "evaluations", "seconds"]) expect(json[key]).toBeGreaterThan(0);
});

test("--at keeps the order typed, for vectors and complex numbers too", async () => {
  const at = ["--at", "7.5,0,1,7.5"];
  const x = [7.5, 0, 1, 7.5];
  const vector = (await runJson(["ide", "vector.mjs", ...at], { cwd })).json;
  expect(vector.x).toEqual(x);
  expect(vector.y).toEqual(x.map((place) => [1, 3].map((c) => expect.closeTo(c * Math.cos(place), 8))));
  for (const file of ["complex.mjs", "pairs.mjs"]) {
    const { json } = await runJson(["ide", file, ...at], { cwd });
    const pair = (place: number) => ({
      re: expect.closeTo(Math.cos(place), 8),
      im: expect.closeTo(2 * Math.cos(place), 8),
    });
    expect(json.y, file).toEqual(x.map((place) => [pair(place)]));
  }
});

test("help has examples, and the module of its text is a problem", async () => {
  const { code, stdout, stderr } = await runCli(["ide", "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("Examples:");
  writeFileSync(join(cwd, "help.mjs"), /export const problem = \{.*?\n {2}\};/s.exec(stdout)![0]);
  expect((await runJson(["ide", "help.mjs"], { cwd })).json.status).toBe("completed");
});

test.each([
  ["marching", ["--step", "0.5", "--stages", "6"]],
  ["spectral", []],
  ["relaxation", ["--smoothing", "0.1", "--maximum-iterations", "500"]],
])("%s takes its own settings", async (method, settings) => {
  const args = ["ide", "cosine.mjs", "--method", method, "--tolerance", "1e-6", "--at", "2", ...settings];
  const { code, json } = await runJson(args, { cwd });
  expect(code).toBe(0);
  expect(json).toMatchObject({ method, status: "completed" });
  // 100 times the tolerance asked for
  expect(Math.abs(json.y[0][0] - Math.cos(2))).toBeLessThan(1e-4);
});

test("a table goes to stdout, one line about the run to stderr", async () => {
  const { code, stdout, stderr } = await runCli(["ide", "pairs.mjs", "--at", "0,1"], { cwd });
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => line.trim().split(/ +/))).toEqual([
    ["x", "y0_re", "y0_im"],
    ["0", "1", "2"],
    ["1", "0.54030231", "1.0806046"],
  ]);
  expect(stderr).toMatch(/^completed: marching.*\d+ iterations?, \d+ evaluations; error estimate .* s\.\n$/);
  const names = (await runCli(["ide", "vector.mjs"], { cwd })).stdout.split("\n")[0]!.trim().split(/ +/);
  expect(names).toEqual(["x", "y0", "y1"]);
});

test("TypeScript, and what a module prints, leave stdout alone", async () => {
  writeFileSync(join(cwd, "loud.mjs"), `console.log("loaded");${cosine}`);
  for (const file of ["typed.ts", "loud.mjs"]) {
    const { code, json } = await runJson(["ide", file, "--at", "1"], { cwd });
    expect(code).toBe(0);
    expect(Math.abs(json.y[0][0] - Math.cos(1))).toBeLessThan(CLOSE);
  }
});

test("a divergence is a result: exit 0, rows as far as it came, and a note", async () => {
  const { code, json, stderr } = await runJson(["ide", "blow-up.mjs", "--at", "5,0.5,2"], { cwd });
  expect(code).toBe(0);
  expect(json).toMatchObject({ status: "diverged", x: [0.5] });
  expect(Math.abs(json.y[0][0] - 2)).toBeLessThan(CLOSE);
  // the solution has its pole at 1; a solver may stop before, and not beyond but for its tolerance
  expect(json.reached).toBeGreaterThan(0.9);
  expect(json.reached).toBeLessThan(1.01);
  expect(stderr).toMatch(/^diverged at x = [01]\.?\d*: /);
  expect(stderr).toMatch(/^2 x are left out: the run diverged at x = /m);
  const all = await runJson(["ide", "blow-up.mjs"], { cwd });
  expect(all.json.x).toHaveLength(101);
  expect(all.json.x[100]).toBe(all.json.reached);
});

test("not converged is exit 3, with its JSON", async () => {
  const args = ["ide", "cosine.mjs", "--method", "relaxation", "--maximum-iterations", "2"];
  const { code, json, stderr } = await runJson(args, { cwd });
  expect(code).toBe(3);
  expect(json.status).toBe("not-converged");
  expect(stderr).toMatch(/^not-converged: relaxation/);
});

test("Ctrl-C ends with what there is: exit 130 and JSON", async () => {
  const slow = `console.error("ready");
const pause = new Int32Array(new SharedArrayBuffer(4));
${cosine.replace("() => -1", "() => { Atomics.wait(pause, 0, 0, 1); return -1; }").replace("end: 10", "end: 1000")}`;
  writeFileSync(join(cwd, "slow.mjs"), slow);
  const { code, json } = await runJson(["ide", "slow.mjs", "--step", "0.01"], {
    cwd,
    onStderr: interruptWhenReady(),
  });
  expect(code).toBe(130);
  expect(json.status).toBe("interrupted");
  expect(json.reached).toBeLessThan(1000);
});

test("files, figures and run folders are written", async () => {
  const folder = createFolder();
  const file = join(cwd, "pairs.mjs");
  const outputs = ["--csv", "rows.csv", "--plot", "curve.png", "--out", "run"];
  const run = await runCli(["ide", file, "--at", "1,0", "--tolerance", "1e-8", ...outputs], { cwd: folder });
  expect(run.code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["curve.png", "rows.csv", "run"]);
  expect(readFileSync(join(folder, "curve.png")).subarray(1, 4).toString()).toBe("PNG");
  expect(readFileSync(join(folder, "rows.csv"), "utf8")).toMatch(
    /^x,y0_re,y0_im\r\n1,0\.5403\d+,1\.0806\d+\r\n0,1,2\r\n$/,
  );
  const written = (name: string) => readFileSync(join(folder, "run", name), "utf8");
  expect(readdirSync(join(folder, "run")).sort()).toEqual([
    "figure.svg",
    "result.json",
    "settings.json",
    "solution.csv",
  ]);
  expect(JSON.parse(written("settings.json"))).toEqual({
    command: "ide",
    file,
    at: [1, 0],
    tolerance: 1e-8,
    method: "marching",
  });
  expect(JSON.parse(written("result.json"))).toMatchObject({ schema_version: 1, x: [1, 0] });
  expect(written("figure.svg")).toContain("im y0");
  expect(await runCli(["ide", file, ...outputs], { cwd: folder })).toMatchObject({ code: 2, stdout: "" });
});

test("settings from elsewhere count if they mean something for the method", async () => {
  const env = { ADAFLOW_SMOOTHING: "0.5", ADAFLOW_LR: "0.1", ADAFLOW_BETA1: "none", ADAFLOW_AT: "2,1" };
  const { code, json, stderr } = await runJson(["ide", "cosine.mjs"], { cwd, env });
  expect({ code, stderr, x: json.x }).toEqual({ code: 0, stderr: "", x: [2, 1] });
  writeFileSync(join(cwd, "ahead.mjs"), cosine.replace("(x) => x", "(x) => 10").replace("-1", "-0.01"));
  const steps = { ADAFLOW_STEP: "0.1", ADAFLOW_STAGES: "4" };
  expect((await runJson(["ide", "ahead.mjs"], { cwd, env: steps })).json.method).toBe("spectral");
  const typed = await runCli(["ide", "cosine.mjs", "--smoothing", "0.5", "--json"], { cwd });
  expect(typed).toMatchObject({ code: 2, stdout: "" });
  expect(typed.stderr).toContain("--smoothing must");
  const bad = await runCli(["ide", "cosine.mjs", "--json"], { cwd, env: { ADAFLOW_TOLERANCE: "-1" } });
  expect(bad).toMatchObject({ code: 2, stdout: "" });
});

/** The problem without one of its fields. */
const without = (field: string) => `${cosine}\ndelete problem.${field};`;

const broken: Readonly<Record<string, readonly [text: string, says: string | RegExp]>> = {
  "syntax.mjs": ["export const", /syntax\.mjs must be a module that loads: current value is \w*Error/],
  "throws.mjs": ['throw new Error("boom");', "must be a module that loads: current value is Error: boom"],
  "exits.mjs": ["process.exit(0);", "the problem must not end the process"],
  "others.mjs": [
    "export const equation = 1;",
    "must export it as problem or default: current value is a module with equation",
  ],
  "number.mjs": ["export const problem = 7;", "the export problem in number.mjs must be an object: current value is 7"],
  "function.mjs": ["export default () => 1;", "the export default in function.mjs must be an object"],
  "no-end.mjs": [without("end"), "end in no-end.mjs must be a finite number: current value is undefined"],
  "no-lower.mjs": [without("lower"), "lower in no-lower.mjs must be a function of x"],
  "no-initial.mjs": [without("initial"), "initial in no-initial.mjs must be given"],
  "no-kernel.mjs": [without("kernel"), "kernel or nonlinearKernel in no-kernel.mjs must be given"],
  "no-local.mjs": [without("local"), "local or field in no-local.mjs must be given"],
  "typo.mjs": [
    cosine.replace("initial:", "inital:"),
    "fields in typo.mjs must be known ones such as initial: current value is inital",
  ],
  "nan.mjs": [cosine.replace("-1", "NaN"), /kernel.* must be .*finite.*: current value is NaN/],
  "enum.ts": [`enum Colour { Red }\n${cosine}`, "Cannot load the problem as enum.ts must hold only types"],
  "late.mjs": [
    cosine.replace("() => -1", "(x) => { if (x > 5) throw new Error('late'); return -1; }"),
    /kernel in late\.mjs must not throw at x = \d+(\.\d+)?: current value is Error: late/,
  ],
  "null.mjs": [cosine.replace("() => -1", "() => null.weight"), "kernel in null.mjs must not throw at x"],
};

test.concurrent.each(Object.entries(broken))("bad module: %s", async (name, [text, says]) => {
  writeFileSync(join(cwd, name), text);
  await expectRefused([name], says);
});

test.concurrent.each<readonly [title: string, args: readonly string[], says: string | RegExp]>([
  ["no file", [], "file"],
  ["missing file", ["./none.mjs"], "none.mjs must be a file that can be read"],
  ["unknown method", ["cosine.mjs", "--method", "march"], "--method must be"],
  ["at before the start", ["cosine.mjs", "--at=-0.5"], "--at must be in [0, 10]: current value is -0.5"],
  ["at beyond the end", ["cosine.mjs", "--at", "1,10.5"], "--at must be in [0, 10]: current value is 10.5"],
  ["at no number", ["cosine.mjs", "--at", "1,x"], "--at"],
  ["tolerance too large", ["cosine.mjs", "--tolerance", "0.5"], "--tolerance"],
  ["tolerance NaN", ["cosine.mjs", "--tolerance", "NaN"], "--tolerance"],
  ["half a stage", ["cosine.mjs", "--stages", "2.5"], "--stages"],
  ["too many stages", ["cosine.mjs", "--stages", "99"], "--stages"],
  ["step for relaxation", ["cosine.mjs", "--method", "relaxation", "--step", "0.1"], "--step"],
  ["no sweep", ["cosine.mjs", "--method", "relaxation", "--maximum-iterations", "0"], "--maximum-iterations"],
  ["plot of unknown kind", ["cosine.mjs", "--plot", "a.gif"], ".svg or .png"],
  ["two files", ["cosine.mjs", "vector.mjs"], /argument/],
])("bad input: %s", async (_title, args, says) => {
  await expectRefused(args, says);
});

async function expectRefused(args: readonly string[], says: string | RegExp): Promise<void> {
  const { code, stdout, stderr } = await runCli(["ide", ...args, "--json"], { cwd });
  if (says instanceof RegExp) expect(stderr).toMatch(says);
  else expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).not.toContain("    at ");
}
