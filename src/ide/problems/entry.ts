import type { IntegroDifferentialMethod } from "../options.js";
import type { IntegroDifferentialProblem, Value, ValueOf } from "../problem.js";

/** A problem with its exact solution. */
export interface ProblemEntry<V extends Value = Value> {
  /** In kebab case. */
  readonly name: string;
  /** One line with the equation and its solution. */
  readonly description: string;
  /** Where the problem was published. */
  readonly source?: string;
  readonly problem: IntegroDifferentialProblem<V>;
  /** The solution, at x in [start, end]. */
  exact(x: number): ValueOf<V>;
  /**
   * Methods that solve it. Marching cannot where a limit is ahead of x, the others where a singularity is declared, and
   * spectral where the solution is not smooth. Relaxation, from a constant and without smoothing, cannot where an iterate
   * blows up or where sweeps grow by more than a thousand before they contract, which costs that many digits.
   */
  readonly methods: readonly IntegroDifferentialMethod[];
  /** Bound of sup |Δy| relative to max(1, sup |y|) to hold a solver to. Default 1e-10; 1e-7 for singular kernels. */
  readonly tolerance?: number;
  /** Points x inside the interval where the limits or the solution are not smooth. */
  readonly kinks?: readonly number[];
}

/** A problem whose solution is infinite before the end of its interval. */
export interface BlowUpEntry<V extends Value = Value> {
  /** In kebab case. */
  readonly name: string;
  /** One line with the equation and its solution. */
  readonly description: string;
  readonly problem: IntegroDifferentialProblem<V>;
  /** The solution, at x in [start, blowUpAt). */
  exact(x: number): ValueOf<V>;
  /** The x in (start, end) at which the solution is infinite. */
  readonly blowUpAt: number;
}

/** What solves a smooth problem that never looks ahead. */
export const everyMethod: readonly IntegroDifferentialMethod[] = ["marching", "spectral", "relaxation"];

/** What solves a smooth problem that never looks ahead, but on which sweeps of relaxation grow or blow up. */
export const directMethods: readonly IntegroDifferentialMethod[] = ["marching", "spectral"];

/** What solves a problem whose limits look ahead. */
export const globalMethods: readonly IntegroDifferentialMethod[] = ["spectral", "relaxation"];
