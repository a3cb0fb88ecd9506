import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFolder, runCli } from "./run-cli.js";

const spec = `
network: { hidden: [5], activation: tanh }
data: { source: sine-sum, dimension: 2, samples: 20, test: 0 }
`;

function createSpec(): string {
  const cwd = createFolder();
  writeFileSync(join(cwd, "net.yaml"), spec);
  return cwd;
}

describe("a spec as objective", () => {
  it("gives the algorithm the losses that training has", async () => {
    const cwd = createSpec();
    const solved = await runCli(
      [
        "solve",
        "--model",
        "discrete",
        "--optimizer",
        "adam",
        "--objective",
        "net.yaml",
        "--lr",
        "0.01",
        "--steps",
        "30",
        "--json",
      ],
      { cwd },
    );
    expect(solved.code).toBe(0);
    const trained = await runCli(
      ["train", "net.yaml", "--engine", "wasm", "--lr", "0.01", "--steps", "30", "--out", "run", "--json"],
      { cwd },
    );
    expect(trained.code).toBe(0);
    const rows = readFileSync(join(cwd, "run", "metrics.jsonl"), "utf8")
      .trim()
      .split("\n");
    expect(JSON.parse(solved.stdout).loss).toEqual(rows.map((row) => JSON.parse(row).loss));
  });

  it("is solved to a tolerance that float32 allows", { timeout: 120_000 }, async () => {
    const cwd = createSpec();
    const flow = ["solve", "--model", "flow", "--optimizer", "adam", "--rate1", "10", "--rate2", "10"];
    const { code, stderr, stdout } = await runCli(
      [...flow, "--objective", "net.yaml", "--until", "0.05", "--at", "0.05", "--json"],
      { cwd },
    );
    expect(code).toBe(0);
    expect(stderr).toContain("float32");
    const { status, solver } = JSON.parse(stdout);
    expect(status).toBe("completed");
    expect(solver.errorEstimate).toBeLessThan(1e-4);
  });

  it("starts from its own parameters only where nothing else is said", async () => {
    const cwd = createSpec();
    const base = [
      "solve",
      "--model",
      "discrete",
      "--optimizer",
      "gd",
      "--objective",
      "net.yaml",
      "--lr",
      "0.1",
      "--steps",
      "1",
    ];
    const { code, stderr } = await runCli([...base, "--theta0", "1,2"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("--theta0 must be 21 numbers");
    expect(
      (
        await runCli([
          "solve",
          "--model",
          "discrete",
          "--optimizer",
          "gd",
          "--objective",
          "quadratic",
          "--lr",
          "0.1",
          "--steps",
          "1",
        ])
      ).code,
    ).toBe(2);
  });
});
