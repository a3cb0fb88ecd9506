import { createGains, type Gains, type StepSizes, stepSizes } from "../../../src/models/index.js";
import { gapAlong, type Trajectory, velocityAlong } from "../../../src/trajectory/index.js";
import type { RoadKey } from "../state/lab-state.js";
import type { RunState } from "./road-runs.js";

/** What is shown of a run beside what it holds itself; rows are those of its trajectory. */
export interface RoadQuantities {
  /** θ′, row-major. */
  readonly velocity: Float64Array;
  /** Gain, root and effective step; null without a second moment. */
  readonly sizes: StepSizes | null;
  /** `max |θ − θ of the algorithm|` at steps k = 0, 1, …; null of the algorithm itself, or where it does not run. */
  readonly gap: Float64Array | null;
}

/** Quantities along the run of a road; `algorithm` is what it is compared with. */
export function roadQuantities(
  trajectory: Trajectory,
  { road, run, algorithm }: { readonly road: RoadKey; readonly run: RunState; readonly algorithm: Trajectory | null },
): RoadQuantities {
  const gains = gainsOf(road, run);
  return {
    velocity: velocityAlong(trajectory),
    sizes: stepSizes(trajectory, { lr: run.lr, epsilon: run.epsilon, ...(gains && { gains }) }),
    gap: algorithm === null || road === "discrete" ? null : gapAlong(algorithm, trajectory).gap,
  };
}

/** The bias corrections of a road: a flow's have its forgetting rates, all others those of the factors. */
function gainsOf(road: RoadKey, { optimizer, lr, beta1, beta2, biasCorrection }: RunState): Gains | null {
  const isCorrected = optimizer === "adam" || optimizer === "adamw" || (optimizer === "general" && biasCorrection);
  if (!isCorrected) return null;
  if (road === "flow") return createGains({ rate1: (1 - beta1) / lr, rate2: (1 - beta2) / lr });
  return createGains({ rate1: -Math.log(beta1) / lr, rate2: -Math.log(beta2) / lr });
}
