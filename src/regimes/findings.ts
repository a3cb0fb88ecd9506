import type { Convergence, Divergence, FastStart, Oscillation } from "./diagnosis.js";
import type { ParameterMotion } from "./parameter-cycle.js";
import type { LogSeries } from "./scale.js";
import type { SeriesShape } from "./shape.js";
import type { SuddenRises } from "./spikes.js";

/** Everything that was found, before the verdict. */
export interface Findings {
  readonly series: LogSeries;
  readonly shape: SeriesShape | null;
  readonly rises: SuddenRises;
  readonly divergence: Divergence | null;
  readonly oscillation: Oscillation | null;
  readonly convergence: Convergence | null;
  readonly fastStart: FastStart | null;
  readonly motion: ParameterMotion | null;
}
