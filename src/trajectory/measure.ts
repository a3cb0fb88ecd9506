/** A straight line through points, and how much of their spread it explains. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Coefficient of determination, at most 1; 1 for points that do not vary. */
  readonly r2: number;
}

/** Index and value of the first maximum; index -1 for no values. */
export function peak(values: Float64Array): { index: number; value: number } {
  let index = values.length > 0 ? 0 : -1;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[index]!) index = k;
  return { index, value: index < 0 ? Number.NaN : values[index]! };
}

/** `max − min`; 0 for no values. */
export function spread(values: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values.length === 0 ? 0 : high - low;
}

/** Largest absolute value; 0 for no values. */
export function supNorm(values: Float64Array): number {
  let sup = 0;
  for (const value of values) sup = Math.max(sup, Math.abs(value));
  return sup;
}

/** `sup_k |a_k − sign·b_k|`, with sign 1 or, to test a mirror symmetry, −1; NaN where the lengths differ. */
export function supGap(a: Float64Array, b: Float64Array, { sign = 1 }: { sign?: 1 | -1 } = {}): number {
  if (a.length !== b.length) return Number.NaN;
  let sup = 0;
  for (let k = 0; k < a.length; k++) sup = Math.max(sup, Math.abs(a[k]! - sign * b[k]!));
  return sup;
}

/** Every `stride`-th value, from the first. */
export function everyNth(values: Float64Array, stride: number): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / stride) }, (_, k) => values[k * stride]!);
}

/** Largest step back from the way the values go as a whole: 0 where they are monotone. */
export function largestReversal(values: Float64Array): number {
  if (values.length === 0) return 0;
  const direction = values[values.length - 1]! >= values[0]! ? 1 : -1;
  let furthest = -Infinity;
  let reversal = 0;
  for (const value of values) {
    furthest = Math.max(furthest, direction * value);
    reversal = Math.max(reversal, furthest - direction * value);
  }
  return reversal;
}

/** How far the values pass `target`, seen from the side where they start; 0 where they never do. */
export function overshoot(values: Float64Array, target: number): number {
  const direction = Math.sign(target - (values[0] ?? target));
  let passed = 0;
  for (const value of values) passed = Math.max(passed, direction * (value - target));
  return passed;
}

/** First index with `|value − target| ≤ tolerance`; -1 where there is none. */
export function arrival(values: Float64Array, target: number, { tolerance }: { tolerance: number }): number {
  return values.findIndex((value) => Math.abs(value - target) <= tolerance);
}

/** First index from which every value stays within `tolerance` of `target`; -1 where the last one is outside. */
export function settling(values: Float64Array, target: number, { tolerance }: { tolerance: number }): number {
  let first = -1;
  for (let k = values.length - 1; k >= 0 && Math.abs(values[k]! - target) <= tolerance; k--) first = k;
  return first;
}

/** Index, with its fraction by linear interpolation, at which the values first cross `level` from `from` on; -1 for never. */
export function crossing(values: Float64Array, level: number, { from = 0 }: { from?: number } = {}): number {
  for (let k = from; k + 1 < values.length; k++) {
    const before = values[k]! - level;
    const after = values[k + 1]! - level;
    if (before === 0) return k;
    if (before * after <= 0) return k + before / (before - after);
  }
  return -1;
}

/** Number of sign changes, values within ±`deadband` left out. */
export function signChanges(values: Float64Array, { deadband = 0 }: { deadband?: number } = {}): number {
  let last = 0;
  let changes = 0;
  for (const value of values) {
    if (!(Math.abs(value) > deadband)) continue;
    const sign = Math.sign(value);
    if (last !== 0 && sign !== last) changes++;
    last = sign;
  }
  return changes;
}

/**
 * Indices of the interior extremes that stand out by more than `prominence` on both sides, in order.
 *
 * An extreme counts once the values have come back from it by more than `prominence`.
 */
export function turningPoints(values: Float64Array, { prominence }: { prominence: number }): number[] {
  const turns: number[] = [];
  let low = 0;
  let high = 0;
  let direction = 0;
  for (let k = 1; k < values.length; k++) {
    if (values[k]! > values[high]!) high = k;
    if (values[k]! < values[low]!) low = k;
    if (direction >= 0 && values[high]! - values[k]! > prominence) {
      if (direction > 0) turns.push(high);
      direction = -1;
      low = k;
      high = k;
    } else if (direction <= 0 && values[k]! - values[low]! > prominence) {
      if (direction < 0) turns.push(low);
      direction = 1;
      low = k;
      high = k;
    }
  }
  return turns;
}

/** Least squares line through (x_k, y_k); NaN for fewer than two points. */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): LineFit {
  const count = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let k = 0; k < count; k++) {
    meanX += x[k]! / count;
    meanY += y[k]! / count;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let k = 0; k < count; k++) {
    xx += (x[k]! - meanX) ** 2;
    xy += (x[k]! - meanX) * (y[k]! - meanY);
    yy += (y[k]! - meanY) ** 2;
  }
  const slope = count < 2 ? Number.NaN : xy / xx;
  return { slope, intercept: meanY - slope * meanX, r2: yy === 0 ? 1 : (xy * xy) / (xx * yy) };
}
