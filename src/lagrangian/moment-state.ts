import type { Gains } from "./gains.js";
import type { NodeFields } from "./node-fields.js";

/** All that the last evaluation knew, at all nodes, row-major nodes × d. */
export interface MomentState {
  readonly fields: NodeFields;
  readonly gains: Gains;
  readonly y: Float64Array;
  /** `∫ e^(…) K2 B y` ahead of each node. */
  readonly ahead2: Float64Array;
  /** `c` in `F′* y = Hᵀ c`. */
  readonly c: Float64Array;
}
