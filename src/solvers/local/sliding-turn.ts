import type { SlidingEvent } from "./sliding-events.js";
import type { SlidingGradient } from "./sliding-gradient.js";
import type { PathPoint, SlidingMode } from "./sliding-path.js";
import { slidingVelocity } from "./sliding-velocity.js";

/** A mode that begins, and what is known there. */
export interface SlidingTurn {
  readonly mode: SlidingMode;
  /** Whether coordinate i has left its surface within rounding only. */
  readonly isFresh: Uint8Array;
  /** Time after which the next coordinate would arrive if the gradient went on as it does now; ∞ if none approaches. */
  readonly nextArrival: number;
}

/** Where a run turns: the point, and the mode and the event that have led to it. */
export interface TurnOptions {
  readonly t: number;
  readonly point: PathPoint;
  readonly last: { readonly mode: SlidingMode; readonly isFresh: Uint8Array; readonly event: SlidingEvent } | null;
}

/** Rounding of a gradient component, in units of what the roundings of x and of t make of it. */
const NOISE = 8 * Number.EPSILON;
/** Events at which the whole gradient is this many roundings or less are at a stationary point. */
const STATIONARY = 64;
/** Sliding speeds this near to ±1 leave together. */
const TOGETHER = 1e-10;

/** Finds out what slides and how the rest moves from here on; the point receives the velocity. */
export function turn(field: SlidingGradient, options: TurnOptions): SlidingTurn | "not finite" | "not solved" {
  const n = field.size;
  const { t, point, last } = options;
  const hessian = new Float64Array(n * n);
  if (!field.hessian(point.x, hessian)) return "not finite";
  const noise = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(hessian[i * n + j]!) * (Math.abs(point.x[j]!) + t);
    return NOISE * sum;
  });
  const surface = surfaceOf(options, noise);
  const velocity = point.velocity;
  const held = new Set(last?.event.kind === "returns" ? [last.event.index] : []);
  const sliding = slidingVelocity({ hessian, velocity, surface, held, field });
  if (sliding === null) return "not solved";
  const moving = [...velocity.keys()].filter((i) => !sliding.includes(i));
  const since = new Float64Array(n).fill(t);
  const from = point.x.slice();
  for (const i of last?.mode.moving ?? []) {
    if (last!.mode.velocity[i] !== velocity[i]) continue;
    since[i] = last!.mode.since[i]!;
    from[i] = last!.mode.from[i]!;
  }
  const mode = { velocity: velocity.slice(), sliding, moving, since, from, noise };
  const isFresh = new Uint8Array(n);
  for (const i of moving) isFresh[i] = isNear(mode, point, i) ? 1 : 0;
  return { mode, isFresh, nextArrival: nextArrival(mode, point, hessian) };
}

/** Ends the freshness of what has gone farther from its surface than rounding. */
export function settle({ mode, isFresh }: SlidingTurn, point: PathPoint): void {
  for (const i of mode.moving) if (!isNear(mode, point, i)) isFresh[i] = 0;
}

const isNear = ({ velocity, noise }: SlidingMode, { gradient }: PathPoint, i: number): boolean =>
  -velocity[i]! * gradient[i]! <= 2 * noise[i]!;

/** The coordinates about which there is something to decide; the point receives the speeds of all others. */
function surfaceOf({ point, last }: TurnOptions, noise: Float64Array): number[] {
  const { gradient, velocity } = point;
  const indices = [...gradient.keys()];
  if (last === null) {
    for (const i of indices) velocity[i] = -Math.sign(gradient[i]!);
    return indices.filter((i) => Math.abs(gradient[i]!) <= noise[i]!);
  }
  // where the last surface depends on the others, rounding may keep it from being reached for ever
  if (indices.every((i) => Math.abs(gradient[i]!) <= STATIONARY * noise[i]!)) return indices;
  const { mode, isFresh, event } = last;
  const slides = new Set(mode.sliding);
  const reaches = (i: number) => -mode.velocity[i]! * gradient[i]! <= noise[i]!;
  const arrived = mode.moving.filter(
    (i) => i === event.index || (reaches(i) && !(event.kind === "exits" && isFresh[i])),
  );
  for (const i of mode.moving) velocity[i] = mode.velocity[i]!;
  if (event.kind !== "exits" || arrived.length > 0) return indices.filter((i) => slides.has(i) || arrived.includes(i));
  return mode.sliding.filter((i) => {
    const leaves = i === event.index || Math.abs(velocity[i]!) >= 1 - TOGETHER;
    if (leaves) velocity[i] = Math.sign(velocity[i]!);
    return !leaves;
  });
}

function nextArrival({ moving, velocity, noise }: SlidingMode, { gradient }: PathPoint, hessian: Float64Array): number {
  const n = noise.length;
  let next = Infinity;
  for (const i of moving) {
    let rate = 0;
    for (let j = 0; j < n; j++) rate += hessian[i * n + j]! * velocity[j]!;
    const height = -velocity[i]! * gradient[i]!;
    if (rate * velocity[i]! > 0 && height > noise[i]!) next = Math.min(next, height / (rate * velocity[i]!));
  }
  return next;
}
