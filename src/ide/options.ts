import type { Value, ValueOf } from "./problem.js";

/** The names of the methods. */
export const methods = ["marching", "spectral", "relaxation"] as const;

/** How a problem is solved. */
export type IntegroDifferentialMethod = (typeof methods)[number];

/** Where a solver stands after an iteration. */
export interface IterationReport {
  /** Iterations made, from 1: steps of Newton's method, sweeps of relaxation, elements of marching. */
  readonly iteration: number;
  /** For relaxation: sup |change| over the sweep, relative to max(1, sup |y|), or the user's norm. Else null. */
  readonly change: number | null;
  /** The x reached, for marching; else the end of the interval. */
  readonly x: number;
}

/** Options of `solveIntegroDifferential`. */
export interface IntegroDifferentialOptions<V extends Value = Value> {
  /** By default marching if upper(x) ≤ x and lower(x) ≤ x everywhere, else spectral. */
  readonly method?: IntegroDifferentialMethod | "auto";
  /** Bound of sup |Δy| relative to max(1, sup |y|), from 1e-13 to 0.1. Default 1e-10. */
  readonly tolerance?: number;
  /** Marching: length of the elements of a uniform mesh, unit of x, > 0. Default an adaptive mesh. */
  readonly step?: number;
  /** Marching: collocation nodes per element, an integer from 2 to 12; the order is one more. Default 8. */
  readonly stages?: number;
  /** Relaxation: the share of the old iterate in the next one, in [0, 1). Default 0, and larger where sweeps grow. */
  readonly smoothing?: number;
  /** Relaxation: sweeps, and for the other methods steps of Newton's method for one system, at most; ≥ 1. Default 1000 and 50. */
  readonly maximumIterations?: number;
  /**
   * Relaxation: the distance of two iterates, given as values at the same points, in place of the default one. Sweeps end
   * where it is at most `tolerance`.
   */
  readonly errorNorm?: (previous: readonly ValueOf<V>[], current: readonly ValueOf<V>[]) => number;
  /** Told where the solver stands after each iteration. */
  readonly onIteration?: (report: IterationReport) => void;
  /** Polled now and then; when it returns true the run ends as interrupted. */
  readonly isCancelled?: () => boolean;
}
