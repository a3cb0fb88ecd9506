import { createRandom } from "../numeric/index.js";
import { checkDomain } from "./check-domain.js";
import { checkField, isWhole } from "./check-field.js";
import { drawDirection } from "./draw-direction.js";
import { streams } from "./streams.js";
import type { Domain } from "./task.js";

/** How many points are drawn, and from which random numbers. */
export interface PointOptions {
  /** Whole number ≥ 0. */
  readonly count: number;
  /** Whole number from 0 to 2⁵³ − 1. */
  readonly seed: number;
  /** Stream of that seed; default: one of its own for the interior and one for the boundary. */
  readonly stream?: number;
}

/**
 * Points drawn uniformly from the inside of a domain: `count × dimension` numbers, a row for each point.
 *
 * In a ball the direction is that of a normal vector and the distance from the centre `radius·u^(1/dimension)` with u uniform.
 *
 * @throws {RangeError} if the domain is none, or `count` or `seed` out of its range.
 * @example
 * sampleInterior({ kind: "ball", center: [0, 0, 0], radius: 2 }, { count: 10, seed: 1 }).length; // 30
 */
export function sampleInterior(domain: Domain, { count, seed, stream = streams.interior }: PointOptions): Float64Array {
  const dimension = checkDomain(domain);
  checkCount(count);
  const random = createRandom(seed, stream);
  const points = new Float64Array(count * dimension);
  for (let start = 0; start < points.length; start += dimension) {
    const point = points.subarray(start, start + dimension);
    if (domain.kind === "ball") {
      drawDirection(random, point);
      const distance = domain.radius * random.uniform() ** (1 / dimension);
      for (let k = 0; k < dimension; k++) point[k] = domain.center[k]! + distance * point[k]!;
    } else {
      for (let k = 0; k < dimension; k++) {
        const share = random.uniform();
        point[k] = (1 - share) * domain.lower[k]! + share * domain.upper[k]!;
      }
    }
  }
  return points;
}

/** @throws {RangeError} unless `count` is a number of points. */
export function checkCount(count: number): void {
  const checked = { action: "sample the domain", field: "count", must: "a whole number ≥ 0", value: count };
  checkField(isWhole(count, 0), checked);
}
