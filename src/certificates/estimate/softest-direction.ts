import { createRandom, factorCholesky, solveCholesky, symmetricEigenvalues } from "../../numeric/index.js";
import { DENSE } from "./extreme-curvatures.js";
import { lanczos } from "./lanczos.js";
import type { Probe } from "./probe.js";
import { norm, randomDirection } from "./vectors.js";

/** The direction in which an objective bends least. */
export interface Softest {
  /** The smallest eigenvalue of the Hessian. */
  readonly curvature: number;
  /** A unit eigenvector of it. */
  readonly direction: Float64Array;
}

/** The direction of smallest curvature at `theta`; null where the Hessian is not finite. */
export function softestDirection(probe: Probe, theta: Float64Array, seed: number): Softest | null {
  const d = probe.dimension;
  const start = randomDirection(d, createRandom(seed, 1));
  if (d > DENSE) {
    const ends = lanczos(probe.productAt(theta), { start, steps: 150, tolerance: 1e-6 });
    return ends && { curvature: ends.smallest, direction: ends.softest };
  }
  const matrix = new Float64Array(d * d);
  if (!probe.hessian(theta, matrix)) return null;
  const eigenvalues = symmetricEigenvalues(matrix, d);
  const curvature = eigenvalues[0]!;
  const size = Math.max(Math.abs(curvature), Math.abs(eigenvalues[d - 1]!));
  // inverse iteration with a shift just below the eigenvalue, where the matrix is still positive definite
  let factor: Float64Array | null = null;
  for (let below = 1e-10 * size; factor === null && below > 0 && below < Infinity; below *= 10) {
    factor = factorCholesky(matrix, d, { shift: below - curvature });
  }
  for (let round = 0; factor !== null && round < 6; round++) {
    solveCholesky(factor, start);
    const length = norm(start);
    for (let i = 0; i < d; i++) start[i]! /= length;
  }
  return { curvature, direction: start };
}
