import { diagnoseCell } from "../../../src/maps/index.js";
import type { Diagnosis } from "../../../src/regimes/index.js";
import type { Job } from "./job.js";
import { openMap } from "./map-job.js";

export interface MapCellInput {
  /** A map request as JSON. */
  readonly map: string;
  readonly cell: number;
}

/** The run of a cell from near. */
export interface MapCellOutput extends Pick<Diagnosis, "regime" | "confidence" | "evidence" | "unknown"> {
  readonly cell: number;
  /** Where the runs of the map start. */
  readonly theta0: readonly number[];
  /** f after 0, 1, … updates. */
  readonly loss: Float64Array;
  /** ln f, where it is known beyond the range of numbers. */
  readonly logLoss: Float64Array | null;
}

/** Makes the run of one cell again, with all that its regime is read from. */
export const mapCellJob: Job<MapCellInput, MapCellOutput> = async ({ map, cell }) => {
  const { objective, plan } = await openMap(map);
  const { trajectory, diagnosis } = diagnoseCell(objective, plan, { cell })!;
  const { regime, confidence, evidence, unknown } = diagnosis;
  const { loss, logLoss = null } = trajectory;
  const theta0 = Array.from(plan.settings.theta0);
  return { cell, theta0, regime, confidence, evidence, unknown, loss, logLoss };
};
