/** A Lyapunov functional along a trajectory. */
export interface Functional {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Its derivative in time by the formula, from the equations. */
  readonly derivative: Float64Array;
  /** How far each value may be off; default rounding. */
  readonly resolution?: Float64Array;
}

/** How far the derivative by the formula is from that of the values. */
export interface DerivativeGap {
  /** Largest relative distance where differences resolve it; NaN where they nowhere do. */
  readonly worst: number;
  /** Where that is, unit time. */
  readonly at: number;
}

/** Neighbours on each side of a difference. */
const REACH = 2;
/** Differences whose noise is a larger share of the derivative say nothing. */
const ROUGHEST = 1e-5;

/**
 * Compares the derivative of a functional by its formula with differences of its values, as a check on both.
 *
 * Differences are those of the polynomial through five neighbouring moments. Distances are relative to the largest
 * derivative among the five; moments at which the noise of the values spoils the difference are left out.
 *
 * @example
 * const times = Float64Array.from({ length: 9 }, (_, k) => k / 8);
 * checkDerivative({ times, values: times.map((t) => t * t), derivative: times.map((t) => 2 * t) }).worst < 1e-10; // true
 */
export function checkDerivative({ times, values, derivative, resolution }: Functional): DerivativeGap {
  let [worst, at] = [Number.NaN, Number.NaN];
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const noise = values.map((_, k) => Number.EPSILON * size + (resolution?.[k] ?? 0));
  for (let k = REACH; k + REACH < times.length; k++) {
    const { slope, blur } = difference(times, values, { k, noise });
    let scale = Math.abs(slope);
    for (let j = k - REACH; j <= k + REACH; j++) scale = Math.max(scale, Math.abs(derivative[j]!));
    if (!(blur < ROUGHEST * scale)) continue;
    const gap = Math.abs(slope - derivative[k]!) / scale;
    if (!(gap <= worst)) [worst, at] = [gap, times[k]!];
  }
  return { worst, at };
}

/** The derivative at t_k of the polynomial through t_{k−2} … t_{k+2}, and the noise in it. */
function difference(
  times: Float64Array,
  values: Float64Array,
  { k, noise }: { readonly k: number; readonly noise: Float64Array },
): { slope: number; blur: number } {
  let [slope, blur] = [0, 0];
  for (let j = k - REACH; j <= k + REACH; j++) {
    if (j === k) continue;
    let weight = 1 / (times[j]! - times[k]!);
    for (let i = k - REACH; i <= k + REACH; i++) {
      if (i !== j && i !== k) weight *= (times[k]! - times[i]!) / (times[j]! - times[i]!);
    }
    slope += weight * (values[j]! - values[k]!);
    blur += Math.abs(weight) * (noise[j]! + noise[k]!);
  }
  return { slope, blur };
}
