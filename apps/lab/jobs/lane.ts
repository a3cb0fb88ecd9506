import type { JobAnswer, JobFailure, JobRequest } from "./job.js";
import type { JobInput, JobName, JobOutput, JobPartial } from "./jobs.js";

/** Who is told what comes of a request. */
export interface Listener<K extends JobName> {
  readonly onPartial?: (partial: JobPartial<K>) => void;
  readonly onDone: (output: JobOutput<K>) => void;
  readonly onFailure: (failure: JobFailure) => void;
}

/** One thread on which the newest request wins. */
export interface Lane {
  /** Asks for a job. What waits is dropped; what is running may finish if it is soon done, and is still reported. */
  submit<K extends JobName>(kind: K, input: JobInput<K>, listener: Listener<K>): void;
  /** Drops what waits and what is running, and ends the thread; nobody is told. What is asked for later begins another. */
  cancel(): void;
}

interface Request {
  readonly kind: JobName;
  readonly input: unknown;
  readonly listener: Listener<JobName>;
}

/** Milliseconds that work may go on after something newer was asked for; then its thread is ended, and a new one begun. */
const patience = 300;

/** A lane with a thread of its own, begun at the first request. */
export function createLane(): Lane {
  let worker: Worker | null = null;
  let id = 0;
  let running: Request | null = null;
  let waiting: Request | null = null;
  let impatience: ReturnType<typeof setTimeout> | undefined;
  const start = (request: Request): void => {
    running = request;
    worker ??= begin();
    worker.postMessage({ id: ++id, kind: request.kind, input: request.input } satisfies JobRequest);
  };
  const goOn = (): void => {
    clearTimeout(impatience);
    impatience = undefined;
    running = null;
    const next = waiting;
    waiting = null;
    if (next !== null) start(next);
  };
  const end = (): void => {
    worker?.terminate();
    worker = null;
  };
  const begin = (): Worker => {
    const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }: MessageEvent<JobAnswer>) => {
      if (running === null || data.id !== id) return;
      const { listener } = running;
      if (data.kind === "partial") return listener.onPartial?.(data.value as never);
      goOn();
      if (data.kind === "failed") listener.onFailure(data.error);
      else listener.onDone(data.value as never);
    });
    made.addEventListener("error", (event) => {
      if (made !== worker) return;
      const failed = running;
      end();
      goOn();
      failed?.listener.onFailure({
        name: "Error",
        message: event.message || "The computing thread could not be loaded.",
      });
    });
    return made;
  };
  return {
    submit(kind, input, listener) {
      const request = { kind, input, listener: listener as unknown as Listener<JobName> };
      if (running === null) return start(request);
      waiting = request;
      impatience ??= setTimeout(() => {
        end();
        goOn();
      }, patience);
    },
    cancel() {
      waiting = null;
      end();
      goOn();
    },
  };
}
