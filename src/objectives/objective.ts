/** What is known about an objective; every field is optional, and absent means unknown. */
export interface ObjectiveConstants {
  /** Smoothness `L`: ‖∇f(x) − ∇f(y)‖ ≤ L‖x − y‖, > 0. Absent where no global constant exists. */
  readonly smoothness?: number;
  /** Strong convexity `μ`, > 0. */
  readonly strongConvexity?: number;
  /** Polyak–Łojasiewicz constant `μ`: ‖∇f‖² ≥ 2μ(f − f*), > 0. */
  readonly pl?: number;
  /** The global minimisers, each of length `dimension` (one of them where they form a set). */
  readonly minimisers?: readonly (readonly number[])[];
  /** The global minimum `f*`. */
  readonly minimum?: number;
  /** Whether f(θ) → ∞ as ‖θ‖ → ∞, so that every set {f ≤ c} is compact. */
  readonly coercive?: boolean;
}

/**
 * What is minimised: `f`, `∇f` and, where they are known, second derivatives and constants.
 *
 * Gradients and Hessians are written into buffers of the caller. Values may be non-finite: a run that meets one ends as
 * diverged, it does not throw.
 */
export interface Objective {
  /** Number of parameters `d` ≥ 1. */
  readonly dimension: number;
  /** `f(θ)`. */
  value(theta: Float64Array): number;
  /** Writes `∇f(θ)` (length `d`) into `out`. */
  gradient(theta: Float64Array, out: Float64Array): void;
  /** Writes `∇f(θ)` into `out` and returns `f(θ)`. */
  valueAndGradient?(theta: Float64Array, out: Float64Array): number;
  /** Writes the Hessian, row-major `d × d`, into `out`. */
  hessian?(theta: Float64Array, out: Float64Array): void;
  /** Writes the product of the Hessian with `direction` into `out`. */
  hessianVector?(theta: Float64Array, direction: Float64Array, out: Float64Array): void;
  readonly constants?: ObjectiveConstants;
  /** Relative rounding of an evaluation, such as 2⁻²⁴ in float32; default that of double precision. */
  readonly precision?: number;
  /** In one dimension: f(x) = coefficient·x^exponent exactly, so that runs can leave the range of numbers. */
  readonly monomial?: Monomial;
}

/** `f(x) = coefficient·x^exponent`. */
export interface Monomial {
  /** Finite, not 0. */
  readonly coefficient: number;
  /** Whole number ≥ 1. */
  readonly exponent: number;
}

/** An objective on an engine that only answers later. */
export interface AsyncObjective {
  readonly dimension: number;
  valueAndGradient(theta: Float64Array, out: Float64Array): Promise<number>;
}
