import type { Constant } from "../certificate.js";

/** ‖∇f‖ ≥ constant·(f − limit)^exponent. */
export interface KlEstimate {
  /** ϑ, exactly ½ where it is ½ within the accuracy of the fit. */
  readonly exponent: Constant;
  /** c, the infimum over the samples; 0 where there are none. */
  readonly constant: Constant;
  /** The value of f that is approached. */
  readonly limit: Constant;
}

/** Whether the sublevel set of the start is bounded, as far as rays can tell. */
export interface CoercivityEstimate {
  /** Whether every ray that was looked at leaves the sublevel set. */
  readonly holds: boolean;
  /** The farthest exit from the minimiser; Infinity where a ray does not leave. */
  readonly radius: number;
  /** What was looked at, as part of a sentence. */
  readonly how: string;
}

/** Constants of an objective along a trajectory and in its neighbourhood; all are estimates, not bounds. */
export interface Estimates {
  /** L: the largest |eigenvalue| of a Hessian that was found. */
  readonly smoothness: Constant;
  /** μ: the smallest eigenvalue of a Hessian that was found; ≤ 0 says that there is no strong convexity. */
  readonly strongConvexity: Constant;
  /** The local minimiser to which descending from the end of the trajectory leads, or the one that was given. */
  readonly minimiser: Float64Array;
  /** f there, or the minimum that was given. */
  readonly minimum: Constant;
  /** The infimum of ‖∇f‖²/(2(f − f*)) that was found; 0 where there is no such constant. */
  readonly pl: Constant;
  /** Whether the minimum was given, or the descent to it came to rest: else it is no minimum. */
  readonly isMinimumKnown: boolean;
  readonly kl: KlEstimate;
  readonly coercive: CoercivityEstimate;
}

/** Options of {@link estimateConstants}. */
export interface EstimateOptions {
  /** The trajectory in order, row-major n × d, row 0 the start; rows that are not finite are left out. */
  readonly thetas: Float64Array;
  /** How many rows are looked at for curvatures, whole number ≥ 2; default 48. */
  readonly rows?: number;
  /** Seed of pseudo-random directions, whole number ≥ 0; default 1. */
  readonly seed?: number;
  /** f*, if it is known. */
  readonly minimum?: number;
  /** The minimiser that is approached, length d, if it is known. */
  readonly minimiser?: Float64Array;
}
