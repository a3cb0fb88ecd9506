import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { binary, createFolder, runCli, runJson } from "./run-cli.js";

const small = {
  network: { hidden: [8] },
  data: { source: "sine-sum", dimension: 2, samples: 40, test: 20 },
  steps: 30,
};
/** Some seconds, so that it can be interrupted. */
const long = {
  network: { hidden: [48, 48] },
  data: { source: "sine-sum", dimension: 3, samples: 400 },
  ...{ lr: 1e-2, steps: 2500, every: 3, batch: 100 },
};

const files = [
  ...["best.bin", "last.bin", "layout.json", "metrics.csv", "metrics.jsonl"],
  ...["result.json", "settings.json", "training.svg"],
];

/** A folder with a spec in it. */
function workspace(spec: unknown, name = "spec.json"): string {
  const cwd = createFolder();
  writeFileSync(join(cwd, name), typeof spec === "string" ? spec : JSON.stringify(spec));
  return cwd;
}

function expectSameFiles(cwd: string, [one, other]: readonly [string, string]): void {
  expect(readdirSync(join(cwd, one)).sort()).toEqual(files);
  expect(readdirSync(join(cwd, other)).sort()).toEqual(files);
  for (const file of files) {
    const [a, b] = [one, other].map((folder) => readFileSync(join(cwd, folder, file)));
    expect(a!.equals(b!), file).toBe(true);
  }
}

const rowsOf = (cwd: string, folder: string): string[] =>
  readFileSync(join(cwd, folder, "metrics.csv"), "utf8")
    .trimEnd()
    .split("\r\n");

