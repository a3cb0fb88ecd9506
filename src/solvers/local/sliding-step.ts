import { isResolved, type Resolution, type SlidingElement, sampleElement } from "./sliding-element.js";
import { firstEvent, type SlidingEvent } from "./sliding-events.js";
import type { SlidingGradient } from "./sliding-gradient.js";
import { createSlidingPath, type PathPoint } from "./sliding-path.js";
import { slidingRule } from "./sliding-rule.js";
import type { SlidingTurn } from "./sliding-turn.js";

/** What a step starts from. */
export interface StepOptions {
  readonly now: SlidingTurn;
  readonly t: number;
  readonly until: number;
  /** A first guess at its length; may be infinite. */
  readonly length: number;
  readonly point: PathPoint;
  readonly resolution: Resolution;
}

/** A resolved element up to the first event on it, if there is one. */
export interface Step {
  /** Null where the event is at the start. */
  readonly element: SlidingElement | null;
  /** The length that was resolved, and how many were not. */
  readonly length: number;
  readonly rejected: number;
  /** Whether the element is as short as it can be and yet not resolved. */
  readonly isRough: boolean;
  readonly event: SlidingEvent | null;
}

/** Elements are not made shorter than this many roundings of t and x. */
const SHORTEST = 8 * Number.EPSILON;

/** Finds an element that is resolved, and cuts it at its first event. */
export function takeStep(field: SlidingGradient, options: StepOptions): Step | "not finite" | "not solved" {
  const { now, t, until, point, resolution } = options;
  const path = createSlidingPath(field, now.mode);
  const common = { field, mode: now.mode, path, rule: slidingRule(), start: t, first: point };
  const shortest = SHORTEST * Math.max(t, ...point.x.map(Math.abs)) + Number.MIN_VALUE;
  let length = Math.min(until - t, options.length);
  let rejected = 0;
  for (;;) {
    // at least the next moment that there is
    const end = Math.min(until, Math.max(t + length, t * (1 + 2 * Number.EPSILON)));
    const whole = { ...common, end };
    const element = sampleElement(whole);
    const isFound = typeof element !== "string";
    const isRough = !(isFound && isResolved(element, whole, resolution));
    if (isRough && length > shortest) {
      length /= 2;
      rejected++;
      continue;
    }
    if (!isFound) return element;
    const event = firstEvent(element, { ...whole, resolution, isFresh: now.isFresh });
    if (!event) return { element, length, rejected, isRough, event };
    if (!(event.time > t)) return { element: null, length, rejected, isRough, event };
    const cut = sampleElement({ ...common, end: event.time });
    if (typeof cut === "string") return cut;
    return { element: cut, length, rejected, isRough, event };
  }
}
