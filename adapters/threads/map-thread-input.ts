import type { RegimeMapSettings } from "../../src/maps/index.js";

/** An objective as it is written, and how it is loaded. */
export interface MapObjective {
  readonly text: string;
  readonly variables?: readonly string[];
  readonly theta0: readonly number[];
  readonly cwd: string;
  /** Folder of data sets of a network, looked at before the usual places. */
  readonly dataFolder?: string;
}

/** What a thread of a map is given when it starts. */
export interface MapThreadInput {
  readonly objective: MapObjective;
  readonly settings: RegimeMapSettings;
  /** Shared memory, indexed by {@link flags}. */
  readonly shared: Int32Array;
}

/** What thread and pool tell each other without waiting: 1 to give up; the cell being made, plus 1. */
export const flags = { cancel: 0, current: 1 } as const;
