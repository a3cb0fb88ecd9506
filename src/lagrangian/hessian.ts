import { zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";

/** Writes the Hessian at θ, row-major d × d, into `out`. */
export type HessianReader = (theta: Float64Array, out: Float64Array) => void;

/** Step of central differences, relative to 1 + |θ|: the cube root of rounding. */
const STEP = 6e-6;

/** The objective's own Hessian, or the symmetric part of central differences of its gradient. */
export function hessianOf(objective: Objective): HessianReader {
  return objective.hessian?.bind(objective) ?? ((theta, out) => differentiate(objective, theta, out));
}

function differentiate(objective: Objective, theta: Float64Array, out: Float64Array): void {
  const d = objective.dimension;
  const moved = theta.slice(0, d);
  const [above, below, raw] = [zeros(d), zeros(d), zeros(d * d)];
  for (let j = 0; j < d; j++) {
    const width = STEP * (1 + Math.abs(theta[j]!));
    moved[j] = theta[j]! + width;
    objective.gradient(moved, above);
    moved[j] = theta[j]! - width;
    objective.gradient(moved, below);
    moved[j] = theta[j]!;
    for (let i = 0; i < d; i++) raw[i * d + j] = (above[i]! - below[i]!) / (2 * width);
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) out[i * d + j] = 0.5 * (raw[i * d + j]! + raw[j * d + i]!);
  }
}
