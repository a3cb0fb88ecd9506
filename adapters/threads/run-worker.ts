import { executeReference, executeRun, type RunSetting, settingKey } from "../../src/experiments/index.js";
import type { ReferenceState } from "../../src/solvers/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { createCheckpoints } from "../files/checkpoints.js";
import type { RunTask } from "./run-pool.js";

/** Time between two states on disk, in ms. */
const SAVE_INTERVAL = 2000;

/** Makes one run on this thread. */
export function makeRun({ setting, resumeFolder }: RunTask): Trajectory {
  if (setting.road === "reference") return resumeReference(setting, resumeFolder);
  const { dense: _, ...rows } = executeRun(setting, { isCancelled: () => false });
  return rows;
}

/** Goes on from the state that an earlier process left, and leaves one every few seconds and at the end. */
function resumeReference(setting: RunSetting, folder: string): Trajectory {
  const key = settingKey(setting);
  const checkpoints = createCheckpoints<ReferenceState>(folder);
  let state: ReferenceState | undefined;
  let saved = performance.now();
  const save = (): void => {
    if (state !== undefined) checkpoints.save(key, state);
    saved = performance.now();
  };
  const trajectory = executeReference(setting, {
    resume: checkpoints.load(key),
    onCheckpoint: (next) => {
      state = next;
      if (performance.now() - saved > SAVE_INTERVAL) save();
    },
  });
  save();
  return trajectory;
}
