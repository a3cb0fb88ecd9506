import { type ReferenceState, solveReference } from "../solvers/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { RunSetting } from "./experiment.js";
import { referenceTask } from "./reference-numerics.js";

/** Options of {@link executeReference}. */
export interface ExecuteReferenceOptions {
  /** A state of the same setting to go on from. */
  readonly resume?: ReferenceState | undefined;
  readonly onCheckpoint?: (state: ReferenceState) => void;
  readonly isCancelled?: () => boolean;
}

/** Does one run by a paper's own method, with the paper's own numerics. */
export function executeReference(setting: RunSetting, watch: ExecuteReferenceOptions): Trajectory {
  const { model, options } = referenceTask(setting);
  return solveReference(model, { ...options, ...watch });
}
