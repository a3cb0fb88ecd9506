import { centralDifferences, symmetrise } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";

/** Writes the Hessian at θ, row-major d × d, into `out`. */
export type HessianReader = (theta: Float64Array, out: Float64Array) => void;

/** The objective's own Hessian, or the symmetric part of central differences of its gradient. */
export function hessianOf(objective: Objective): HessianReader {
  if (objective.hessian) return objective.hessian.bind(objective);
  const d = objective.dimension;
  const differentiate = centralDifferences((theta, out) => objective.gradient(theta, out), { rows: d, columns: d });
  return (theta, out) => {
    differentiate(theta, out);
    symmetrise(out, d);
  };
}
