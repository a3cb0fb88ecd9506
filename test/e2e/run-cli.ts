import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built binary. */
export const binary = fileURLToPath(new URL("../../bin/adaflow.js", import.meta.url));

/** Arguments that most tests share. */
export const quadratic = ["--objective", "quadratic", "--theta0", "1"];
export const discrete = ["solve", "--model", "discrete", "--optimizer", "adam", "--lr", "0.1", ...quadratic];
export const nonlocal = ["solve", "--optimizer", "adam", "--lr", "0.1", ...quadratic];

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly binary?: string;
  /** See the streams as they grow. */
  readonly onStdout?: (text: string, child: ChildProcess) => void;
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** An `onStderr` that presses Ctrl-C once, a moment after the program has said "ready". */
export function interruptWhenReady(): NonNullable<CliOptions["onStderr"]> {
  let isSent = false;
  return (text, child) => {
    if (isSent || !text.includes("ready")) return;
    isSent = true;
    // any moment will do: loading is interrupted as well as running
    setTimeout(() => child.kill("SIGINT"), 300);
  };
}

/** A folder of its own, without a config file. */
export function createFolder(): string {
  return mkdtempSync(join(tmpdir(), "adaflow-cli-"));
}

const emptyFolder = createFolder();

/** Runs the built binary. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("ADAFLOW_"));
  const child = spawn(process.execPath, [options.binary ?? binary, ...args], {
    cwd: options.cwd ?? emptyFolder,
    env: { ...Object.fromEntries(inherited), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    options.onStdout?.(stdout, child);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs the binary and reads its only line as JSON. */
export async function runJson(args: readonly string[], options: CliOptions = {}) {
  const { code, stdout, stderr } = await runCli([...args, "--json"], options);
  if (!stdout.endsWith("}\n") || stdout.indexOf("\n") !== stdout.length - 1) {
    throw new SyntaxError(`no single line of JSON (exit ${code}): ${stdout}\n${stderr}`);
  }
  return { code, stderr, json: JSON.parse(stdout) };
}
