import { factorCholesky, solveCholesky } from "../../numeric/index.js";
import type { Region } from "./climb.js";
import type { Probe } from "./probe.js";
import type { Sample } from "./samples.js";
import { addScaled, along, distance, dot, norm } from "./vectors.js";

const MOST_POINTS = 60;
/** About how much f − limit grows from one point to the next, and the most by which the distance does. */
const GROWTH = 5;
const LONGEST = 1.5;

/** Options of {@link followFloor}. */
export interface FloorOptions {
  readonly minimiser: Float64Array;
  /** Unit vector, along the valley at the minimiser. */
  readonly direction: Float64Array;
  /** Distance of the first point along that direction, > 0. */
  readonly first: number;
  /** The value of f at the minimiser, and the smallest height above it that is not lost in rounding. */
  readonly limit: number;
  readonly resolution: number;
  readonly region: Region;
}

/**
 * Samples on the floor of a valley, from a minimiser outwards as far as the region goes: the lowest points across the
 * direction, by Newton's method from a parabola through the one before. There gradients are small beside f.
 */
export function followFloor(
  probe: Probe,
  { minimiser, direction, first, limit, resolution, region }: FloorOptions,
): Sample[] {
  const gradient = new Float64Array(probe.dimension);
  const samples: Sample[] = [];
  let [t, aside] = [first, new Float64Array(probe.dimension)];
  let growth = 1;
  for (let [k, failures] = [0, 0]; k < MOST_POINTS && failures < 5; k++) {
    const theta = along(along(minimiser, direction, growth * t), aside, growth ** 2);
    descendAcross(probe, theta, direction);
    const value = probe.evaluate(theta, gradient);
    const height = value - limit;
    const elasticity = (growth * t * dot(gradient, direction)) / height;
    // behind a ridge lies another valley
    const isInside = value <= region.level && distance(theta, minimiser) <= region.radius && elasticity > 0;
    if (!isInside) {
      growth = Math.sqrt(growth);
      failures++;
      continue;
    }
    if (height > resolution) samples.push({ theta, value, steepness: norm(gradient) });
    t *= growth;
    aside = theta.map((x, i) => x - minimiser[i]! - t * direction[i]!);
    growth = failures > 0 ? growth : Math.min(GROWTH ** (1 / elasticity), LONGEST);
  }
  return samples;
}

/** A few steps of Newton's method across a direction, as long as they go down. */
function descendAcross(probe: Probe, theta: Float64Array, direction: Float64Array): void {
  const d = probe.dimension;
  const matrix = new Float64Array(d * d);
  const step = new Float64Array(d);
  for (let round = 0; round < 4; round++) {
    const value = probe.evaluate(theta, step);
    if (!(value < Infinity && probe.hessian(theta, matrix))) return;
    // so stiff along the direction that the step goes across it
    const stiffness = 1e6 * matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    const slope = dot(step, direction);
    for (let i = 0; i < d; i++) {
      step[i] = slope * direction[i]! - step[i]!;
      for (let j = 0; j < d; j++) matrix[i * d + j]! += stiffness * direction[i]! * direction[j]!;
    }
    const factor = factorCholesky(matrix, d);
    if (!factor) return;
    solveCholesky(factor, step);
    if (!(probe.value(along(theta, step, 1)) < value)) return;
    addScaled(theta, 1, step);
  }
}
