import type { Probe } from "./probe.js";
import type { Sample } from "./samples.js";
import { along, dot, norm } from "./vectors.js";

const MOST_POINTS = 200;

/** Options of {@link approach}. */
export interface ApproachOptions {
  readonly minimiser: Float64Array;
  /** Unit vector. */
  readonly direction: Float64Array;
  /** Distance from the minimiser of the first point, > 0. */
  readonly reach: number;
  /** The value of f towards which the points go. */
  readonly limit: number;
  /** Smallest f − limit that is not lost in rounding. */
  readonly resolution: number;
  /** About how much of f − limit is left from one point to the next, in (0, 1). */
  readonly factor: number;
}

/**
 * Samples that approach a minimiser in one direction, spread evenly in ln(f − limit) until that is no longer resolved.
 *
 * If f − limit is like tᵏ, k is the elasticity `t (f − limit)'/(f − limit)`: it says how far the next point is.
 */
export function approach(probe: Probe, options: ApproachOptions): Sample[] {
  const { minimiser, direction, limit, resolution, factor } = options;
  const gradient = new Float64Array(probe.dimension);
  const samples: Sample[] = [];
  let t = options.reach;
  for (let round = 0; round < MOST_POINTS && t > 0; round++) {
    const theta = along(minimiser, direction, t);
    const value = probe.evaluate(theta, gradient);
    const gap = value - limit;
    if (!(gap > resolution)) break;
    if (value < Infinity) samples.push({ theta, value, steepness: norm(gradient) });
    const elasticity = (t * dot(gradient, direction)) / gap;
    t *= elasticity > 0.5 && elasticity < Infinity ? factor ** (1 / elasticity) : factor;
  }
  return samples;
}
