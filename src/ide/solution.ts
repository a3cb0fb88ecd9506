import type { IntegroDifferentialMethod } from "./options.js";

/** How a run ended; `diverged` and `not-converged` are results, not errors. */
export type IntegroDifferentialStatus = "completed" | "diverged" | "not-converged" | "interrupted";

/** A solution on [start, reached], with dense output. */
export interface IntegroDifferentialSolution<Y> {
  readonly status: IntegroDifferentialStatus;
  readonly method: IntegroDifferentialMethod;
  /** How marching took the integral: the kernel's realization, O(N); fast convolution, O(N log² N); directly, O(N²). Else null. */
  readonly history: "realization" | "convolution" | "direct" | null;
  /** Order of convergence in the length of the elements, everywhere in them; null for spectral accuracy. */
  readonly order: number | null;
  /** The ends of the elements, from `start` to `reached`. */
  readonly x: Float64Array;
  /** The solution at `x`. */
  readonly y: readonly Y[];
  /** The x up to which there is a solution: `end`, or where a run diverged or was interrupted. */
  readonly reached: number;
  /** Estimate of sup |Δy| relative to max(1, sup |y|) on [start, reached]; null if there is none. With `step` it may exceed the tolerance. */
  readonly errorEstimate: number | null;
  /** Steps of Newton's method or sweeps of relaxation. */
  readonly iterations: number;
  /** Calls of the problem's functions. */
  readonly evaluations: number;
  /**
   * The solution at x, to the same accuracy as at the nodes.
   *
   * @throws {RangeError} if x is not in [start, reached].
   */
  at(x: number): Y;
}
