import { factorLU, solveLU } from "../../numeric/index.js";
import type { Probe } from "./probe.js";
import { addScaled, distance, norm } from "./vectors.js";

const MOST_STEPS = 30;

/** A point where the gradient vanishes, and f there. */
export interface CriticalPoint {
  readonly theta: Float64Array;
  readonly value: number;
}

/** Options of {@link criticalPoint}. */
export interface CriticalPointOptions {
  readonly start: Float64Array;
  /** How far from the start to look. */
  readonly within: number;
  /** Size of gradients in the region. */
  readonly steepness: number;
}

/** The critical point to which Newton's method leads; null if it leads to none nearby. */
export function criticalPoint(probe: Probe, { start, within, steepness }: CriticalPointOptions): CriticalPoint | null {
  const d = probe.dimension;
  const theta = start.slice();
  const gradient = new Float64Array(d);
  const matrix = new Float64Array(d * d);
  const pivots = new Int32Array(d);
  for (let step = 0; step < MOST_STEPS; step++) {
    const value = probe.evaluate(theta, gradient);
    if (!(value < Infinity && distance(theta, start) <= within)) return null;
    // zero to rounding
    if (norm(gradient) <= 1e-11 * steepness) return { theta, value };
    if (!probe.hessian(theta, matrix) || !factorLU(matrix, pivots)) return null;
    for (let i = 0; i < d; i++) gradient[i] = -gradient[i]!;
    solveLU(matrix, pivots, gradient);
    addScaled(theta, 1, gradient);
  }
  return null;
}
