import { parentPort, workerData } from "node:worker_threads";
import type { WorkerInput, WorkerMessage } from "./background.js";
import type { JobHooks } from "./job.js";

/** Least time between two messages about progress, in ms. */
const PROGRESS_INTERVAL = 50;

const { job, cancel } = workerData as WorkerInput;

function send(message: WorkerMessage, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...transfer]);
}

let lastProgress = 0;
const hooks: JobHooks = {
  note: (message) => send({ kind: "note", message }),
  onProgress: (fraction) => {
    const now = performance.now();
    if (now - lastProgress < PROGRESS_INTERVAL) return;
    lastProgress = now;
    send({ kind: "progress", fraction });
  },
  isCancelled: () => Atomics.load(cancel, 0) === 1,
};

try {
  const { runJob } = await import("./job.js");
  const { result, transfer } = await runJob(job, hooks);
  send({ kind: "result", result }, transfer);
} catch (error) {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  send({ kind: "error", name, message, stack });
}
