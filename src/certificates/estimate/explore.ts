import { createRandom, type Random } from "../../numeric/index.js";
import { DENSE } from "./extreme-curvatures.js";
import type { Probe } from "./probe.js";
import { spread } from "./spread.js";
import { along, coordinate, distance, randomDirection } from "./vectors.js";
import { type Ray, walkRay } from "./walk-ray.js";

/** Farther than so many times the scale is no neighbourhood, whether or not f is still below its level. */
export const FARTHEST = 10;

/** A sublevel set as rays have found it. */
export interface Exploration {
  readonly rays: readonly Ray[];
  /** Those of the rays that start at the minimiser. */
  readonly fromMinimiser: readonly Ray[];
  /** Points inside, on the rays. */
  readonly points: readonly Float64Array[];
  /** The farthest exit from the minimiser; Infinity where a ray does not leave. */
  readonly radius: number;
}

/** Options of {@link explore}. */
export interface ExploreOptions {
  readonly minimiser: Float64Array;
  /** Points inside the set from which rays start, the minimiser apart. */
  readonly origins: readonly Float64Array[];
  /** Directions from the minimiser in which to look besides coordinates and random ones. */
  readonly directions: readonly Float64Array[];
  readonly level: number;
  readonly scale: number;
  readonly seed: number;
}

interface Effort {
  /** Coordinates and random lines looked at from the minimiser. */
  readonly coordinates: number;
  readonly lines: number;
  /** Points of the trajectory from which a coordinate and a random line start. */
  readonly origins: number;
  /** Chords of a walk that takes each from a random point of the one before. */
  readonly chords: number;
  /** Points on a ray. */
  readonly fractions: number;
}

function effortFor(d: number): Effort {
  if (d === 1) return { coordinates: 1, lines: 0, origins: 3, chords: 0, fractions: 32 };
  if (d <= DENSE) return { coordinates: Math.min(d, 10), lines: 6, origins: 6, chords: 10, fractions: 6 };
  return { coordinates: 1, lines: 2, origins: 1, chords: 0, fractions: 3 };
}

/**
 * Explores the part of `{f ≤ level}` about a minimiser and a trajectory: along rays in coordinate and pseudo-random
 * directions, and in two dimensions or more by a walk from chord to chord, which also finds what no ray from the
 * minimiser reaches.
 *
 * @see R. L. Smith, "Efficient Monte Carlo procedures for generating points uniformly distributed over bounded regions",
 *   Operations Research 32 (1984), for the walk.
 */
export function explore(probe: Probe, options: ExploreOptions): Exploration {
  const { minimiser, origins, directions, level, scale, seed } = options;
  const d = probe.dimension;
  const effort = effortFor(d);
  const random = createRandom(seed, 3);
  const lineFrom = (origin: Float64Array, direction: Float64Array): [Ray, Ray] => [
    walkRay(probe, { origin, direction, level, scale }),
    walkRay(probe, { origin, direction: direction.map((x) => -x), level, scale }),
  ];
  const aims = [
    ...Array.from({ length: effort.coordinates }, (_, i) => coordinate(d, Math.floor((i * d) / effort.coordinates))),
    ...Array.from({ length: effort.lines }, () => randomDirection(d, random)),
    ...directions,
  ];
  const fromMinimiser = aims.flatMap((direction) => lineFrom(minimiser, direction));
  const beside = spread(origins, effort.origins).flatMap((origin, i) => [
    ...lineFrom(origin, coordinate(d, i % d)),
    ...(d > 1 ? lineFrom(origin, randomDirection(d, random)) : []),
  ]);
  const walk: Ray[] = [];
  for (let [chord, origin] = [0, minimiser]; chord < effort.chords; chord++) {
    const line = lineFrom(origin, randomDirection(d, random));
    walk.push(...line);
    origin = pickOnChord(line, scale, random);
  }
  const rays = [...fromMinimiser, ...beside, ...walk];
  return {
    rays,
    fromMinimiser,
    points: rays.flatMap((ray) => pointsOn(ray, scale, effort.fractions)),
    radius: Math.max(0, ...rays.map((ray) => exitDistance(ray, minimiser))),
  };
}

const exitDistance = ({ origin, direction, exit }: Ray, from: Float64Array): number =>
  exit < Infinity ? distance(along(origin, direction, exit), from) : Infinity;

/** How far along a ray points are taken. */
export const reachOf = ({ exit }: Ray, scale: number): number => Math.min(exit, FARTHEST * scale);

function pointsOn(ray: Ray, scale: number, fractions: number): Float64Array[] {
  const reach = reachOf(ray, scale);
  if (reach === 0) return [];
  return Array.from({ length: fractions }, (_, i) => along(ray.origin, ray.direction, ((i + 1) / fractions) * reach));
}

function pickOnChord([ahead, back]: readonly [Ray, Ray], scale: number, random: Random): Float64Array {
  const from = -reachOf(back, scale);
  return along(ahead.origin, ahead.direction, from + random.uniform() * (reachOf(ahead, scale) - from));
}
