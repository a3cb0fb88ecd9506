import { createRandom } from "../../numeric/index.js";
import type { Probe } from "./probe.js";
import { addScaled, along, coordinate, distance, dot, randomDirection } from "./vectors.js";

/** A climb ends where steps have shrunk to this part of the first. */
const SHORTEST = 1e-4;

/** The part of a sublevel set `{f ≤ level}` that lies within a radius of a point. */
export interface Region {
  readonly level: number;
  /** A value that f takes inside. */
  readonly lowest: number;
  readonly centre: Float64Array;
  readonly radius: number;
}

/** The top of a climb. */
export interface Top {
  readonly theta: Float64Array;
  readonly score: number;
}

/** Options of {@link climb}. */
export interface ClimbOptions {
  readonly start: Float64Array;
  /** What is to become large; −Infinity where it does not exist. */
  readonly score: (theta: Float64Array) => number;
  readonly region: Region;
  /** Length of the first steps, > 0; they grow to eight times that. */
  readonly step: number;
  /** Number of rounds, each along some coordinates and one random direction, both ways. */
  readonly rounds: number;
  readonly seed: number;
}

/**
 * Climbs from a sample to a nearby maximum of a score inside a sublevel set, by a pattern search: steps grow where they
 * lead upwards and shrink by half where none does. A step that leaves the set comes back to its edge by Newton's method
 * on f along its gradient; one that crosses a ridge above the level does not count.
 */
export function climb(probe: Probe, { start, score, region, step, rounds, seed }: ClimbOptions): Top {
  const d = probe.dimension;
  const random = createRandom(seed, 2);
  let at = start;
  let best = score(at);
  let length = step;
  // rounds that led up, or did not, in a row
  let [risen, failed] = [0, 0];
  for (let round = 0; round < rounds && length > SHORTEST * step; round++) {
    const first = (2 * round) % d;
    const directions = d === 1 ? [coordinate(1, 0)] : [coordinate(d, first), coordinate(d, (first + 1) % d)];
    if (d > 1) directions.push(randomDirection(d, random));
    const before = best;
    for (const direction of directions.flatMap((u) => [u, u.map((x) => -x)])) {
      const next = along(at, direction, length);
      const found = pullInside(probe, next, region) ? score(next) : -Infinity;
      if (found > best && isWayNear(probe, [at, next], region)) [at, best] = [next, found];
    }
    [risen, failed] = best > before ? [risen + 1, 0] : [0, failed + 1];
    if (risen >= 2) length = Math.min(2 * length, 8 * step);
    // once all coordinates have failed
    if (failed >= d / 2) [length, failed] = [length / 2, 0];
  }
  return { theta: at, score: best };
}

/** Whether the way from one point to another stays near the region: no ridge lies between them. */
function isWayNear(probe: Probe, [from, to]: readonly [Float64Array, Float64Array], region: Region): boolean {
  const middle = to.map((x, i) => (x + from[i]!) / 2);
  const between = middle.slice();
  return pullInside(probe, between, region) && distance(between, middle) <= distance(from, to) / 4;
}

/** Moves a point to the edge of the sublevel set where it lies outside; returns whether it then lies in the region. */
function pullInside(probe: Probe, theta: Float64Array, { level, lowest, centre, radius }: Region): boolean {
  if (!(distance(theta, centre) <= radius)) return false;
  if (probe.value(theta) <= level) return true;
  const gradient = new Float64Array(theta.length);
  // slightly inside, as Newton's method comes from outside
  const aim = level - 1e-9 * (level - lowest);
  for (let round = 0; round < 8; round++) {
    const value = probe.evaluate(theta, gradient);
    if (value <= level) return true;
    const share = (value - aim) / dot(gradient, gradient);
    if (!(share < Infinity)) return false;
    addScaled(theta, -share, gradient);
  }
  return false;
}