test("a run leaves settings, metrics, parameters, a figure and a diagnosis; settings are a spec of the same run", async () => {
  const cwd = workspace(
    "network: { hidden: [8] }\ndata: { source: sine-sum, dimension: 2, samples: 40 }\nsteps: 30\n",
    "a.yaml",
  );
  const { code, stdout } = await runCli(["train", "a.yaml"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2-8-1 on sine-sum, adam, lr 0\.001, β₁ 0\.9, β₂ 0\.999\nstatus +completed\n/);
  const folder = join(cwd, "runs", "a");
  expect(readdirSync(folder).sort()).toEqual(files);
  const settings = JSON.parse(readFileSync(join(folder, "settings.json"), "utf8"));
  expect(settings).toMatchObject({ network: { widths: [2, 8, 1] }, data: { test: 500 }, beta2: 0.999, seed: 1 });
  const [header, ...rows] = rowsOf(cwd, "runs/a");
  expect(header).toBe("step,loss,gradientNorm,updateNorm,thetaNorm,mNorm,rootVNorm,curvature,test loss");
  expect(rows.map((row) => Number(row.split(",")[0]))).toEqual(Array.from({ length: 31 }, (_, k) => k));
  const lines = readFileSync(join(folder, "metrics.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).loss)).toEqual(rows.map((row) => Number(row.split(",")[1])));
  const layout = JSON.parse(readFileSync(join(folder, "layout.json"), "utf8"));
  expect(layout).toMatchObject({ dimension: 33, blocks: [{ shape: [8, 2], offset: 0 }, {}, {}, { size: 1 }] });
  expect(readFileSync(join(folder, "last.bin"))).toHaveLength(8 * 33);
  const result = JSON.parse(readFileSync(join(folder, "result.json"), "utf8"));
  expect(result).toMatchObject({ schema_version: 1, status: "completed", steps: 30, last: { step: 30 } });
  const again = await runCli(["train", "runs/a/settings.json", "--threads", "1", "--out", "runs/b"], { cwd });
  expect(again.stdout).toBe(stdout);
  expectSameFiles(cwd, ["runs/a", "runs/b"]);
  const { stdout: diagnosed } = await runCli(["diagnose", "runs/a/metrics.csv"], { cwd });
  expect(diagnosed).toContain("31 values of loss, steps 0 to 30 (step)");
});

test("the threads of the engine and the wasm engine's own run change no number of theirs", async () => {
  const cwd = workspace(small);
  for (const engine of ["auto", "wasm"]) {
    const run = (threads: string) =>
      runJson(["train", "spec.json", "--engine", engine, "--threads", threads, "--out", `${engine}${threads}`], {
        cwd,
      });
    const [one, two] = [await run("1"), await run("2")];
    expect(one.json).toEqual(two.json);
    expectSameFiles(cwd, [`${engine}1`, `${engine}2`]);
  }
});

test("what is typed goes before the spec, and the spec before the environment", async () => {
  const cwd = workspace({ ...small, lr: 0.5 });
  const args = ["train", "spec.json", "--steps", "4", "--seed", "9"];
  await runCli([...args, "--out", "a"], { cwd, env: { ADAFLOW_LR: "0.25", ADAFLOW_STEPS: "5" } });
  const settings = JSON.parse(readFileSync(join(cwd, "a", "settings.json"), "utf8"));
  expect(settings).toMatchObject({ lr: 0.5, steps: 4, seed: 9 });
});

test("a loss that is not finite ends the run as diverged, with exit 0 and everything kept", async () => {
  const cwd = workspace({ ...small, optimizer: "gd", every: 4 });
  const { code, json } = await runJson(["train", "spec.json", "--lr", "1e12", "--out", "a"], { cwd });
  expect(code).toBe(0);
  expect(json).toMatchObject({ status: "diverged", diagnosis: { regime: "divergence" } });
  expect(json.event.kind).toMatch(/^non-finite/);
  expect(readdirSync(join(cwd, "a")).sort()).toEqual(files);
  const last = rowsOf(cwd, "a").at(-1)!.split(",");
  expect(Number(last[0])).toBe(json.steps);
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Starts the long run again and again, and kills it each time a moment after a new checkpoint. */
async function killMidway(cwd: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [binary, "train", "spec.json", ...args], { cwd, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const checkpoint = join(cwd, "killed", "checkpoint.bin");
  const hashOf = () => (existsSync(checkpoint) ? readFileSync(checkpoint).toString("latin1", 8, 40) : "");
  const before = hashOf();
  while (hashOf() === before && child.exitCode === null) await pause();
  child.kill("SIGKILL");
  await ended;
}

describe("interrupted", () => {
  it("goes on after kill -9 to the bytes of a run that was not; refuses another spec, and what is damaged", async () => {
    const cwd = workspace(long);
    const out = ["--out", "killed"];
    await killMidway(cwd, out);
    const kept = ["checkpoint.bin", "lock", "metrics.csv", "metrics.jsonl", "settings.json"];
    expect(
      readdirSync(join(cwd, "killed"))
        .filter((name) => !name.endsWith(".tmp"))
        .sort(),
    ).toEqual(kept);
    const refused = async (args: readonly string[], says: string): Promise<void> => {
      const run = await runCli(["train", "spec.json", ...out, ...args], { cwd });
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
      expect(run.stderr).toMatch(/^error: Cannot .* must .*: current value is .*\n$/);
      expect(run.stderr).toContain(says);
    };
    await refused([], "--resume or --force");
    await refused(["--resume", "--lr", "0.02"], "lr must be that of the run there, 0.01");
    await refused(["--resume", "--seed", "2"], "seed must be that of the run there, 1");
    const checkpoint = join(cwd, "killed", "checkpoint.bin");
    const whole = readFileSync(checkpoint);
    for (const bytes of [whole.subarray(0, whole.length - 1), whole.subarray(0, 20), Buffer.alloc(0)]) {
      writeFileSync(checkpoint, bytes);
      await refused(["--resume"], "its checksum");
    }
    writeFileSync(checkpoint, whole);
    await killMidway(cwd, [...out, "--resume", "--threads", "1"]);
    const rest = await runCli(["train", "spec.json", ...out, "--resume"], { cwd });
    expect(rest).toMatchObject({ code: 0 });
    expect(rest.stderr).toMatch(/Going on from step \d+ of 2500\./);
    const uninterrupted = await runCli(["train", "spec.json", "--out", "whole", "--quiet"], { cwd });
    expect(uninterrupted).toMatchObject({ code: 0, stdout: rest.stdout, stderr: "" });
    expectSameFiles(cwd, ["killed", "whole"]);
  });

  it("at Ctrl-C keeps a checkpoint: exit 130, and --resume goes on from that step", async () => {
    const cwd = workspace(long);
    const child = spawn(process.execPath, [binary, "train", "spec.json", "--out", "a"], { cwd });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (!existsSync(join(cwd, "a", "metrics.csv")) && child.exitCode === null) await pause();
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    const step = /Interrupted at step (\d+) of 2500/.exec(stderr)?.[1];
    expect(readdirSync(join(cwd, "a"))).not.toContain("lock");
    const rest = await runCli(["train", "spec.json", "--out", "a", "--resume", "--steps", "2500"], { cwd });
    expect(rest).toMatchObject({ code: 0 });
    expect(rest.stderr).toContain(`Going on from step ${step} of 2500.`);
    await runCli(["train", "spec.json", "--out", "b"], { cwd });
    expectSameFiles(cwd, ["a", "b"]);
  });

  it("at once: what an empty or locked folder, or none, is gone on with begins", async () => {
    const cwd = workspace(small);
    mkdirSync(join(cwd, "empty"));
    mkdirSync(join(cwd, "locked"));
    writeFileSync(join(cwd, "locked", "lock"), "999999999 1");
    for (const folder of ["none", "empty", "locked"]) {
      expect(await runCli(["train", "spec.json", "--out", folder, "--resume"], { cwd })).toMatchObject({ code: 0 });
    }
    expectSameFiles(cwd, ["none", "empty"]);
    expectSameFiles(cwd, ["none", "locked"]);
  });
});

test("a run that has ended is not overwritten, unless forced; --resume shows it again", async () => {
  const cwd = workspace(small);
  const args = ["train", "spec.json", "--out", "a"];
  const first = await runCli(args, { cwd });
  writeFileSync(join(cwd, "a", "notes.txt"), "mine");
  const refused = await runCli(args, { cwd });
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("--force given: a run has ended there");
  // what a kill between its last two moves would leave
  writeFileSync(join(cwd, "a", "checkpoint.bin"), "");
  const shown = await runCli([...args, "--resume", "--plot", "a.svg"], { cwd });
  expect(shown).toMatchObject({ code: 0, stdout: first.stdout });
  // every step has a row, so that the metrics hold all that was drawn
  expect(readFileSync(join(cwd, "a.svg"), "utf8")).toBe(readFileSync(join(cwd, "a", "training.svg"), "utf8"));
  expect(existsSync(join(cwd, "a", "checkpoint.bin"))).toBe(false);
  const other = await runCli([...args, "--resume", "--seed", "2"], { cwd });
  expect(other).toMatchObject({ code: 2, stdout: "" });
  expect(other.stderr).toContain("seed must be that of the run there, 1");
  const forced = await runCli([...args, "--force", "--seed", "2"], { cwd });
  expect(forced.code).toBe(0);
  expect(forced.stdout).not.toBe(first.stdout);
  expect(readdirSync(join(cwd, "a")).sort()).toEqual([...files, "notes.txt"].sort());
  mkdirSync(join(cwd, "other"));
  writeFileSync(join(cwd, "other", "notes.txt"), "mine");
  for (const flag of ["--quiet", "--resume"]) {
    const foreign = await runCli(["train", "spec.json", "--out", "other", flag], { cwd });
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain("a new folder, or that of a run");
  }
});

test("--resume refuses a run that has ended and is not whole, and one that has lost its checkpoint", async () => {
  const cwd = workspace(small);
  const args = ["train", "spec.json", "--out", "a"];
  expect(await runCli(args, { cwd })).toMatchObject({ code: 0 });
  const refused = async (name: string): Promise<void> => {
    const run = await runCli([...args, "--resume"], { cwd });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(
      /^error: Cannot go on with .* must be whole \(or --force given.*\): current value is .*\n$/,
    );
    expect(run.stderr).toContain(name);
  };
  const result = join(cwd, "a", "result.json");
  writeFileSync(result, readFileSync(result).subarray(0, 100));
  await refused("result.json");
  rmSync(result);
  await refused("checkpoint.bin");
  expect(await runCli([...args, "--force"], { cwd })).toMatchObject({ code: 0 });
  rmSync(join(cwd, "a", "best.bin"));
  await refused("best.bin");
});

test("of a run that diverges, is on batches or is short no more is said than is known", async () => {
  const cwd = workspace({ ...small, optimizer: "gd", every: 1, measureEvery: 30, batch: 40 });
  const { code, stdout } = await runCli(["train", "spec.json", "--lr", "1e12", "--out", "a"], { cwd });
  expect(code).toBe(0);
  // it diverges before step 30, and is measured where it ends
  expect(stdout).toMatch(/\ntest loss +\S+( finite)? at step \d+\n/);
  const batches = workspace({ ...small, batch: 10, steps: 300 });
  const onBatches = await runCli(["train", "spec.json"], { cwd: batches });
  expect(onBatches.stdout).toContain("memory gap");
  expect(onBatches.stdout).not.toContain("full batch");
  const short = await runCli(["train", "spec.json", "--steps", "3", "--out", "short"], { cwd: workspace(small) });
  expect(short.stdout).toContain("undecided");
  expect(short.stdout).not.toContain("expects");
});

test.skipIf(process.platform === "win32")(
  "a disk that is full is said with the file; later the run goes on",
  async () => {
    const cwd = workspace({ ...small, steps: 2000, every: 1 });
    const command = `ulimit -f 64; exec "${process.execPath}" "${binary}" train spec.json --out a`;
    const child = spawn("sh", ["-c", command], { cwd });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(stderr).toMatch(/error: Cannot write the run as \S+ must be a file .*: current value is EFBIG\n$/);
    expect(await runCli(["train", "spec.json", "--out", "a", "--resume"], { cwd })).toMatchObject({ code: 0 });
    expect(await runCli(["train", "spec.json", "--out", "b"], { cwd })).toMatchObject({ code: 0 });
    expectSameFiles(cwd, ["a", "b"]);
  },
);

test("data of a CSV file beside the spec; a file that has changed is not gone on with", async () => {
  const table = (last: number) => `x,y\n${[0, 1, 2, 3].map((x) => `${x},${x * x}\n`).join("")}4,${last}\n`;
  const spec = { network: { hidden: [4] }, data: { source: "csv", file: "t.csv", inputs: ["x"], targets: ["y"] } };
  const cwd = createFolder();
  mkdirSync(join(cwd, "specs"));
  writeFileSync(join(cwd, "specs", "s.json"), JSON.stringify({ ...spec, steps: 1_000_000, every: 1000 }));
  writeFileSync(join(cwd, "specs", "t.csv"), table(16));
  const child = spawn(process.execPath, [binary, "train", "specs/s.json", "--out", "killed"], { cwd, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  while (!existsSync(join(cwd, "killed", "checkpoint.bin")) && child.exitCode === null) {
    await pause();
  }
  child.kill("SIGKILL");
  await ended;
  writeFileSync(join(cwd, "specs", "t.csv"), table(17));
  const changed = await runCli(["train", "specs/s.json", "--out", "killed", "--resume"], { cwd });
  expect(changed).toMatchObject({ code: 2, stdout: "" });
  expect(changed.stderr).toContain("dataSha256 must be that of the run there");
  rmSync(join(cwd, "specs", "t.csv"));
  const gone = await runCli(["train", "specs/s.json", "--out", "killed", "--resume"], { cwd });
  expect(gone.stderr).toContain("data.file must be a file that can be read: current value is t.csv (ENOENT)");
});

test("settings of a run on a CSV file are a spec of the same run, wherever the folder is", async () => {
  const cwd = createFolder();
  for (const folder of ["specs", "runs"]) mkdirSync(join(cwd, folder));
  const data = { source: "csv", file: "t.csv", inputs: ["x"], targets: ["y"] };
  writeFileSync(join(cwd, "specs", "s.json"), JSON.stringify({ network: { hidden: [4] }, data, steps: 5 }));
  writeFileSync(join(cwd, "specs", "t.csv"), "x,y\n0,1\n1,2\n2,5\n");
  expect(await runCli(["train", "specs/s.json", "--out", "runs/a"], { cwd })).toMatchObject({ code: 0 });
  expect(await runCli(["train", "runs/a/settings.json", "--out", "runs/b"], { cwd })).toMatchObject({ code: 0 });
  expectSameFiles(cwd, ["runs/a", "runs/b"]);
  const shown = await runCli(["train", "../runs/a/settings.json", "--out", "../runs/a", "--resume"], {
    cwd: join(cwd, "specs"),
  });
  expect(shown.code).toBe(0);
});

test("what cannot be finished lets go of the folder, and is finished later", async () => {
  const cwd = workspace(small);
  mkdirSync(join(cwd, "a", "training.svg"), { recursive: true });
  const args = ["train", "spec.json", "--out", "a", "--resume"];
  expect((await runCli(args, { cwd })).code).not.toBe(0);
  expect(readdirSync(join(cwd, "a"))).not.toContain("lock");
  rmSync(join(cwd, "a", "training.svg"), { recursive: true });
  expect((await runCli(args, { cwd })).code).toBe(0);
  expect(readdirSync(join(cwd, "a")).sort()).toEqual(files);
});

test("a boundary problem of one's own; formulas may be numbers", async () => {
  const domain = { kind: "box", lower: [0], upper: [1] };
  const problem = { domain, reaction: 1, source: "x1", boundaryValue: 0, solution: "x1 - sinh(x1)/sinh(1)" };
  const cwd = workspace({ problem, network: { hidden: [8] }, interior: 20, boundary: 2, steps: 3, test: 10 });
  const { code, json } = await runJson(["train", "spec.json", "--out", "a"], { cwd });
  expect(code).toBe(0);
  expect(json.status).toBe("completed");
  expect(Object.keys(json.measured)).toHaveLength(1);
});

const line = { domain: { kind: "box", lower: 0, upper: 1 }, boundaryValue: 0 };

test.each([
  ["a batch of more than all", { batch: 41 }, [], "batch must be a whole number from 1 to 40"],
  [
    "a CSV file that is not there",
    { data: { source: "csv", file: "no.csv", inputs: ["a"], targets: ["b"] } },
    [],
    "no.csv",
  ],
  [
    "a formula too large for float32",
    { data: undefined, problem: { ...line, source: "1e39" } },
    [],
    "problem.source must be a formula that is finite in float32 at",
  ],
  ["an unknown engine", {}, ["--engine", "gpu"], "--engine must be one of auto, native, wasm"],
  ["no thread", {}, ["--threads", "0"], "--threads must be an integer > 0"],
  ["too many threads", {}, ["--threads", "1000"], "--threads must be at most 256"],
  ["no learning rate", {}, ["--lr", "0"], "--lr must be a finite number > 0"],
  ["half a seed", {}, ["--seed", "1.5"], "--seed must be a whole number"],
  ["resuming and beginning", {}, ["--resume", "--force"], "--resume must be left out where --force is given"],
  ["a figure of another kind", {}, ["--plot", "a.pdf"], ".svg or .png"],
  ["an unknown key", { stepz: 3 }, [], "spec.json as stepz must be one of"],
])("refuses %s, with exit 2 and nothing on stdout or disk", async (_title, change, args, says) => {
  const cwd = workspace({ ...small, ...change });
  const { code, stdout, stderr } = await runCli(["train", "spec.json", ...args], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^error: Cannot .* must .*: current value is .*\n$/);
  expect(stderr).toContain(says);
  expect(readdirSync(cwd)).toEqual(["spec.json"]);
});
