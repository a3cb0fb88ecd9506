import {
  type ElementOptions,
  gradientFloor,
  interpolate,
  type Resolution,
  type SlidingElement,
} from "./sliding-element.js";
import { createPoint, type PathPoint } from "./sliding-path.js";
import { findCrossing } from "./sliding-root.js";

/** Something that changes the velocity. */
export interface SlidingEvent {
  readonly time: number;
  readonly index: number;
  /**
   * "arrives": gᵢ has become 0. "exits": a sliding speed has become ±1. "returns": what was thought to leave its surface
   * does not.
   */
  readonly kind: "arrives" | "exits" | "returns";
  readonly point: PathPoint;
}

/** What has to be known beside the element. */
export interface EventOptions extends ElementOptions {
  readonly resolution: Resolution;
  /** Whether coordinate i has left its surface within rounding only. */
  readonly isFresh: Uint8Array;
}

/** A function of one coordinate that is ≥ 0 until its event: −uᵢgᵢ of what moves, 1 ± uᵢ of what slides. */
interface Watch {
  readonly index: number;
  readonly kind: "arrives" | "exits";
  readonly values: Float64Array;
  readonly floor: number;
  read(point: PathPoint): number;
  /** Share of the element where it is known to be below. */
  below: number;
}

/** Speeds of sliding that exceed 1 by less are 1. */
const SPEED_FLOOR = 1e-10;

/**
 * The first event on an element, or null.
 *
 * Polynomials tell which sign changes there are, close pairs included; moments come from the gradient itself. Dips of less
 * than the tolerance are touches, which change nothing.
 */
export function firstEvent(element: SlidingElement, options: EventOptions): SlidingEvent | null {
  const { rule, isFresh, field, path, mode } = options;
  const candidates: Watch[] = [];
  for (const watch of watches(element, options)) {
    const found = rule.firstBelow(watch.values, -watch.floor);
    const node = isFresh[watch.index] && watch.kind === "arrives" ? -1 : watch.values.findIndex((v) => !(v > 0));
    const below = Math.min(found ?? Infinity, watch.kind === "arrives" && node > 0 ? rule.nodes[node]! : Infinity);
    if (below < Infinity) candidates.push({ ...watch, below });
  }
  if (candidates.length === 0) return null;
  candidates.sort((a, b) => a.below - b.below);
  const point = createPoint(field.size);
  const weights = new Float64Array(rule.nodes.length);
  /** Places the point at t; false where that fails, as on the far side of a wall. */
  const place = (t: number, withSpeeds: boolean): boolean => {
    rule.basis.evaluate((t - element.start) / element.length, weights);
    for (const i of mode.sliding) point.x[i] = interpolate(element.x, i, weights);
    return path.place(t, point) === "placed" && (!withSpeeds || path.speeds(point));
  };
  const valueAt = (watch: Watch) => (t: number) =>
    place(t, watch.kind === "exits") ? watch.read(point) : Number.NEGATIVE_INFINITY;
  let [time, which]: [number, Watch | null] = [Infinity, null];
  for (const watch of candidates) {
    const value = valueAt(watch);
    const right = crossed(watch, { time, value, element, nodes: rule.nodes });
    if (right === null) continue;
    const left = startOf(watch, element, { right, value, options });
    if (left === null) return returning(watch, element, options);
    [time, which] = [left < right ? findCrossing(value, { left, right }) : right, watch];
  }
  if (!which || !place(time, true)) return null;
  return { time, index: which.index, kind: which.kind, point };
}

interface Crossed {
  /** Of the first event so far; ∞ if there is none. */
  readonly time: number;
  readonly value: (t: number) => number;
  readonly element: SlidingElement;
  readonly nodes: Float64Array;
}

/**
 * A moment up to `time` at which the watched function itself is not positive; null if there is none. Polynomials that are
 * not resolved, as where a gradient jumps, may be below too early.
 */
function crossed({ below, values }: Watch, { time, value, element, nodes }: Crossed): number | null {
  const at = (share: number) => (share === 1 ? element.end : element.start + share * element.length);
  if (at(below) >= time) return value(time) > 0 ? null : time;
  if (!(value(at(below)) > 0)) return at(below);
  const node = values.findIndex((height, k) => nodes[k]! > below && !(height > 0));
  return node < 0 ? null : Math.min(time, at(nodes[node]!));
}

/** Everything that could end a mode. */
function watches(element: SlidingElement, { mode, field, rule, resolution }: EventOptions): Watch[] {
  const n = field.size;
  const column = (data: Float64Array, map: (value: number) => number, i: number) =>
    Float64Array.from(rule.nodes, (_, k) => map(data[k * n + i]!));
  const arrivals = mode.moving.map((i): Watch => {
    const sign = -mode.velocity[i]!;
    const floor = gradientFloor(element, i, { mode, resolution });
    const values = column(element.gradient, (g) => sign * g, i);
    return { index: i, kind: "arrives", values, floor, below: 1, read: ({ gradient }) => sign * gradient[i]! };
  });
  const floor = Math.max(SPEED_FLOOR, 10 * field.precision);
  const exits = mode.sliding.flatMap((i) =>
    [-1, 1].map((sign): Watch => {
      const values = column(element.velocity, (u) => 1 - sign * u, i);
      return { index: i, kind: "exits", values, floor, below: 1, read: ({ velocity }) => 1 - sign * velocity[i]! };
    }),
  );
  return [...arrivals, ...exits];
}

interface Search {
  readonly right: number;
  readonly value: (t: number) => number;
  readonly options: EventOptions;
}

/** A moment before `right` where the watched function is really positive; null if there is none. */
function startOf(watch: Watch, element: SlidingElement, { right, value, options }: Search): number | null {
  const { rule, isFresh, mode } = options;
  const least = watch.kind === "arrives" ? mode.noise[watch.index]! : 0;
  const isSure = watch.kind === "arrives" ? !isFresh[watch.index] : watch.values[0]! > 0;
  if (isSure) return element.start;
  const weights = new Float64Array(rule.nodes.length);
  const span = (right - element.start) / element.length;
  let [best, share] = [least, -1];
  for (let k = 1; k <= 48; k++) {
    // evenly, and ever nearer to the start
    const candidate = k <= 16 ? (span * k) / 17 : span * 2 ** (12 - k);
    rule.basis.evaluate(candidate, weights);
    const height = interpolate(watch.values, 0, weights);
    if (height > best) [best, share] = [height, candidate];
  }
  const t = element.start + share * element.length;
  return share > 0 && t < right && value(t) > least ? t : null;
}

/** What departs to the wrong side does not depart: a surface is kept, a sliding speed was beyond ±1 from the start. */
function returning(watch: Watch, element: SlidingElement, { first }: EventOptions): SlidingEvent {
  const kind = watch.kind === "arrives" ? "returns" : "exits";
  return { time: element.start, index: watch.index, kind, point: first };
}
