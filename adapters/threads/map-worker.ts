import { parentPort, workerData } from "node:worker_threads";
import { computeCell, type MapSubject, mapSubject, planMap } from "../../src/maps/index.js";
import type { CellRecord } from "../files/cell-record.js";
import { type LoadedObjective, loadObjective } from "../files/index.js";
import { recordOfCell } from "./map-record.js";
import { flags, type MapThreadInput } from "./map-thread-input.js";

/** What a map has to know of its objective. */
export interface DescribedObjective extends Pick<LoadedObjective, "variables" | "source"> {
  readonly subject: MapSubject;
}

/** What a thread is asked: to look at the objective, or to make cells. */
export type MapRequest = { readonly kind: "describe" } | { readonly kind: "cells"; readonly cells: readonly number[] };

/** What a thread answers; cells come now and then, `done` ends the answer to a request. */
export type MapAnswer =
  | ({ readonly kind: "described" } & DescribedObjective)
  | { readonly kind: "cells"; readonly records: readonly CellRecord[] }
  | { readonly kind: "done" }
  | { readonly kind: "error"; readonly name: string; readonly message: string; readonly stack: string };

/** Least time between two messages with cells, in ms. */
const SEND_INTERVAL = 100;

const { objective: wanted, settings, shared } = workerData as MapThreadInput;
const { text, ...loading } = wanted;
let loaded: ReturnType<typeof loadObjective> | undefined;

function answer(message: MapAnswer): void {
  parentPort!.postMessage(message);
}

/** Once a thread. */
function load(): ReturnType<typeof loadObjective> {
  loaded ??= loadObjective(text, loading);
  return loaded;
}

async function describe(): Promise<void> {
  const { objective, variables, source } = await load();
  answer({ kind: "described", subject: mapSubject(objective), variables, source });
}

const isCancelled = (): boolean => Atomics.load(shared, flags.cancel) === 1;

async function makeCells(cells: readonly number[]): Promise<void> {
  const { objective } = await load();
  const plan = planMap(settings);
  let records: CellRecord[] = [];
  let sent = performance.now();
  const send = (): void => {
    if (records.length > 0) answer({ kind: "cells", records });
    records = [];
    sent = performance.now();
  };
  try {
    for (const cell of cells) {
      // whoever finds this thread dead sees which cell it died of
      Atomics.store(shared, flags.current, cell + 1);
      const made = isCancelled() ? null : computeCell(objective, plan, { cell, isCancelled });
      Atomics.store(shared, flags.current, 0);
      if (made === null) break;
      records.push(recordOfCell(cell, made));
      if (performance.now() - sent > SEND_INTERVAL) send();
    }
  } finally {
    send();
  }
}

parentPort!.on("message", async (request: MapRequest) => {
  try {
    if (request.kind === "describe") await describe();
    else await makeCells(request.cells);
    answer({ kind: "done" });
  } catch (error) {
    const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    answer({ kind: "error", name, message, stack });
  }
});
