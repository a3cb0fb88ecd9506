import { Worker } from "node:worker_threads";
import type { CellRecord } from "../files/cell-record.js";
import { flags, type MapThreadInput } from "./map-thread-input.js";
import type { MapAnswer, MapRequest } from "./map-worker.js";

/** How a request ended. */
export type MapOutcome =
  | { readonly kind: "done" }
  /** The thread is gone; `cell` is what it was making, null if nothing. */
  | { readonly kind: "died"; readonly cell: number | null; readonly how: string };

/** Options of {@link startMapThread}. */
export interface MapThreadOptions extends Omit<MapThreadInput, "shared"> {
  /** What code of the user prints. */
  readonly onOutput: (text: string) => void;
}

/** One thread that makes cells of a map; it answers one request at a time. */
export interface MapThread {
  /** Asks, and hands on answers until the request is done or the thread has died; rejects with what the user's code threw. */
  ask(request: MapRequest, onAnswer: (answer: MapAnswer) => void): Promise<MapOutcome>;
  /** Asks the thread to give up the cell it is at. */
  cancel(): void;
  close(): Promise<void>;
}

/** Starts a thread. */
export function startMapThread({ objective, settings, onOutput }: MapThreadOptions): MapThread {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const workerData: MapThreadInput = { objective, settings, shared };
  const worker = new Worker(new URL("./map-worker.js", import.meta.url), { workerData, stdout: true });
  worker.stdout.setEncoding("utf8").on("data", onOutput);
  let how: string | null = null;
  worker.on("error", (error) => {
    how = String(error).split("\n")[0]!;
  });
  const gone = new Promise<MapOutcome>((resolve) => {
    worker.on("exit", (code) => {
      const current = Atomics.load(shared, flags.current);
      resolve({ kind: "died", cell: current > 0 ? current - 1 : null, how: how ?? `exit ${code}` });
    });
  });
  return {
    ask(request, onAnswer) {
      const answered = new Promise<MapOutcome>((resolve, reject) => {
        const hear = (answer: MapAnswer): void => {
          if (answer.kind === "done") resolve({ kind: "done" });
          else if (answer.kind === "error") reject(rebuilt(answer));
          else onAnswer(answer);
        };
        const listen = (answer: MapAnswer): void => {
          if (answer.kind === "done" || answer.kind === "error") worker.off("message", listen);
          try {
            hear(answer);
          } catch (error) {
            // such as a disk that is full: nobody else would hear of it
            reject(error);
          }
        };
        worker.on("message", listen);
        worker.postMessage(request);
      });
      return Promise.race([answered, gone]);
    },
    cancel: () => Atomics.store(shared, flags.cancel, 1),
    async close() {
      await worker.terminate();
    },
  };
}

function rebuilt({ name, message, stack }: Extract<MapAnswer, { kind: "error" }>): Error {
  return Object.assign(new Error(message), { name, stack });
}

/** The records of an answer. */
export function recordsOf(answer: MapAnswer): readonly CellRecord[] {
  return answer.kind === "cells" ? answer.records : [];
}
