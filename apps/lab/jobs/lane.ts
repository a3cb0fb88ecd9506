import type { JobAnswer, JobFailure, JobRequest } from "./job.js";
import type { JobInput, JobName, JobOutput, JobPartial } from "./jobs.js";
import { sharedThreads, type Threads } from "./threads.js";

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
  /**
   * Drops what waits and what is running; nobody is told. A thread that works is ended, one that rests is there for other
   * lanes. What is asked for later has another.
   */
  cancel(): void;
}

interface Request {
  readonly kind: JobName;
  readonly input: unknown;
  readonly listener: Listener<JobName>;
}

/** Milliseconds that work may go on after something newer was asked for; then its thread is ended, and a new one begun. */
const patience = 300;

/** A lane with a thread of its own from the first request on. */
export function createLane(threads: Threads = sharedThreads): Lane {
  let worker: Worker | null = null;
  let listening = new AbortController();
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
    listening.abort();
    if (running === null && worker !== null) threads.keep(worker);
    else worker?.terminate();
    worker = null;
  };
  const begin = (): Worker => {
    const made = threads.take();
    listening = new AbortController();
    const { signal } = listening;
    const onMessage = ({ data }: MessageEvent<JobAnswer>): void => {
      if (running === null || data.id !== id) return;
      const { listener } = running;
      if (data.kind === "partial") {
        listener.onPartial?.(data.value as never);
        return;
      }
      goOn();
      if (data.kind === "failed") listener.onFailure(data.error);
      else listener.onDone(data.value as never);
    };
    const onError = (event: ErrorEvent): void => {
      const failed = running;
      // also one that rests is of no use any more
      made.terminate();
      worker = null;
      listening.abort();
      goOn();
      failed?.listener.onFailure({
        name: "Error",
        message: event.message || "The computing thread could not be loaded.",
      });
    };
    made.addEventListener("message", onMessage, { signal });
    made.addEventListener("error", onError, { signal });
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
