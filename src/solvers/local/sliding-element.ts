import { supNorm } from "../../numeric/index.js";
import type { SlidingGradient } from "./sliding-gradient.js";
import { createPoint, type PathPoint, type SlidingMode, type SlidingPath } from "./sliding-path.js";
import type { SlidingRule } from "./sliding-rule.js";

/** A stretch of a mode on which everything is held by its values at the nodes of a rule, row-major nodes × n. */
export interface SlidingElement {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  /** n. */
  readonly dimension: number;
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly velocity: Float64Array;
}

/** Where an element starts and how long it is to be. */
export interface ElementOptions {
  readonly field: SlidingGradient;
  readonly mode: SlidingMode;
  readonly path: SlidingPath;
  readonly rule: SlidingRule;
  readonly start: number;
  readonly end: number;
  /** x at the start. */
  readonly first: PathPoint;
}

/** Solves at the nodes of an element, from left to right; says what went wrong where that fails. */
export function sampleElement(options: ElementOptions): SlidingElement | "not finite" | "not solved" {
  const { field, mode, path, rule, start, end, first } = options;
  const n = field.size;
  const count = rule.nodes.length;
  const x = new Float64Array(count * n);
  const [gradient, velocity] = [x.slice(), x.slice()];
  const point = createPoint(n);
  for (const key of ["x", "gradient", "velocity"] as const) point[key].set(first[key]);
  let before = start;
  for (let k = 0; k < count; k++) {
    const t = k === count - 1 ? end : start + rule.nodes[k]! * (end - start);
    if (k > 0) {
      for (const i of mode.sliding) point.x[i]! += point.velocity[i]! * (t - before);
      const outcome = path.place(t, point);
      if (outcome !== "placed") return outcome;
      if (!path.speeds(point)) return "not finite";
    }
    x.set(point.x, k * n);
    gradient.set(point.gradient, k * n);
    velocity.set(point.velocity, k * n);
    before = t;
  }
  return { start, end, length: end - start, dimension: n, x, gradient, velocity };
}

/** Shares of an element, at no node, where it is compared with the solution. */
const CHECKED = [0.2871, 0.6137];
/** Speeds are only compared with 1, and what they are is not summed up. */
const SPEED_TOLERANCE = 1e-9;
/** Rounding of a gradient whose terms cancel, in units of the largest value met. */
const CANCELLATION = 64 * Number.EPSILON;

/** How well an element is resolved. */
export interface Resolution {
  readonly tolerance: number;
  /** Largest |gᵢ| met so far. */
  readonly largest: Float64Array;
}

/** Below which values of gᵢ on an element say nothing. */
export function gradientFloor(
  element: SlidingElement,
  i: number,
  { mode: { noise }, resolution }: { readonly mode: SlidingMode; readonly resolution: Resolution },
): number {
  const { largest, spread } = measure(element, element.gradient, i);
  return Math.max(
    resolution.tolerance * largest,
    noise[i]!,
    CANCELLATION * resolution.largest[i]!,
    spread * momentRounding(element),
  );
}

/** Largest size of component i on an element, and how much it differs there. */
function measure(element: SlidingElement, data: Float64Array, i: number): { largest: number; spread: number } {
  const n = element.dimension;
  let [low, high] = [Infinity, -Infinity];
  for (let m = i; m < data.length; m += n) {
    low = Math.min(low, data[m]!);
    high = Math.max(high, data[m]!);
  }
  return { largest: Math.max(-low, high), spread: high - low };
}

/** What rounding of t and x is as a share of the element: values are not known any better than they differ there by. */
function momentRounding({ end, length, x }: SlidingElement): number {
  return (16 * Number.EPSILON * (end + supNorm(x))) / length;
}

/** Whether polynomials through the nodes are the solution: what moves needs its gradient, what slides its place and speed. */
export function isResolved(element: SlidingElement, options: ElementOptions, resolution: Resolution): boolean {
  const { mode, rule, path, field, first } = options;
  const n = field.size;
  const { tolerance } = resolution;
  const { precision } = field;
  const floors = mode.moving.map((i) => gradientFloor(element, i, { mode, resolution }));
  const rounding = momentRounding(element);
  const bounds = mode.sliding.map(
    (i) => tolerance * (Math.abs(first.x[i]!) + element.length) + rounding * element.length,
  );
  const speedBounds = mode.sliding.map((i) =>
    Math.max(SPEED_TOLERANCE, precision * 10, measure(element, element.velocity, i).spread * rounding),
  );
  if (mode.moving.some((i, m) => !(rule.tail(element.gradient, i, n) <= floors[m]!))) return false;
  if (mode.sliding.some((i, m) => !(rule.tail(element.x, i, n) <= bounds[m]!))) return false;
  if (mode.sliding.some((i, m) => !(rule.tail(element.velocity, i, n) <= speedBounds[m]!))) return false;
  const point = createPoint(n);
  const weights = new Float64Array(rule.nodes.length);
  return CHECKED.every((share) => {
    rule.basis.evaluate(share, weights);
    for (const i of mode.sliding) point.x[i] = interpolate(element.x, i, weights);
    const guess = point.x.slice();
    if (path.place(element.start + share * element.length, point) !== "placed") return false;
    // polynomials at other points than the nodes carry their rounding some times over
    const isNear = (value: number, other: number, bound: number) => Math.abs(value - other) <= 8 * bound;
    return (
      mode.moving.every((i, m) => isNear(interpolate(element.gradient, i, weights), point.gradient[i]!, floors[m]!)) &&
      mode.sliding.every((i, m) => isNear(guess[i]!, point.x[i]!, bounds[m]!))
    );
  });
}

/** Component i of nodes × n values by Lagrange weights. */
export function interpolate(data: Float64Array, i: number, weights: Float64Array): number {
  const n = data.length / weights.length;
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * data[k * n + i]!;
  return sum;
}
