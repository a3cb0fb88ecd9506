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

/** Most cells of one request, and milliseconds that it may take. */
const mostCells = 128;
const budget = 25;

/** A pool on lanes: each is given cells, and the next ones when it has done them. */
export function createPool(lanes: readonly Lane[]): Pool {
  let generation = 0;
  return {
    start({ map, order, onCells, onFailure }) {
      const mine = ++generation;
      const left: Int32Array[] = [];
      const idle = new Set<Lane>();
      // all threads have a part of the first level, which is small
      let next = 0;
      const take = (): Int32Array => {
        const returned = left.pop();
        if (returned !== undefined) return returned;
        const first = next;
        next = Math.min(order.length, first + (first < 2 * mostCells ? mostCells / 8 : mostCells));
        return order.slice(first, next);
      };
      const feed = (lane: Lane): void => {
        const cells = take();
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
              if (count < cells.length) left.push(cells.subarray(count));
              feed(lane);
              if (left.length > 0) for (const each of [...idle]) if (idle.delete(each)) feed(each);
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

/** As many threads as the machine has, from 1 to 8. */
export function poolSize(hardware: number | undefined): number {
  return Math.min(8, Math.max(1, Math.floor(hardware ?? 1)));
}
