import { availableParallelism } from "node:os";
import { failedCell } from "../../src/maps/index.js";
import type { CellRecord } from "../files/cell-record.js";
import { createMapQueue, type MapQueue } from "./map-queue.js";
import { recordOfCell } from "./map-record.js";
import { type MapThread, type MapThreadOptions, recordsOf, startMapThread } from "./map-thread.js";
import type { DescribedObjective } from "./map-worker.js";

/** Options of {@link createMapPool}. */
export interface MapPoolOptions extends MapThreadOptions {
  /** Threads, an integer ≥ 1; default as many as there are cores. Results do not depend on it. */
  readonly threads?: number | undefined;
}

/** How the cells of a map are made. */
export interface MapPoolRun {
  /** Which cells. */
  readonly cells: readonly number[];
  /** Told the cells that have been made, in any order; a cell that ended its thread twice is "failed". */
  readonly onCells: (records: readonly CellRecord[]) => void;
  /** Told of a thread that died, with the cell that it died of. */
  readonly onDeath: (death: { readonly cell: number; readonly how: string; readonly isRepeated: boolean }) => void;
}

/** Threads that make the cells of one map. */
export interface MapPool {
  /** Loads the objective on a thread and looks at it. */
  describe(): Promise<DescribedObjective>;
  /** Makes cells; ends early after `cancel`. Rejects with what the objective threw. */
  run(options: MapPoolRun): Promise<void>;
  /** Gives up the cells being made. */
  cancel(): void;
  /** Ends all threads at once. */
  close(): Promise<void>;
}

/** Time that the cells given to a thread at once should take, in ms. */
const TASK_TIME = 100;
const MOST_CELLS = 4096;

/**
 * Creates the threads of a map. A thread takes cells for about a tenth of a second at a time. One that dies (code of the
 * user may end it, or fill its memory) is replaced; the cell it was making is made again, alone, and fails if that ends its
 * thread too.
 */
export function createMapPool({ threads: count = availableParallelism(), ...options }: MapPoolOptions): MapPool {
  const threads = new Map<number, MapThread>();
  let isOver = false;
  const slots: Slots = {
    at(slot) {
      const thread = threads.get(slot) ?? startMapThread(options);
      threads.set(slot, thread);
      return thread;
    },
    drop: (slot) => threads.delete(slot),
    isOver: () => isOver,
  };
  return {
    describe: () => describe(slots.at(0)),
    async run(run) {
      const queue = createMapQueue(run.cells);
      await Promise.all(Array.from({ length: count }, (_, slot) => serve(slot, { queue, run, slots, count })));
    },
    cancel() {
      isOver = true;
      for (const thread of threads.values()) thread.cancel();
    },
    async close() {
      // threads that are ended are not to be replaced
      isOver = true;
      await Promise.all([...threads.values()].map((thread) => thread.close()));
    },
  };
}

/** Places for threads; one that is empty gets a thread when it is asked for. */
interface Slots {
  at(slot: number): MapThread;
  /** Forgets a thread that has died. */
  drop(slot: number): void;
  /** Whether no more is to be made. */
  isOver(): boolean;
}

async function describe(thread: MapThread): Promise<DescribedObjective> {
  let found: DescribedObjective | undefined;
  const outcome = await thread.ask({ kind: "describe" }, (answer) => {
    if (answer.kind === "described") found = answer;
  });
  if (outcome.kind === "done" && found) return found;
  const how = outcome.kind === "died" ? outcome.how : "no answer";
  throw new Error(`Cannot finish the run as the objective must not end the process: current value is ${how}`);
}

interface Serving {
  readonly queue: MapQueue;
  readonly run: MapPoolRun;
  readonly slots: Slots;
  /** Number of threads. */
  readonly count: number;
}

/** Gives the thread of a slot cells until there are no more. */
async function serve(slot: number, { queue, run, slots, count }: Serving): Promise<void> {
  for (let size = 1; !slots.isOver(); ) {
    // so that the last cells are not all on one thread
    const cells = queue.take(Math.min(size, Math.ceil(queue.size() / (2 * count))));
    if (cells.length === 0) return;
    const left = new Set(cells);
    const start = performance.now();
    const outcome = await slots.at(slot).ask({ kind: "cells", cells }, (answer) => {
      const records = recordsOf(answer);
      for (const { cell } of records) left.delete(cell);
      run.onCells(records);
    });
    if (outcome.kind === "died") {
      slots.drop(slot);
      if (!slots.isOver()) afterDeath(outcome, { left, queue, run });
      continue;
    }
    const each = (performance.now() - start) / cells.length;
    size = Math.max(1, Math.min(Math.floor(TASK_TIME / each), 2 * size, MOST_CELLS));
  }
}

/** Puts back what a dead thread left; the cell that it died of is made again alone, or has failed. */
function afterDeath(
  { cell, how }: { readonly cell: number | null; readonly how: string },
  { left, queue, run }: { left: ReadonlySet<number>; queue: MapQueue; run: MapPoolRun },
): void {
  // one that died between two cells may have died of any of them
  const suspects = cell !== null && left.has(cell) ? [cell] : [...left];
  for (const suspect of suspects) {
    const isRepeated = queue.repeat(suspect);
    run.onDeath({ cell: suspect, how, isRepeated });
    if (!isRepeated) run.onCells([recordOfCell(suspect, failedCell)]);
  }
  queue.putBack([...left].filter((each) => !suspects.includes(each)));
}
