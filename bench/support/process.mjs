// Work in processes of its own: a fresh heap, a cold compiler, and the peak memory of that work alone.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { spread } from "./measure.mjs";

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

/**
 * Calls an exported function, which returns `seconds`, in a fresh process for each of the parameters, `repetitions[k]` times
 * for the k-th; in turns, so that a slow minute of the machine spoils no ratio.
 *
 * Returns what the first call of each returned, with the spread of its seconds and its largest peak memory; and the ratio
 * of each minimum to the one before.
 */
export function inTurns(file, name, { parameters, repetitions }) {
  const found = parameters.map(() => []);
  for (let round = 0; round < Math.max(...repetitions); round++) {
    parameters.forEach((each, k) => {
      if (round < repetitions[k]) found[k].push(inFreshProcess(file, name, each));
    });
  }
  const runs = found.map((list) => ({
    ...list[0].result,
    seconds: spread(list.map(({ result }) => result.seconds)),
    peak: Math.max(...list.map(({ peakMemory }) => peakMemory)),
  }));
  const ratios = runs.slice(1).map(({ seconds }, k) => seconds.minimum / runs[k].seconds.minimum);
  return { runs, ratios };
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
