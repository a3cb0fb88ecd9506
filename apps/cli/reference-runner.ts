import { basename, dirname, join } from "node:path";
import { createCheckpoints } from "../../adapters/files/checkpoints.js";
import { executeReference, type RunSetting, settingKey } from "../../src/experiments/index.js";
import type { ReferenceState } from "../../src/solvers/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { CliIo } from "./command.js";

/** Longest stretch without a look at Ctrl-C, in ms; a sweep in progress is finished. */
const SLICE = 300;
/** Time between two checkpoints on disk, in ms. */
const SAVE_INTERVAL = 2000;

/** Runs the slow reference solver in slices, and keeps its state beside the report so that it can be resumed. */
export interface ReferenceRunner {
  run(setting: RunSetting): Promise<Trajectory>;
  /** Forgets what was kept. */
  clear(): void;
}

export function createReferenceRunner(out: string, io: CliIo): ReferenceRunner {
  const checkpoints = createCheckpoints<ReferenceState>(join(dirname(out), `.${basename(out)}.resume`));
  return {
    clear: checkpoints.clear,
    async run(setting) {
      const key = settingKey(setting);
      let state = checkpoints.load(key);
      let saved = performance.now();
      if (state !== undefined) io.note(`Going on from sweep ${state.iteration}: ${describe(setting)}`);
      else io.note(`Reference solver: ${describe(setting)}`);
      const save = () => {
        if (state !== undefined) checkpoints.save(key, plain(state));
        saved = performance.now();
      };
      for (;;) {
        const begin = performance.now();
        let moved = false;
        const trajectory = executeReference(setting, {
          resume: state,
          onCheckpoint: (next) => {
            state = next;
            moved = true;
          },
          // a slice makes at least one sweep, or it would never end
          isCancelled: () => moved && performance.now() - begin > SLICE,
        });
        const isOver = trajectory.status !== "interrupted";
        if (isOver || io.isCancelled() || performance.now() - saved > SAVE_INTERVAL) save();
        if (isOver || io.isCancelled()) return trajectory;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function plain(state: ReferenceState): ReferenceState {
  return { ...state, y: Array.from(state.y) };
}

function describe({ case: item, lr, steps, shifted }: RunSetting): string {
  return `${item.optimizer} ${item.label}, lr ${lr}, ${steps} steps${shifted ? "" : ", unshifted"}`;
}
