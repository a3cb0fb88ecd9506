import { fitLine } from "./measure.js";

/** A power law through measured errors: `error ≈ C·step^slope`. */
export interface ObservedOrder {
  /** Slope of log error against log step. */
  readonly slope: number;
  /** Share of the variance of log error that the line explains, 0..1. */
  readonly r2: number;
}

/**
 * Order with which an error shrinks as the step does: the least-squares line through `(log step, log error)`.
 *
 * `slope = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)²`, `r² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²`. Null where no line is defined: fewer than
 * two different steps, or an error that is zero or not finite.
 *
 * @param steps step sizes (learning rates), > 0
 * @param errors errors measured with them, same length
 * @throws {RangeError} if the lengths differ or a step is not a finite number > 0.
 * @example
 * observedOrder([0.1, 0.05], [0.04, 0.01]); // { slope: 2, r2: 1 } up to rounding
 */
export function observedOrder(steps: ArrayLike<number>, errors: ArrayLike<number>): ObservedOrder | null {
  if (steps.length !== errors.length) {
    throw new RangeError(
      `Cannot fit an order as errors must have length ${steps.length}: current value is ${errors.length}`,
    );
  }
  const x = Array.from(steps, (step) => {
    if (!(step > 0 && step < Infinity)) {
      throw new RangeError(`Cannot fit an order as steps must be finite numbers > 0: current value is ${step}`);
    }
    return Math.log(step);
  });
  const y = Array.from(errors, (error) => Math.log(error));
  if (!y.every(Number.isFinite) || !(Math.max(...x) > Math.min(...x))) return null;
  const { slope, r2 } = fitLine(x, y);
  return { slope, r2 };
}
