// Work in processes of its own: a fresh heap, a cold compiler, and the peak memory of that work alone.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const support = dirname(fileURLToPath(import.meta.url));
export const root = join(support, "..", "..");

/**
 * Calls an exported function of bench/<file>.mjs in a fresh process with default options of Node.
 *
 * Returns its result and the peak resident memory in bytes. A process inherits the peak of the one that starts it as a
 * lower bound: call this before the caller has filled its own memory.
 */
export function inFreshProcess(file, name, ...parameters) {
  const program = [join(support, "child.mjs"), file, name, JSON.stringify(parameters)];
  const { status, stdout } = spawnSync(process.execPath, program, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`Cannot measure ${name} of bench/${file}.mjs as its process ended with ${status}`);
  return JSON.parse(stdout);
}

/** Seconds of the whole process `node bin/adaflow.js …`. */
export function timeCommand(parameters) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [join(root, "bin", "adaflow.js"), ...parameters], {
    cwd: root,
    stdio: "ignore",
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`Cannot measure adaflow ${parameters[0]} as it ended with ${status}`);
  return seconds;
}
