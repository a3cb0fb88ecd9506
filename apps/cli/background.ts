import { Worker } from "node:worker_threads";
import type { CliIo } from "./command.js";
import type { Job, JobResult } from "./job.js";

/** What the worker sends. */
export type WorkerMessage =
  | { readonly kind: "note"; readonly message: string }
  | { readonly kind: "progress"; readonly fraction: number }
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly name: string; readonly message: string; readonly stack: string };

/** What the worker is given: `cancel[0]` becomes 1 when the run is to end. */
export interface WorkerInput {
  readonly job: Job;
  readonly cancel: Int32Array;
}

/**
 * Runs a job on a second thread, so that Ctrl-C is heard while it computes: functions of the user and a solver are synchronous.
 *
 * What a module of the user prints goes to stderr.
 */
export function runInBackground<J extends Job>(job: J, io: CliIo): Promise<JobResult<J>> {
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WorkerInput = { job, cancel };
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData, stdout: true });
  worker.stdout.pipe(process.stderr, { end: false });
  io.onCancel(() => Atomics.store(cancel, 0, 1));
  const module = job.kind === "ide" ? "the problem" : "the objective";
  return new Promise<JobResult<J>>((resolve, reject) => {
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "note") io.note(message.message);
      else if (message.kind === "progress") io.progress(message.fraction);
      else if (message.kind === "result") resolve(message.result as JobResult<J>);
      else reject(Object.assign(new Error(message.message), { name: message.name, stack: message.stack }));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      reject(new Error(`Cannot finish the run as ${module} must not end the process: current value is exit ${code}`));
    });
  }).finally(() => worker.terminate());
}
