import { createRandom, symmetricEigenvalues } from "../../numeric/index.js";
import type { Objective } from "../../objectives/index.js";
import { lanczos } from "./lanczos.js";
import { createProbe, type Probe } from "./probe.js";
import { randomDirection } from "./vectors.js";

/** Up to this many parameters Hessians are formed and their eigenvalues computed. */
export const DENSE = 40;

/** The ends of the spectrum of a Hessian. */
export interface Curvatures {
  readonly smallest: number;
  readonly largest: number;
}

/** Options of {@link curvaturesAt}, for more than 40 parameters. */
export interface CurvatureOptions {
  readonly seed?: number;
  /** Largest number of products with the Hessian. */
  readonly steps?: number;
  /** Relative change over 8 products at which the eigenvalues count as found. */
  readonly tolerance?: number;
}

/**
 * The smallest and the largest eigenvalue of the Hessian of an objective.
 *
 * Up to 40 parameters from the whole matrix, by Jacobi's rotations; above by Lanczos' method on products with it, from a
 * start that is the same every time, until they change by less than 1e-8 or after 300 products. Products come of
 * `hessianVector`, of `hessian`, or of central differences of gradients (relative error about 1e-10).
 *
 * @param theta where, length d.
 * @returns both NaN where a second derivative is not finite.
 * @throws {RangeError} if `theta` does not have length d.
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., sections 8.5 and 10.1.
 * @example
 * extremeCurvatures(illConditionedObjective(2, 100), Float64Array.of(1, 1)); // { smallest: 1, largest: 100 }
 */
export function extremeCurvatures(objective: Objective, theta: Float64Array): Curvatures {
  if (!(theta.length === objective.dimension)) {
    throw new RangeError(
      `Cannot compute curvatures as theta must be ${objective.dimension} numbers: current value is ${theta.length} numbers`,
    );
  }
  const found = curvaturesAt(createProbe(objective), theta, { steps: 300, tolerance: 1e-8 });
  return found ? { smallest: found.smallest, largest: found.largest } : { smallest: Number.NaN, largest: Number.NaN };
}

/** The smallest and the largest eigenvalue of the Hessian; null where it is not finite. */
export function curvaturesAt(probe: Probe, theta: Float64Array, options: CurvatureOptions = {}): Curvatures | null {
  const d = probe.dimension;
  if (d > DENSE) {
    const { seed = 1, steps = 300, tolerance = 1e-8 } = options;
    const start = randomDirection(d, createRandom(seed, 1));
    return lanczos(probe.productAt(theta), { start, steps, tolerance });
  }
  const matrix = new Float64Array(d * d);
  if (!probe.hessian(theta, matrix)) return null;
  if (d === 1) return { smallest: matrix[0]!, largest: matrix[0]! };
  const eigenvalues = symmetricEigenvalues(matrix, d);
  return { smallest: eigenvalues[0]!, largest: eigenvalues[d - 1]! };
}
