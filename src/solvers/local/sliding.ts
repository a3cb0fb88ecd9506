import type { Model } from "../../models/index.js";
import { rowOf, supNorm } from "../../numeric/index.js";
import type { TrajectoryStatus } from "../../trajectory/index.js";
import { createDensePieces } from "./dense-pieces.js";
import type { Integrator, LocalRequest, LocalRun } from "./integrator.js";
import type { SlidingElement } from "./sliding-element.js";
import { createSlidingGradient } from "./sliding-gradient.js";
import { createPoint, type PathPoint } from "./sliding-path.js";
import { slidingRule } from "./sliding-rule.js";
import { takeStep } from "./sliding-step.js";
import { settle, turn } from "./sliding-turn.js";

/**
 * The integrator for flows of the sign of a gradient, `θ' ∈ −Sgn(g(θ))`, in the sense of Filippov: from event to event.
 *
 * Between events some coordinates move at speed ±1 and the others are where their components of the gradient vanish, so
 * that nothing is approximated but by the polynomials of the dense output. The tolerance is that of these.
 *
 * @see docs/theory/sliding.md; arXiv 2009.06125, equation 5.
 */
export const slidingIntegrator: Integrator = { name: "sliding", order: null, integrate };

/** Polynomials are resolved at least to this, as events are found on them, and at most to rounding. */
const COARSEST = 1e-9;
const FINEST = 1e-13;
/** Elements until a run that goes on and on is given up. */
const MOST_ELEMENTS = 50_000;
/** Elements of the least length in a row until a gradient counts as too rough. */
const MOST_ROUGH = 100;
/** First elements reach a little beyond where the next coordinate would arrive. */
const BEYOND = 1.25;
/** Elements after one that was resolved at once become longer by this. */
const GROWTH = 2;

function integrate(model: Model, request: LocalRequest): LocalRun {
  const { until } = request;
  const field = createSlidingGradient(model);
  const pieces = createDensePieces(slidingRule().nodes, field.size);
  let [t, accepted, rejected, rough, stalled] = [0, 0, 0, 0, 0];
  let point = createPoint(field.size);
  point.x.set(request.initial);
  const end = (status: TrajectoryStatus, kind?: string): LocalRun => ({
    dense: pieces.build(),
    status,
    ...(kind ? { event: { kind, time: t, size: supNorm(point.x) } } : {}),
    statistics: { accepted, rejected, ...field.count },
  });
  const fail = (reason: "not finite" | "not solved"): LocalRun =>
    reason === "not finite" ? end("diverged", "non-finite gradient") : end("not-converged", "sliding lost");
  if (!field.gradient(point.x, point.gradient)) return fail("not finite");
  const largest = point.gradient.map(Math.abs);
  const resolution = { tolerance: Math.min(COARSEST, Math.max(FINEST, 0.01 * request.tolerance)), largest };
  let now = turn(field, { t, point, last: null });
  if (typeof now === "string") return fail(now);
  let length = BEYOND * now.nextArrival;
  while (t < until && now.mode.moving.length > 0) {
    if (request.isCancelled()) return end("interrupted");
    if (accepted >= MOST_ELEMENTS) return end("not-converged", "too much work");
    const step = takeStep(field, { now, t, until, length, point, resolution });
    if (typeof step === "string") return fail(step);
    rejected += step.rejected;
    length = step.rejected > 0 ? step.length : GROWTH * step.length;
    if (step.element) {
      accepted++;
      t = step.element.end;
      point = lastPoint(step.element, field.size);
      pieces.append(t, step.element.x);
      for (let m = 0; m < largest.length; m++) largest[m] = Math.max(largest[m]!, Math.abs(point.gradient[m]!));
      settle(now, point);
      request.onProgress(t / until);
    }
    // roughness that ends in an event is a jump of the gradient; else it must not go on for ever
    rough = step.isRough && !step.event ? rough + 1 : 0;
    if (rough > MOST_ROUGH) return end("not-converged", "gradient too rough");
    if (!step.event) continue;
    stalled = step.element && step.element.length > 8 * Number.EPSILON * t ? 0 : stalled + 1;
    if (stalled > 4 * field.size + 16) return end("not-converged", "chattering");
    now = turn(field, { t, point, last: { ...now, event: step.event } });
    if (typeof now === "string") return fail(now);
    length = BEYOND * now.nextArrival;
  }
  if (now.mode.moving.length > 0) return end("completed");
  if (t < until) pieces.appendLine(until, point.x, point.x);
  return { ...end("completed", "at rest") };
}

/** The right end of an element. */
function lastPoint({ x, gradient, velocity }: SlidingElement, n: number): PathPoint {
  const last = x.length / n - 1;
  const row = (data: Float64Array) => rowOf(data, last, n).slice();
  return { x: row(x), gradient: row(gradient), velocity: row(velocity) };
}
