import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, test } from "vitest";
import { binary, createFolder, runCli, runJson } from "./run-cli.js";

const cwd = createFolder();
const save = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const log = (loss: (k: number) => number, count = 400) =>
  `step,loss\n${Array.from({ length: count }, (_, k) => `${10 * k},${loss(k)}\n`).join("")}`;

/** Spikes of three decades every 50 rows, over after 10. */
const spike = (k: number) => (k >= 40 && (k + 10) % 50 < 10 ? 1e3 ** (1 - ((k + 10) % 50) / 10) : 1);
save(
  "spiky.csv",
  log((k) => 1e-2 * Math.exp(-k / 200) * spike(k)),
);
save(
  "falling.csv",
  log((k) => Math.exp(-k / 20)),
);
save(
  "nan.jsonl",
  Array.from({ length: 60 }, (_, k) => `{"step": ${k}, "train": {"loss": ${k < 50 ? 1 / (1 + k) : "NaN"}}}\n`).join(""),
);

const keys = [
  "schema_version",
  "regime",
  "confidence",
  "evidence",
  "fastStart",
  "oscillation",
  "spikes",
  "divergence",
  "convergence",
  "unknown",
  "rates",
  "scale",
  "samples",
  "nonFinite",
  "log",
];

describe("--json", () => {
  it("has exactly the documented object", async () => {
    const { code, json, stderr } = await runJson(["diagnose", "spiky.csv"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(json)).toEqual(keys);
    expect(json).toMatchObject({ schema_version: 1, regime: "spike", rates: null, scale: "loss", samples: 400 });
    expect(json.spikes).toMatchObject({ count: 8, interval: 500, lastRecovered: true });
    expect(json.log).toEqual({ column: "loss", stepColumn: "step", firstStep: 0, lastStep: 3990 });
  });

  it("has the rates of Adam and what they let expect", async () => {
    const settings = ["--lr", "1e-3", "--beta1", "0.9", "--beta2", "0.999"];
    const { json } = await runJson(["diagnose", "spiky.csv", ...settings], { cwd });
    expect(json.rates).toMatchObject({ expected: "spike" });
    // 1 − β is rounded
    expect(json.rates.a).toBeCloseTo(1, 9);
    expect(json.rates.b).toBeCloseTo(100, 9);
    expect(json.rates.ratio).toBeCloseTo(0.01, 9);
    expect(json.rates.memoryGap).toBeCloseTo(990, 6);
    const { json: ratio } = await runJson(["diagnose", "spiky.csv", ...settings.slice(2)], { cwd });
    expect(ratio.rates).toMatchObject({ a: null, b: null, expected: "spike" });
    expect(ratio.unknown.at(-1)).toContain("--lr not given");
  });

  it("takes NaN as evidence, with exit code 0", async () => {
    const { code, json } = await runJson(["diagnose", "nan.jsonl", "--column", "train.loss"], { cwd });
    expect({ code, regime: json.regime, nonFinite: json.nonFinite }).toEqual({
      code: 0,
      regime: "divergence",
      nonFinite: 10,
    });
    expect(json.divergence).toMatchObject({ kind: "non-finite", from: 50 });
  });

  it("reads in steps what adaflow itself has written, parameters included", async () => {
    const problem = ["--objective", "x^2/2", "--theta0", "1", "--lr", "0.01", "--steps", "1000", "--beta2", "0.9"];
    const solve = ["solve", "--model", "discrete", "--optimizer", "rmsprop", ...problem];
    await runCli([...solve, "--csv", "cycle.csv"], { cwd });
    const { json } = await runJson(["diagnose", "cycle.csv", "--lr", "0.01", "--minimum", "0"], { cwd });
    expect(json).toMatchObject({ regime: "oscillation", scale: "above-minimum" });
    expect(json.oscillation).toMatchObject({ period: 2, source: "parameters" });
    expect(json.log).toMatchObject({ stepColumn: "t", lastStep: 1000 });
  });
});

test("text names the regime first, and lists ten spikes and what cannot be known", async () => {
  const { code, stdout } = await runCli(["diagnose", "spiky.csv"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^spike \(confidence 0\.\d\d\)\n/);
  expect(stdout).toMatch(/\nonset {2}peak {2}recovery {2}decades\n/);
  expect(stdout).toContain("Cannot be known from this log:\n- The minimum");
  const { stdout: other } = await runCli(["diagnose", "falling.csv", "--beta1", "0.9", "--beta2", "0.9"], { cwd });
  expect(other).toContain("a ≈ b, for which arXiv 2009.06125 expects oscillation (full batch); seen is converged");
});

test("- is stdin, CSV or JSON lines", async () => {
  const execute = promisify(execFile);
  const pipe = (file: string) =>
    execute("sh", ["-c", `"${process.execPath}" "${binary}" diagnose - --json < ${file}`], { cwd });
  expect(JSON.parse((await pipe("falling.csv")).stdout).regime).toBe("converged");
  expect(JSON.parse((await pipe("nan.jsonl")).stdout).regime).toBe("divergence");
});

test("--plot, --csv and --out write files", async () => {
  const { code } = await runCli(
    ["diagnose", "spiky.csv", "--plot", "loss.svg", "--csv", "spikes.csv", "--out", "folder"],
    {
      cwd,
    },
  );
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, "loss.svg"), "utf8")).toContain("running level");
  expect(readFileSync(join(cwd, "spikes.csv"), "utf8")).toMatch(/^onset,peak,recovery,decades\r\n(\d.*\r\n){8}$/);
  for (const name of ["settings.json", "result.json", "spikes.csv", "figure.svg"]) {
    expect(existsSync(join(cwd, "folder", name))).toBe(true);
  }
});

test.each([
  [["nothing.csv"], /FILE must be a file that can be read: current value is nothing\.csv \(ENOENT\)/],
  [["spiky.csv", "--column", "los"], /--column must be one of step, loss; the nearest is loss/],
  [["spiky.csv", "--lr", "0"], /--lr must be a finite number > 0/],
  [["spiky.csv", "--beta1", "1"], /--beta1 must be in \[0, 1\)/],
  [["."], /FILE must be a file that can be read: current value is \. \(EISDIR\)/],
])("%j is refused with exit code 2 and nothing on stdout", async (args, message) => {
  const { code, stdout, stderr } = await runCli(["diagnose", ...args], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(message);
});
