import { parentPort, workerData } from "node:worker_threads";
import { computeCell, type MapCell, type MapSubject, mapSubject, planMap, trainCell } from "../../src/maps/index.js";
import type { Engine } from "../../src/training/index.js";
import type { CellRecord } from "../files/cell-record.js";
import { type LoadedObjective, loadObjective } from "../files/index.js";
import { isSpec } from "../specs/is-spec.js";
import { dataChecksum, openTask, readTask } from "../tasks/index.js";
import { recordOfCell } from "./map-record.js";
import { flags, type MapThreadInput } from "./map-thread-input.js";

/** What a map has to know of its objective. */
export interface DescribedObjective extends Pick<LoadedObjective, "variables" | "source"> {
  readonly subject: MapSubject;
  /** Where it is a network. */
  readonly network?: DescribedNetwork;
}

/** What a map has to know of a network. */
export interface DescribedNetwork {
  /** What evaluates it. */
  readonly engine: Engine;
  /** What its spec asks for. */
  readonly wanted: Engine | "auto";
  /** SHA-256 of its file of data; null: it has none. */
  readonly dataSha256: string | null;
}

/** An objective with the way its cells are made. */
interface MapWork {
  readonly described: DescribedObjective;
  make(cell: number): Promise<MapCell | null>;
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
const isCancelled = (): boolean => Atomics.load(shared, flags.cancel) === 1;
let loaded: Promise<MapWork> | undefined;

function answer(message: MapAnswer): void {
  parentPort!.postMessage(message);
}

/** Once a thread. */
function load(): Promise<MapWork> {
  loaded ??= isSpec(text) ? loadTask() : loadFunction();
  return loaded;
}

async function loadFunction(): Promise<MapWork> {
  const { objective, variables, source } = await loadObjective(text, loading);
  const plan = planMap(settings);
  return {
    described: { subject: mapSubject(objective), variables, source },
    make: async (cell) => computeCell(objective, plan, { cell, isCancelled }),
  };
}

/** A network; one thread of the engine, since the map has as many as there are cores. */
async function loadTask(): Promise<MapWork> {
  const { task, seed, batch, engine: asked, folder: cwd } = await readTask(text.trim(), loading.cwd);
  const dataSha256 = await dataChecksum(task, { cwd });
  const options = { seed, batch, engine: asked, threads: 1, dataFolder: loading.dataFolder, cwd };
  const { objective, theta0 } = await openTask(task, options);
  const plan = planMap(settings);
  const { dimension, engine } = objective;
  const network = { engine, wanted: asked, dataSha256 };
  return {
    described: { subject: { dimension }, variables: null, source: "spec", network },
    make: (cell) => trainCell(objective, plan, { cell, theta0, seed, isCancelled }),
  };
}

async function describe(): Promise<void> {
  const { described } = await load();
  answer({ kind: "described", ...described });
}

async function makeCells(cells: readonly number[]): Promise<void> {
  const { make } = await load();
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
      const made = isCancelled() ? null : await make(cell);
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
