import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { describe, expect, it } from "vitest";
import type { RunPool, RunPoolOptions } from "../../adapters/threads/index.js";
import { executeReference, executeRun, type RunSetting } from "../../src/experiments/index.js";
import { root } from "../laws/sources.js";
import { createFolder, runCli } from "./run-cli.js";

const base: RunSetting = {
  road: "inertial",
  objective: "rosenbrock1d",
  parameters: [1.5],
  case: { label: "Adam", optimizer: "adam", beta1: 0.9, beta2: 0.99 },
  theta0: -1.5,
  velocity0: 1,
  epsilon: 1e-8,
  lr: 0.05,
  steps: 20,
  perStep: 1,
  shifted: true,
};
const settings: readonly RunSetting[] = [
  base,
  { ...base, road: "discrete" },
  { ...base, road: "nonlocal", shifted: false, start: 0.05, at: [0.5, 1] },
  { ...base, road: "reference", numerics: "h2-inertial" },
];

/** Threads run what was built. */
async function createPool(options: RunPoolOptions): Promise<RunPool> {
  const { createRunPool } = await import(join(root, "dist/adapters/threads/index.js"));
  return createRunPool(options);
}

describe("runs on other threads", () => {
  it.each([1, 3])("are those of this one, with %d threads", async (threads) => {
    const pool = await createPool({ resumeFolder: join(createFolder(), "resume"), threads });
    const found = await Promise.all(settings.map(pool.run));
    await pool.close();
    for (const [k, setting] of settings.entries()) {
      const { dense: _, ...own } =
        setting.road === "reference"
          ? executeReference(setting, {})
          : executeRun(setting, { isCancelled: () => false });
      expect(found[k]).toEqual(own);
    }
  });

  it("go on from the states that an earlier process left", async () => {
    const resumeFolder = join(createFolder(), "resume");
    const slow = settings[3]!;
    const runOnce = async () => {
      const pool = await createPool({ resumeFolder, threads: 1 });
      const found = await pool.run(slow);
      await pool.close();
      return found;
    };
    const first = await runOnce();
    // the state before the last sweep is kept: one sweep is left, whose result is the same
    expect(readdirSync(resumeFolder)).toHaveLength(1);
    const state = deserialize(readFileSync(join(resumeFolder, readdirSync(resumeFolder)[0]!))).state;
    expect(state.iteration).toBe(first.solver.sweeps! - 1);
    expect(await runOnce()).toEqual(first);
  });
});

describe("reproduce heredia-2026", () => {
  it("writes a report", async () => {
    const cwd = createFolder();
    const { code, stdout } = await runCli(["reproduce", "heredia-2026", "--only", "2,4", "--json"], { cwd });
    expect(code).toBe(0);
    const { paper, counts, claims } = JSON.parse(stdout);
    expect(paper).toBe("heredia-2026");
    expect(claims).toHaveLength(4);
    expect(counts.holds + counts.fails + counts["not-run"]).toBe(4);
    for (const path of ["index.html", "claims.json", "settings.json", "figures/figure-04.svg", "data/figure-04.csv"]) {
      expect(existsSync(join(cwd, "report", path)), path).toBe(true);
    }
  });

  it("ends with 130 when it is interrupted, and keeps what slow runs have come to", { timeout: 120_000 }, async () => {
    const cwd = createFolder();
    const args = ["reproduce", "heredia-2026", "--only", "6", "--reference-from", "0.005", "--scale", "quick"];
    let isSent = false;
    const { code, stderr } = await runCli(args, {
      cwd,
      onStderr: (text, child) => {
        if (isSent || !text.includes("Reference solver")) return;
        isSent = true;
        // states are kept every two seconds
        const timer = setInterval(() => {
          const folder = join(cwd, ".report.resume");
          if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith(".state"))) return;
          clearInterval(timer);
          child.kill("SIGINT");
        }, 100);
      },
    });
    expect(code).toBe(130);
    expect(stderr).toContain("no report was written");
    expect(existsSync(join(cwd, "report"))).toBe(false);
    expect(readdirSync(join(cwd, ".report.resume")).length).toBeGreaterThan(0);
  });

  it.each(["0", "x", "-1"])("refuses --reference-from %s", async (text) => {
    const { code, stderr } = await runCli(["reproduce", "heredia-2026", `--reference-from=${text}`]);
    expect(code).toBe(2);
    expect(stderr).toContain("--reference-from");
  });
});
