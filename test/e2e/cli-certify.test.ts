import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { statements } from "../../src/certificates/index.js";
import { createFolder, interruptWhenReady, runCli, runJson } from "./run-cli.js";

const rmsprop = ["certify", "--optimizer", "rmsprop", "--lr", "0.1", "--until", "6", "--theta0", "1"];
/** L = μ = 2, f* = 0, all declared. */
const declared = [...rmsprop, "--objective", "quadratic"];
/** The same function as an expression, of which nothing is known. */
const bare = [...rmsprop, "--objective", "(x-4)^2"];
const trusted = ["--smoothness", "2", "--strong-convexity", "2", "--minimum", "0"];
const theorem = (name: string) => ["--theorem", name];

function expectHypothesisFields(hypothesis: Readonly<Record<string, unknown>>): void {
  const { source, ...rest } = hypothesis;
  expect(Object.keys(rest)).toEqual(["name", "status", "value", "bound", "at", "note"]);
  if ("source" in hypothesis) expect(["exact", "given", "estimated"]).toContain(source);
}

test("the object of --json is exactly the documented one", async () => {
  const { code, json, stderr } = await runJson([...declared, ...theorem("h1-theorem-2")]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(Object.keys(json)).toEqual(["schema_version", "certificates", "trajectory"]);
  expect(json.schema_version).toBe(1);
  expect(json.trajectory).toMatchObject({ status: "completed", until: 6, event: null });
  expect(Object.keys(json.trajectory)).toEqual(["status", "until", "event", "solver"]);
  expect(json.certificates).toHaveLength(1);
  const [certificate] = json.certificates;
  const fields = ["hypotheses", "constants", "promises", "margin", "functional", "verdict", "notes"];
  expect(Object.keys(certificate)).toEqual(["theorem", "paper", ...fields]);
  expect(certificate).toMatchObject({ theorem: "h1-theorem-2", paper: "2411.09734", verdict: "certified" });
  expect(certificate.hypotheses.length).toBeGreaterThan(0);
  for (const hypothesis of certificate.hypotheses) {
    expectHypothesisFields(hypothesis);
    expect(hypothesis.status).toBe("holds");
  }
  expect(certificate.constants.L).toEqual({ value: 2, source: "exact", how: expect.any(String) });
  expect(certificate.promises.length).toBeGreaterThan(0);
  for (const promise of certificate.promises) {
    const { name, statement, over, margin, end } = promise;
    expect(Object.keys(promise)).toEqual(["name", "statement", "over", "margin", "end"]);
    expect([typeof name, typeof statement, over]).toEqual(["string", "string", "t"]);
    expect(Object.keys(margin)).toEqual(["worst", "at"]);
    expect(margin.worst).toBeGreaterThanOrEqual(0);
    // the end is one of the moments
    expect(end).toBeGreaterThanOrEqual(margin.worst);
    // nothing is promised beyond the end, though memories are read there
    expect(margin.at).toBeLessThanOrEqual(6);
  }
  expect(Object.keys(certificate.margin)).toEqual(["worst", "at"]);
  const worst = Math.min(...certificate.promises.map((promise: { margin: { worst: number } }) => promise.margin.worst));
  expect(certificate.margin.worst).toBe(worst);
  expect(Object.keys(certificate.functional)).toEqual(["name", "worst", "at"]);
  // E' by its formula and by differences: the solver's tolerance, divided by steps of about a hundredth
  expect(certificate.functional.worst).toBeLessThan(1e-5);
});

test("Adam's functional also says how far it rises: where the shift defect fails, 𝓛 may", async () => {
  const adam = ["certify", "--optimizer", "adam", "--objective", "quadratic", "--theta0", "1"];
  const { code, json } = await runJson([...adam, "--lr", "0.1", "--until", "6", ...theorem("h1-theorem-3")]);
  expect(code).toBe(0);
  const [{ functional, hypotheses, verdict }] = json.certificates;
  expect(verdict).toBe("not-certified");
  for (const hypothesis of hypotheses) expectHypothesisFields(hypothesis);
  expect(Object.keys(functional)).toEqual(["name", "worst", "at", "rise"]);
  expect(Object.keys(functional.rise)).toEqual(["size", "at"]);
  expect(functional.rise.size).toBeGreaterThanOrEqual(0);
  expect(functional.rise.at).toBeLessThanOrEqual(6);
});

test("theorems about the method alone need no objective", async () => {
  const lemma = await runJson(["certify", ...theorem("h1-lemma-4"), "--beta1", "0.9", "--beta2", "0.999"]);
  expect(lemma.code).toBe(0);
  expect(lemma.json.trajectory).toBeNull();
  expect(lemma.json.certificates[0]).toMatchObject({ verdict: "certified", margin: null, promises: [] });
  // theory: 0.9385… at (0.9, 0.999), 0.7488… at (0, 0.99)
  expect(lemma.json.certificates[0].constants.delta).toMatchObject({
    value: expect.closeTo(0.93854, 5),
    source: "exact",
  });
  expect(lemma.stderr).toContain("--optimizer adam, --lr 0.001");
  const other = await runJson(["certify", ...theorem("h1-lemma-4"), "--beta1", "0", "--beta2", "0.99", "--lr", "0.1"]);
  expect(other.json.certificates[0].constants.delta.value).toBeCloseTo(0.7488, 3);
  const failing = await runJson(["certify", ...theorem("h1-lemma-4"), "--beta1", "0.99", "--beta2", "0.9"]);
  expect(failing.code).toBe(0);
  expect(failing.json.certificates[0]).toMatchObject({
    verdict: "not-certified",
    hypotheses: [{ name: "scalar-lyapunov-condition", status: "fails" }],
  });
});

test("the optimizer that theorems speak of is taken; a constant may be given instead of an objective", async () => {
  const several = await runJson(["certify", ...theorem("largest-step,memory-gap,edge-of-stability")]);
  expect(several.json.certificates.map(({ theorem }: { theorem: string }) => theorem)).toEqual([
    "largest-step",
    "memory-gap",
    "edge-of-stability",
  ]);
  const step = await runJson(["certify", ...theorem("rmsprop-step"), "--smoothness", "2"]);
  expect(step.stderr).toContain("--optimizer rmsprop");
  expect(step.json.certificates[0].constants.L).toMatchObject({ value: 2, source: "given" });
});

test("all without an objective: what needs none, and a note names the others", async () => {
  const { code, json, stderr } = await runJson(["certify", "--optimizer", "adam", "--lr", "0.01"]);
  expect(code).toBe(0);
  const named = json.certificates.map(({ theorem }: { theorem: string }) => theorem);
  expect(named).toContain("h1-lemma-4");
  const left = statements.map(({ name }) => name).filter((name) => !named.includes(name));
  expect(left.length).toBeGreaterThan(0);
  for (const name of left) expect(stderr).toContain(name);
  expect(stderr).toContain("--objective");
});

test("all with an objective: one certificate for each statement, none violated, in one readable text", async () => {
  const { code, json } = await runJson(declared);
  expect(code).toBe(0);
  expect(json.certificates.map(({ theorem }: { theorem: string }) => theorem)).toEqual(
    statements.map(({ name }) => name),
  );
  const text = await runCli(declared);
  expect(text.stdout).toMatch(/^h1-theorem-2: certified$/m);
  expect(text.stdout).toMatch(/^ {2}✓ strongly-convex +value 2 {2}bound 0$/m);
  expect(text.stdout).toMatch(/^ {2}✗ step-below-threshold/m);
  expect(text.stdout).toMatch(/\nnot applicable: .*h1-theorem-3.*\n$/);
  expect(text.stdout).not.toContain("\u001b");
  expect(text.stderr).toMatch(/^\d+ certified, .*; completed: nonlocal rmsprop to t = 6; error estimate .*s\.\n$/);
});

test("what rests on estimates says so", async () => {
  const names = theorem("h1-theorem-2");
  const { code, json } = await runJson([...bare, ...names, "--estimate"]);
  expect(code).toBe(0);
  const [{ verdict, constants }] = json.certificates;
  expect(verdict).toBe("certified");
  // of a quadratic the Hessian is exact anywhere
  expect(constants.L).toMatchObject({ value: expect.closeTo(2, 9), source: "estimated" });
  expect(constants.omega.source).toBe("estimated");
  const text = await runCli([...bare, ...names, "--estimate"]);
  expect(text.stdout).toMatch(/^h1-theorem-2: certified, on estimated constants: L, mu/m);
  expect(text.stdout).toContain("L = 2 (estimated)");
  const given = await runJson([...bare, ...names, ...trusted]);
  expect(given.json.certificates[0].constants.L).toMatchObject({ value: 2, source: "given" });
  expect((await runCli([...bare, ...names, ...trusted])).stdout).toMatch(/^h1-theorem-2: certified$/m);
});

test("a given constant is trusted: a wrong one breaks the promise, exit 1", async () => {
  const wrong = ["--smoothness", "1", "--strong-convexity", "1", "--minimum", "0"];
  const args = [...bare, "--optimizer", "adagrad", ...theorem("h1-lemma-3"), ...wrong];
  const { code, json } = await runJson(args);
  expect(code).toBe(1);
  expect(json.certificates[0]).toMatchObject({ verdict: "violated", constants: { L: { source: "given" } } });
  // ‖g‖² = 4Φ against 2LΦ = 2Φ: half of the larger
  expect(json.certificates[0].margin.worst).toBeCloseTo(-0.5, 6);
  expect((await runCli(args)).stdout).toMatch(/^h1-lemma-3: violated$/m);
});

const missing = "must be given, unless --estimate is: current value is missing";

const badInput: readonly (readonly [title: string, args: readonly string[], says: string | RegExp])[] = [
  [
    "a constant is missing",
    [...bare, ...theorem("h1-theorem-2")],
    `Cannot certify h1-theorem-2 as --smoothness, --strong-convexity and --minimum ${missing}`,
  ],
  [
    "constants of several theorems are missing",
    [...bare, ...theorem("h1-theorem-4,h1-theorem-5,h1-lemma-5"), "--smoothness", "2"],
    `h1-theorem-4 (--pl and --minimum), h1-theorem-5 and h1-lemma-5 (--minimum) as --pl and --minimum ${missing}`,
  ],
  ["all, without constants", bare, /h1-lemma-3, h1-theorem-1 and h1-theorem-2 \(.*--estimate/],
  [
    "mu above L",
    [...bare, ...theorem("h1-theorem-2"), ...trusted, "--strong-convexity", "3"],
    "--strong-convexity must be at most the smoothness 2: current value is 3",
  ],
  [
    "pl above L",
    [...bare, ...theorem("h1-theorem-4"), ...trusted, "--pl", "3"],
    "--pl must be at most the smoothness 2",
  ],
  [
    "a minimum above f",
    [...bare, ...theorem("h1-theorem-5"), "--minimum", "8"],
    "--minimum must be at most every value",
  ],
  ["L of 0", [...bare, "--smoothness", "0"], "--smoothness must be a finite number > 0: current value is 0"],
  ["negative mu", [...bare, "--strong-convexity", "-1"], "--strong-convexity must be a finite number > 0"],
  ["pl without a number", [...bare, "--pl", "much"], "--pl must be a finite number > 0: current value is much"],
  ["infinite minimum", [...bare, "--minimum", "-Infinity"], "--minimum must be a finite number"],
  ["unknown theorem", [...bare, ...theorem("h1-theorm-2")], "--theorem must be a known one such as h1-theorem-2"],
  ["no name of a theorem", [...bare, ...theorem("h1-lemma-3,")], "--theorem must be names separated by commas"],
  ["no optimizer", ["certify", ...theorem("h1-theorem-2")], "--optimizer must be given"],
  ["no optimizer in common", ["certify", ...theorem("rmsprop-step,h1-lemma-4"), "--smoothness", "1"], "--optimizer"],
  [
    "no objective",
    ["certify", "--optimizer", "rmsprop", ...theorem("h1-theorem-2")],
    /^error: Cannot certify h1-theorem-2 as --objective\b.* must be given: current value is missing$/m,
  ],
  [
    "no objective, no start, no end",
    ["certify", "--optimizer", "adagrad", "--lr", "0.1", ...theorem("h1-theorem-2")],
    /^(?=.*h1-theorem-2)(?=.*--objective)(?=.*--theta0)(?=.*--until).* must be given/m,
  ],
  [
    "nothing of a run but the algorithm",
    ["certify", ...theorem("h1-theorem-2"), "--optimizer", "adagrad"],
    /^(?=.*--objective)(?=.*--theta0)(?=.*--until).* must be given/m,
  ],
  [
    "no start, no end",
    ["certify", "--optimizer", "rmsprop", "--objective", "quadratic", "--lr", "0.1", ...theorem("h1-lemma-3")],
    /^(?!.*--objective)(?=.*--theta0)(?=.*--until).* must be given/m,
  ],
  ["no constant, no objective", ["certify", ...theorem("m-stability")], "--smoothness must be given: current value"],
  ["no start", ["certify", "--optimizer", "rmsprop", "--objective", "quadratic", ...theorem("h1-lemma-3")], "--theta0"],
  ["no lr", ["certify", "--optimizer", "rmsprop", "--objective", "quadratic", "--theta0", "1", "--until", "6"], "--lr"],
  ["no end", ["certify", "--optimizer", "adam", "--objective", "quadratic", "--theta0", "1", "--lr", "0.1"], "--until"],
  ["both ends", [...declared, "--steps", "3"], "exactly one of --until and --steps"],
  ["less than a step", [...declared, "--model", "discrete", "--until", "0.05"], "--until must be at least lr"],
  ["output times", [...declared, "--at", "1"], "--at"],
  ["meaningless setting", [...declared, "--beta1", "0.9"], "--beta1 must be left out"],
  ["beta 1", ["certify", ...theorem("h1-lemma-4"), "--beta2", "1"], "--beta2 must be in [0, 1)"],
  ["region of unknown kind", ["certify", "--region", "a.gif"], "--region must be a file that ends in .svg or .png"],
  ["unknown optimizer", ["certify", "--optimizer", "admw", ...theorem("h1-lemma-4")], "--optimizer"],
];

test.concurrent.each(badInput)("bad input: %s", async (_title, args, says) => {
  const { code, stdout, stderr } = await runCli([...args, "--json"]);
  if (says instanceof RegExp) expect(stderr).toMatch(says);
  else expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).not.toContain("    at ");
});

test("a run that ends early is exit 3, with certificates that say so", async () => {
  const diverging = ["certify", "--model", "discrete", "--optimizer", "gd", "--objective", "(x)^2", "--theta0", "1"];
  const args = [...diverging, "--lr", "1000", "--steps", "2000", ...theorem("h1-lemma-3"), ...trusted];
  const { code, json, stderr } = await runJson(args);
  expect(code).toBe(3);
  expect(json.trajectory.status).toBe("diverged");
  expect(json.certificates[0].verdict).toBe("not-certified");
  expect(json.certificates[0].hypotheses).toContainEqual(
    expect.objectContaining({ name: "whole-trajectory", status: "fails" }),
  );
  expect(stderr).toMatch(/diverged: discrete gd/);
});

test("the algorithm's own trajectory does not solve the equation; points of it satisfy what is about points", async () => {
  const { json } = await runJson([...declared, "--model", "discrete", ...theorem("h1-lemma-3,h1-theorem-2")]);
  expect(json.certificates.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["certified", "not-certified"]);
  expect(json.trajectory.until).toBe(6);
});

test("Ctrl-C ends with what is certified so far: exit 130 and JSON", async () => {
  const cwd = createFolder();
  const slow = `const pause = new Int32Array(new SharedArrayBuffer(4));
export const dimension = 1;
export const value = ([x]) => x * x;
export const gradient = ([x], out) => { console.error("ready"); Atomics.wait(pause, 0, 0, 2); out[0] = 2 * x; };`;
  writeFileSync(join(cwd, "slow.mjs"), slow);
  const args = ["certify", "--optimizer", "adam", "--objective", "./slow.mjs", "--theta0", "1", "--lr", "0.01"];
  const { code, json } = await runJson([...args, "--until", "1000", "--estimate"], {
    cwd,
    onStderr: interruptWhenReady(),
  });
  expect(code).toBe(130);
  expect(json.certificates.map(({ theorem }: { theorem: string }) => theorem)).not.toContain("h1-theorem-3");
});

test("files, figures and run folders are written", async () => {
  const cwd = createFolder();
  const outputs = ["--csv", "rows.csv", "--plot", "promises.png", "--out", "run", "--region", "region.svg"];
  const args = [...declared, ...theorem("h1-lemma-3"), ...outputs];
  expect((await runCli(args, { cwd })).code).toBe(0);
  expect(readdirSync(cwd).sort()).toEqual(["promises.png", "region.svg", "rows.csv", "run"]);
  expect(readFileSync(join(cwd, "promises.png")).subarray(1, 4).toString()).toBe("PNG");
  const rows = readFileSync(join(cwd, "rows.csv"), "utf8").trimEnd().split("\r\n");
  expect(rows[0]).toBe("theorem,promise,over,at,bound,value");
  // Φ(0) = 9 and ‖g‖² = 36: both sides of the lower bound are 36
  expect(rows[1]).toBe("h1-lemma-3,lower,t,0,36,36");
  for (const row of rows.slice(1)) expect(row).toMatch(/^h1-lemma-3,(lower|upper),t(,[^,]+){3}$/);
  const written = (name: string) => readFileSync(join(cwd, "run", name), "utf8");
  expect(readdirSync(join(cwd, "run")).sort()).toEqual(["figure.svg", "promises.csv", "result.json", "settings.json"]);
  expect(JSON.parse(written("settings.json"))).toMatchObject({
    command: "certify",
    theorem: ["h1-lemma-3"],
    optimizer: "rmsprop",
    beta2: 0.99,
    lr: 0.1,
    until: 6,
    estimate: false,
  });
  expect(JSON.parse(written("result.json")).certificates[0].theorem).toBe("h1-lemma-3");
  expect(written("figure.svg")).toContain("h1-lemma-3, upper");
  expect(await runCli(args, { cwd })).toMatchObject({ code: 2, stdout: "" });
});

test("--region alone needs nothing else", async () => {
  const cwd = createFolder();
  const { code, stdout, stderr } = await runCli(["certify", "--region", "region.svg"], { cwd });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(readFileSync(join(cwd, "region.svg"), "utf8")).toMatch(/^<svg.*a = 4b/s);
  const json = await runJson(["certify", "--region", "region.png", "--lr", "0.1"], { cwd });
  expect(json.json).toEqual({ schema_version: 1, certificates: [], trajectory: null });
  expect(readFileSync(join(cwd, "region.png")).subarray(1, 4).toString()).toBe("PNG");
});

test("list theorems names every statement and what it needs", async () => {
  const { code, stdout } = await runCli(["list", "theorems"]);
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(statements.length);
  expect(stdout).toMatch(/^h1-theorem-4 +2411\.09734 .*needs --objective, --pl, --minimum$/m);
  const { json } = await runJson(["list", "theorems"]);
  expect(json.theorems.map(({ name }: { name: string }) => name)).toEqual(statements.map(({ name }) => name));
});

test("settings from elsewhere count", async () => {
  const env = { ADAFLOW_THEOREM: "h1-lemma-4", ADAFLOW_BETA1: "0.99", ADAFLOW_BETA2: "0.9", ADAFLOW_AT: "1" };
  const { json } = await runJson(["certify"], { env });
  expect(json.certificates[0]).toMatchObject({ theorem: "h1-lemma-4", verdict: "not-certified" });
});
