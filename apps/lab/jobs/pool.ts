import type { MapCells } from "../../../src/maps/index.js";
import type { Lane } from "./lane.js";

/** Cells to be computed on all threads. */
export interface PoolRun {
  /** A map request as JSON. */
  readonly map: string;
  /** The cells, in the order in which they are wanted. */
  readonly order: Int32Array;
  /** Told what came of some cells: entry k of the columns belongs to `cells[k]`. */
  readonly onCells: (cells: Int32Array, made: MapCells) => void;
  readonly onFailure: (error: { readonly name: string; readonly message: string }) => void;
}

/** Threads that share the cells of one map. */
export interface Pool {
  /** Begins a map; what comes of an earlier one is not told any more. Threads are kept unless a cell takes long. */
  start(run: PoolRun): void;
  /** Ends all threads. */
  close(): void;
}

/** Most cells of one request, of the first ones, and milliseconds that a request may take. */
const mostCells = 128;
const fewCells = 16;
const budget = 25;

/** A pool on lanes: each is given cells, and the next ones when it has done them. */
export function createPool(lanes: readonly Lane[]): Pool {
  let generation = 0;
  return {
    start({ map, order, onCells, onFailure }) {
      const mine = ++generation;
      const queue = createCellQueue(order, lanes.length);
      const idle = new Set<Lane>();
      const feed = (lane: Lane): void => {
        const cells = queue.take();
        if (cells.length === 0) {
          idle.add(lane);
          return;
        }
        lane.submit(
          "map",
          { map, cells, budget },
          {
            onDone(made) {
              if (mine !== generation) return;
              const count = made.regime.length;
              queue.putBack(cells.subarray(count));
              feed(lane);
              for (const each of [...idle]) if (queue.hasCells() && idle.delete(each)) feed(each);
              onCells(cells.subarray(0, count), made);
            },
            onFailure(error) {
              if (mine !== generation) return;
              generation++;
              onFailure(error);
            },
          },
        );
      };
      for (const lane of lanes) feed(lane);
    },
    close() {
      generation++;
      for (const lane of lanes) lane.cancel();
    },
  };
}

/** Cells that wait to be computed. */
interface CellQueue {
  hasCells(): boolean;
  /** The next ones; none where none wait. */
  take(): Int32Array;
  /** Cells that were taken and not made; they are the next ones. */
  putBack(cells: Int32Array): void;
}

/** Hands out cells: all threads have a part of the first level, which is small, and of the last ones, which may take long. */
function createCellQueue(order: Int32Array, threads: number): CellQueue {
  const lists = [order];
  let waiting = order.length;
  return {
    hasCells: () => waiting > 0,
    take() {
      const list = lists.pop() ?? new Int32Array();
      const most = order.length - waiting < 2 * mostCells ? fewCells : mostCells;
      const count = Math.min(list.length, most, Math.ceil(waiting / (2 * threads)));
      if (count < list.length) lists.push(list.subarray(count));
      waiting -= count;
      // a copy, as a view would take all of its buffer along
      return list.slice(0, count);
    },
    putBack(cells) {
      if (cells.length > 0) lists.push(cells);
      waiting += cells.length;
    },
  };
}

/** As many threads as the machine has, from 1 to 8. */
export function poolSize(hardware: number | undefined): number {
  return Math.min(8, Math.max(1, Math.floor(hardware ?? 1)));
}
