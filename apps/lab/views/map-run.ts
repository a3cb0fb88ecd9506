import { createMapCells, type MapCells, type MapPlan } from "../../../src/maps/index.js";
import type { Pool } from "../jobs/pool.js";
import { refinementOrder, strides } from "../state/map-order.js";

/** A map as far as it was made. */
export interface MapProgress {
  /** What it is a map of: a map request as JSON. */
  readonly map: string;
  readonly plan: MapPlan;
  /** Filled in as cells are made. */
  readonly cells: MapCells;
  readonly made: number;
}

/** How a map is watched. */
export interface MapRunListener {
  /** Told now and then, and at the end. */
  readonly onProgress: (progress: MapProgress) => void;
  readonly onFailure: (sentence: string) => void;
}

/** Milliseconds between two pictures at least, while they change much and later. */
const interval = 60;
const lateInterval = 150;
/** Share of the cells after which pictures change little. */
const late = 0.25;
/** Milliseconds that the first picture may wait for its coarsest level. */
const patience = 120;

/** Has a map computed on all threads; returns what ends the telling. */
export function startMap(
  pool: Pool,
  { map, plan }: Pick<MapProgress, "map" | "plan">,
  { onProgress, onFailure }: MapRunListener,
): () => void {
  const rows = plan.cells / plan.columns;
  const cells = createMapCells(plan.cells);
  const coarse = Math.ceil(plan.columns / strides[0]) * Math.ceil(rows / strides[0]);
  let made = 0;
  let due = performance.now() + patience;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    due = performance.now() + (made < late * plan.cells ? interval : lateInterval);
    onProgress({ map, plan, cells, made });
  };
  pool.start({
    map,
    order: refinementOrder({ columns: plan.columns, rows }),
    onCells(list, columns) {
      const isFirst = made < coarse && made + list.length >= coarse;
      copyCells(cells, list, columns);
      made += list.length;
      if (isFirst || made === plan.cells) tell();
      else timer ??= setTimeout(tell, due - performance.now());
    },
    onFailure({ message }) {
      clearTimeout(timer);
      onFailure(message);
    },
  });
  return () => clearTimeout(timer);
}

function copyCells(to: MapCells, list: Int32Array, from: MapCells): void {
  for (let k = 0; k < list.length; k++) {
    const cell = list[k]!;
    to.regime[cell] = from.regime[k]!;
    to.confidence[cell] = from.confidence[k]!;
    to.finalLoss[cell] = from.finalLoss[k]!;
    to.finalLogLoss[cell] = from.finalLogLoss[k]!;
  }
}
