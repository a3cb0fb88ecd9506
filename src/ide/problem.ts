import type { Kernel } from "../kernels/index.js";

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** What a solution may be: a real or complex number, or an array of either. */
export type Value = number | Complex | ArrayLike<number> | ArrayLike<Complex>;

/** The type of a solution whose initial value is a `V`. */
export type ValueOf<V extends Value> = V extends number
  ? number
  : V extends Complex
    ? Complex
    : V extends ArrayLike<number>
      ? number[]
      : Complex[];

/** What functions of a problem may return where a value is meant; a real number stands for a complex one. */
export type GivenValue<V extends Value> = V extends number
  ? number
  : V extends Complex
    ? Complex | number
    : V extends ArrayLike<number>
      ? ArrayLike<number>
      : ArrayLike<Complex | number>;

/** What `scale` may return: a number, or one for each component. */
export type GivenScale<V extends Value> =
  | GivenValue<V>
  | (V extends number | ArrayLike<number> ? number : Complex | number);

/** What a kernel may return: a number, which multiplies every component, or a matrix as an array of rows. */
export type GivenKernel<V extends Value> = V extends number | ArrayLike<number>
  ? number | ArrayLike<ArrayLike<number>>
  : Complex | number | ArrayLike<ArrayLike<Complex | number>>;

/**
 * An initial value problem with an integral over its own solution, on [start, end]:
 *
 * `y'(x) = local(x, y) + scale(x)·∫_lower(x)^upper(x) kernel(x, s)·integrand(y(s)) ds`, `y(start) = initial`.
 *
 * The type of `initial` decides the rest: a number, a complex number `{ re, im }`, or an array of either. Functions are
 * only called at x in [start, end], a kernel only at s between its limits.
 */
export interface IntegroDifferentialProblem<V extends Value = Value> {
  /** `c(x, y)`. Needed unless there is a `field`. */
  local?(x: number, y: ValueOf<V>): GivenValue<V>;
  /** `d(x)`, what the integral is multiplied by; 1 by default. */
  scale?(x: number): GivenScale<V>;
  /**
   * `k(x, s)`; a number or a matrix as an array of rows. A `Kernel` declares a convolution, `k(x, s) = weight(x − s)`,
   * and an array of kernels one for each component of the integrand. Needed unless there is a `nonlinearKernel`.
   */
  kernel?: ((x: number, s: number) => GivenKernel<V>) | Kernel | readonly Kernel[];
  /** `F(y)`; the identity by default. Its length must be the number of columns of the kernel. */
  // biome-ignore lint/suspicious/noExplicitAny: a field decides what an integrand is made of
  integrand?(y: ValueOf<V>): GivenValue<V> | any;
  /** `K(x, s, y(s))` in place of `kernel` and `integrand`. */
  nonlinearKernel?(x: number, s: number, y: ValueOf<V>): GivenValue<V>;
  /**
   * `f(x, y, integral)` in place of `local` and `scale`, for equations `y' = f(x, y, ∫…)` that are not linear in the
   * integral. The integral then has as many components as the kernel has rows.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the integral is shaped by the kernel
  field?(x: number, y: ValueOf<V>, integral: any): GivenValue<V>;
  /** γ of a weak singularity: the kernel is multiplied by `(x − s)^(−γ)`, 0 < γ < 1. Needs `upper(x) ≤ x`. */
  readonly singularity?: number;
  /** Lower limit of the integral, in [start, end]. */
  lower(x: number): number;
  /** Upper limit, in [start, end]; may be below the lower one, and ahead of x. */
  upper(x: number): number;
  /** Left end of the interval. */
  readonly start: number;
  /** Right end, > start. */
  readonly end: number;
  /** `y(start)`. */
  readonly initial: V;
}
