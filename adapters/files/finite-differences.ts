/** A function of θ with a vector as value, written into `out`. */
export type VectorFunction = (theta: Float64Array, out: Float64Array) => void;

/** Finite differences of a vector function along one coordinate. */
export interface Slope {
  /** The central difference that agrees best with the expected derivative. */
  readonly difference: Float64Array;
  /** Its largest deviation beyond rounding. */
  readonly error: number;
  /** How steep the function is nearby: also where the derivative itself vanishes, this is above the truncation error. */
  readonly scale: number;
}

/** Options of finite differences. */
export interface SlopeOptions {
  readonly theta: Float64Array;
  /** Number of the coordinate. */
  readonly k: number;
  /** The derivative along this coordinate that is to be confirmed. */
  readonly expected: Float64Array;
}

/** Steps relative to 1 + |θ|: which one is best depends on the scale and the noise of the function. */
const STEPS = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
const SCALE_STEP = 1e-4;

/** Largest absolute value of the entries. */
export function largestEntry(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Compares an expected derivative with central differences; null where no difference is finite. */
export function bestSlope(evaluate: VectorFunction, { theta, k, expected }: SlopeOptions): Slope | null {
  const size = expected.length;
  const centre = new Float64Array(size);
  const right = new Float64Array(size);
  const left = new Float64Array(size);
  const point = theta.slice();
  evaluate(point, centre);
  let best: { difference: Float64Array; error: number } | null = null;
  let scale = 0;
  for (const relative of STEPS) {
    const step = relative * (1 + Math.abs(theta[k]!));
    point[k] = theta[k]! + step;
    const end = point[k]!;
    evaluate(point, right);
    point[k] = theta[k]! - step;
    const width = end - point[k]!;
    evaluate(point, left);
    const difference = right.map((value, j) => (value - left[j]!) / width);
    const noise = (8 * Number.EPSILON * largestEntry(right)) / width;
    const error = largestEntry(difference.map((value, j) => value - expected[j]!)) - noise;
    if (Number.isFinite(error) && (best === null || error < best.error)) best = { difference, error };
    if (relative === SCALE_STEP) {
      const sides = [right, left].map((side) => largestEntry(side.map((value, j) => value - centre[j]!)) / step);
      scale = Math.max(...sides.filter(Number.isFinite), 0);
    }
  }
  return best === null ? null : { ...best, scale: Math.max(scale, largestEntry(best.difference)) };
}
