import { allFinite } from "../numeric/index.js";
import type { OptimizerState } from "./optimizer.js";

/** What of a run was not finite; "loss" and "gradient" belong to the last row, the others to the step after it. */
export type NonFiniteKind = "non-finite loss" | "non-finite gradient" | "non-finite parameters" | "non-finite memory";

/** What is not finite after an update; null if all is. */
export function findNonFinite(theta: Float64Array, { m, v }: OptimizerState): NonFiniteKind | null {
  if (!allFinite(theta)) return "non-finite parameters";
  return (m && !allFinite(m)) || (v && !allFinite(v)) ? "non-finite memory" : null;
}
