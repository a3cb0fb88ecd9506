/** `numerator / denominator` with 0/0 = 0: where nothing pushes, nothing moves, also at `epsilon` 0. */
export function ratio(numerator: number, denominator: number): number {
  return numerator === 0 ? 0 : numerator / denominator;
}

/** `‖g + l2·θ‖²`, the one number that replaces the squares of the components in the norm variants. */
export function squaredNorm(gradient: Float64Array, theta: Float64Array, l2: number): number {
  let sum = 0;
  for (let i = 0; i < theta.length; i++) {
    const g = gradient[i]! + l2 * theta[i]!;
    sum += g * g;
  }
  return sum;
}

const SMALLEST_NORMAL = 2 ** -1022;

/**
 * Zero for subnormal numbers: a first moment that fades after convergence would stay there for ever, at a third of the
 * speed. Second moments are not flushed: their roots are ordinary numbers.
 */
export function flushed(value: number): number {
  return Math.abs(value) < SMALLEST_NORMAL ? 0 : value;
}
