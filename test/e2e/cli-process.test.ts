import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { binary, createFolder, discrete, interruptWhenReady, nonlocal, runCli, runJson } from "./run-cli.js";

test("help and version go to stdout, with examples", async () => {
  const help = await runCli(["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toContain("Examples:");
  for (const command of ["solve", "compare", "reproduce", "list"]) {
    expect(help.stdout).toContain(`adaflow ${command}`);
    const own = await runCli([command, "--help"]);
    expect(own).toMatchObject({ code: 0, stderr: "" });
    expect(own.stdout).toContain("Examples:");
  }
  const version = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
  expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("not converged is exit 3, with its JSON", async () => {
  const args = [...nonlocal, "--solver", "reference", "--maximum-iterations", "2", "--until", "2"];
  const { code, json } = await runJson(args);
  expect(code).toBe(3);
  expect(json.status).toBe("not-converged");
  expect(json.theta.length).toBe(json.t.length);
});

test("a divergence is a result: exit 0, an event, and nulls for what is not finite", async () => {
  const args = ["solve", "--model", "discrete", "--optimizer", "gd", "--objective", "power(4)", "--theta0", "10"];
  const { code, json } = await runJson([...args, "--lr", "1", "--steps", "50"]);
  expect(code).toBe(0);
  expect(json.status).toBe("diverged");
  expect(json.event).toEqual({ kind: expect.any(String), t: expect.any(Number), size: expect.any(Number) });
  expect(json.t.length).toBeGreaterThan(1);
  expect(json.t.length).toBeLessThan(51);
  const table = await runCli([...args, "--lr", "1", "--steps", "50"]);
  expect(table.code).toBe(0);
  expect(table.stderr).toMatch(/^diverged: .*at t = /);
});

test("a table goes to stdout, one line about the run to stderr", async () => {
  const { code, stdout, stderr } = await runCli([...discrete, "--steps", "100"]);
  expect(code).toBe(0);
  expect(stdout.split("\n")[0]!.trim().split(/ +/)).toEqual(["t", "theta", "m", "v", "loss"]);
  expect(stdout).not.toContain("\u001b");
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

const slowModule = `console.error("ready");
const pause = new Int32Array(new SharedArrayBuffer(4));
export const dimension = 1;
export const value = (x) => x[0] ** 2;
export const gradient = (x, out) => { Atomics.wait(pause, 0, 0, 1); out[0] = 2 * x[0]; };`;

test("Ctrl-C ends with what there is: exit 130 and JSON", async () => {
  const cwd = createFolder();
  writeFileSync(join(cwd, "slow.mjs"), slowModule);
  const args = ["solve", "--model", "discrete", "--optimizer", "gd", "--theta0", "1", "--lr", "0.1"];
  const { code, json } = await runJson([...args, "--steps", "1000000", "--objective", "./slow.mjs"], {
    cwd,
    onStderr: interruptWhenReady(),
  });
  expect(code).toBe(130);
  expect(json.status).toBe("interrupted");
  expect(json.theta).toHaveLength(json.t.length);
  expect(json.t.length).toBeLessThan(1_000_001);
});

test("a reader that stops early is no error", async () => {
  const args = [...discrete, "--steps", "100000", "--json"];
  const { code, stderr } = await runCli(args, { onStdout: (_text, child) => child.stdout?.destroy() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("unbuilt, it says so", async () => {
  const folder = createFolder();
  mkdirSync(join(folder, "bin"));
  copyFileSync(binary, join(folder, "bin/adaflow.js"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const run = await runCli(["--help"], { binary: join(folder, "bin/adaflow.js") });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain("npm run build");
});
