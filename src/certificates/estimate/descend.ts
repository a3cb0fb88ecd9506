import { DENSE } from "./extreme-curvatures.js";
import { type Direction, newtonDirection } from "./newton-direction.js";
import type { Probe } from "./probe.js";
import { quasiNewtonDirection } from "./quasi-newton-direction.js";
import { along, distance, dot, norm } from "./vectors.js";

const MAXIMUM_STEPS = 120;
/** Between 40 and this many parameters a few steps of Newton's method follow the others where these have not sufficed. */
const LARGEST_NEWTON = 200;
const LAST_STEPS = 12;
const SHORTEST = 2 ** -50;
/** A decrease that does not matter, beside the size of f. */
const SETTLED = 1e-13;
/** A descent that goes so many times as far as the trajectory has runs away. */
const RUNAWAY = 1e6;
/** So many times the size of its start is not yet away. */
const FAR = 1e3;
/** A gradient that is this share of the first is 0. */
const SOLVED = 1e-12;
/** Armijo's constant: the share of the decrease that the slope promises which has to come. */
const SUFFICIENT = 1e-4;

/** Where a descent led. */
export interface Descent {
  readonly theta: Float64Array;
  readonly value: number;
  /** Whether no step led any further down, or the last ten by nothing that matters. */
  readonly isAtRest: boolean;
}

interface Point {
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** Options of {@link descend}. */
export interface DescendOptions {
  /** Where f is finite. */
  readonly start: Float64Array;
  /** Size of the trajectory, > 0. */
  readonly extent: number;
  /** Size of f on it, ≥ 0. */
  readonly size: number;
}

/**
 * Descends to a local minimiser, in its own valley: by Newton's method with a line search, above 40 parameters by the
 * limited-memory BFGS method; some 120 steps at most, and not endlessly far.
 */
export function descend(probe: Probe, options: DescendOptions): Descent {
  const d = probe.dimension;
  if (d <= DENSE) return follow(probe, { ...options, choose: newtonDirection(probe), steps: MAXIMUM_STEPS });
  const first = follow(probe, { ...options, choose: quasiNewtonDirection(probe), steps: MAXIMUM_STEPS });
  if (first.isAtRest || d > LARGEST_NEWTON) return first;
  return follow(probe, { ...options, start: first.theta, choose: newtonDirection(probe), steps: LAST_STEPS });
}

interface Method extends DescendOptions {
  readonly choose: Direction;
  readonly steps: number;
}

function follow(probe: Probe, { start, choose, steps, extent, size }: Method): Descent {
  const gradient = new Float64Array(probe.dimension);
  let at: Point = { theta: start.slice(), gradient, value: probe.evaluate(start, gradient) };
  const direction = new Float64Array(probe.dimension);
  const values: number[] = [];
  const steepness = norm(gradient);
  const farthest = Math.max(RUNAWAY * extent, FAR * (1 + norm(start)));
  for (let step = 0; step < steps; step++) {
    choose(at.theta, at.gradient, direction);
    const steepest = at.gradient.map((x) => -x);
    const next = search(probe, at, direction) ?? search(probe, at, steepest);
    if (!next) return { theta: at.theta, value: at.value, isAtRest: true };
    values.push(at.value);
    at = next;
    // one step of Newton's method may lead far, and be right
    const isSolved = norm(at.gradient) <= SOLVED * steepness;
    if (!isSolved && !(distance(start, at.theta) <= farthest)) {
      return { theta: at.theta, value: at.value, isAtRest: false };
    }
  }
  const isAtRest = values.at(-10)! - at.value <= SETTLED * size;
  return { theta: at.theta, value: at.value, isAtRest };
}

/** The first of the steps 1, ½, ¼ … that goes down far enough without crossing a ridge; null if there is none. */
function search(probe: Probe, at: Point, direction: Float64Array): Point | null {
  const slope = dot(at.gradient, direction);
  if (!(slope < 0)) return null;
  const rounding = 4 * Number.EPSILON * Math.abs(at.value);
  for (let t = 1; t >= SHORTEST; t /= 2) {
    const theta = along(at.theta, direction, t);
    const gradient = new Float64Array(theta.length);
    const value = probe.evaluate(theta, gradient);
    const isLower = value < at.value - rounding && value <= at.value + SUFFICIENT * t * slope;
    if (isLower && staysBelow(probe, at, { direction, t })) return { theta, gradient, value };
    // where values no longer differ, gradients still do
    const isLevel = Math.abs(value - at.value) <= rounding;
    if (isLevel && norm(gradient) <= 0.5 * norm(at.gradient)) return { theta, gradient, value };
    if (isLevel && t < 1e-3) return null;
  }
  return null;
}

function staysBelow(probe: Probe, { theta, value }: Point, step: { direction: Float64Array; t: number }): boolean {
  const shares = theta.length > DENSE ? [0.5] : [0.25, 0.5, 0.75];
  return shares.every((share) => probe.value(along(theta, step.direction, share * step.t)) <= value);
}
