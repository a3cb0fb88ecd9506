import type { SpikeAnatomy } from "../../src/anatomy/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { Problem, SettingValues } from "./problem-options.js";

/** A run whose spikes are looked at, as plain data. */
export interface AnatomyJob {
  readonly kind: "anatomy";
  readonly problem: Problem;
  readonly lr: number;
  readonly until?: number;
  readonly steps?: number;
  readonly from?: number;
  readonly to?: number;
  readonly every?: number;
}

export interface AnatomyResult {
  readonly settings: SettingValues;
  readonly lr: number;
  readonly anatomy: SpikeAnatomy;
  /** The run without its rows. */
  readonly run: Pick<Trajectory, "status" | "event"> & { readonly steps: number };
  /** Time of run and anatomy. */
  readonly seconds: number;
}
