import type { Probe } from "./probe.js";
import { along, dot } from "./vectors.js";

/** A ray that has not left a sublevel set after so many times the scale counts as staying in it. */
const HUGE = 1e6;
const FIRST_STEP = 1 / 64;
const GROWTH = 1.2;

/** A ray in the sublevel set `{f ≤ level}`. */
export interface Ray {
  readonly origin: Float64Array;
  /** Unit vector. */
  readonly direction: Float64Array;
  /** The distance at which the ray leaves; Infinity where it does not. */
  readonly exit: number;
  /** How far f rises before it falls for the first time, as far as steps show; at most `exit`. */
  readonly rise: number;
}

/** Options of {@link walkRay}. */
export interface WalkOptions {
  /** Inside the sublevel set. */
  readonly origin: Float64Array;
  /** Unit vector. */
  readonly direction: Float64Array;
  readonly level: number;
  /** Size of the region in question, > 0. */
  readonly scale: number;
}

interface Station {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * Walks along a ray until it leaves `{f ≤ level}` for the first time.
 *
 * Steps grow from a 64th of the scale. A ridge between two of them shows in slopes, up before it and down behind it, and
 * is then looked at. The exit is found to rounding, and lies inside.
 */
export function walkRay(probe: Probe, { origin, direction, level, scale }: WalkOptions): Ray {
  const gradient = new Float64Array(probe.dimension);
  const station = (t: number): Station => {
    const value = probe.evaluate(along(origin, direction, t), gradient);
    return { t, value, slope: dot(gradient, direction) };
  };
  const value = (t: number) => probe.value(along(origin, direction, t));
  const leave = (inside: Station, outside: number): Ray => {
    const exit = findExit(value, { inside: inside.t, outside, level, scale });
    return { origin, direction, exit, rise: Math.min(rise, exit) };
  };
  let here = station(0);
  let rise = Infinity;
  // on the edge, uphill
  if (here.value >= level && here.slope > 0) return { origin, direction, exit: 0, rise: 0 };
  for (let step = FIRST_STEP * scale; here.t < HUGE * scale; step *= GROWTH) {
    const next = station(here.t + step);
    if (next.value === Infinity && fallsOffTheEdge(station, [here, next])) {
      return { origin, direction, exit: Infinity, rise };
    }
    if (!(next.value <= level)) return leave(here, next.t);
    if (here.slope > 0 && next.slope < 0) {
      const ridge = findRidge(station, [here, next], level);
      if (!(ridge.value <= level)) return leave(here, ridge.t);
      rise = Math.min(rise, ridge.t);
    }
    if (next.slope < 0) rise = Math.min(rise, next.t);
    here = next;
  }
  return { origin, direction, exit: Infinity, rise };
}

/** Whether f still falls where it stops being finite: such a ray leaves the domain and not the sublevel set. */
function fallsOffTheEdge(station: (t: number) => Station, [inside, outside]: [Station, Station]): boolean {
  let [last, lost] = [inside, outside.t];
  for (let round = 0; round < 60; round++) {
    const middle = station(last.t + (lost - last.t) / 2);
    if (middle.value === Infinity) lost = middle.t;
    else last = middle;
  }
  return last.slope < 0;
}

/** The top of the ridge between two stations, or the first point above the level on the way there. */
function findRidge(station: (t: number) => Station, [from, to]: [Station, Station], level: number): Station {
  let [before, behind] = [from, to];
  for (let round = 0; round < 50; round++) {
    const middle = station(before.t + (behind.t - before.t) / 2);
    if (!(middle.value <= level) || !(behind.t - before.t > 1e-12 * behind.t)) return middle;
    if (middle.slope > 0) before = middle;
    else behind = middle;
  }
  return before;
}

/** Between a point inside and one outside: the last point inside, by the Illinois form of regula falsi. */
function findExit(
  value: (t: number) => number,
  { inside, outside, level, scale }: { inside: number; outside: number; level: number; scale: number },
): number {
  let [a, b] = [inside, outside];
  let [below, above] = [value(a) - level, value(b) - level];
  let last = 0;
  for (let round = 0; round < 100 && b - a > Number.EPSILON * (2 * b + scale); round++) {
    const secant = a + ((b - a) * below) / (below - above);
    const t = secant > a && secant < b ? secant : a + (b - a) / 2;
    const excess = value(t) - level;
    // an end that stays for a second time counts half, which draws the next secant over the crossing
    if (excess <= 0) {
      [a, below] = [t, excess];
      if (last < 0) above /= 2;
      last = -1;
    } else {
      [b, above] = [t, excess];
      if (last > 0) below /= 2;
      last = 1;
    }
  }
  return a;
}
