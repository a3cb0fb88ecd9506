import type { Direction } from "./newton-direction.js";
import type { Probe } from "./probe.js";
import { addScaled, dot } from "./vectors.js";

const MEMORY = 20;

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverse: number;
}

/**
 * The direction of the limited-memory BFGS method; the first is the steepest descent with the length at which its
 * quadratic model is smallest.
 *
 * @see J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd ed., algorithm 7.4.
 */
export function quasiNewtonDirection(probe: Probe): Direction {
  const d = probe.dimension;
  const pairs: Pair[] = [];
  let previous: { readonly theta: Float64Array; readonly gradient: Float64Array } | null = null;
  return (theta, gradient, out) => {
    if (previous) remember(pairs, { theta, gradient }, previous);
    previous = { theta: theta.slice(), gradient: gradient.slice() };
    for (let i = 0; i < d; i++) out[i] = -gradient[i]!;
    const newest = pairs.at(-1);
    if (!newest) return scaleByCurvature(probe, theta, out);
    const weights: number[] = [];
    for (let j = pairs.length - 1; j >= 0; j--) {
      const { step, change, inverse } = pairs[j]!;
      weights[j] = inverse * dot(step, out);
      addScaled(out, -weights[j]!, change);
    }
    const scale = 1 / (newest.inverse * dot(newest.change, newest.change));
    for (let i = 0; i < d; i++) out[i]! *= scale;
    pairs.forEach(({ step, change, inverse }, j) => {
      addScaled(out, weights[j]! - inverse * dot(change, out), step);
    });
  };
}

type Point = { readonly theta: Float64Array; readonly gradient: Float64Array };

/** Keeps the last step if the curvature along it was positive, as the method needs. */
function remember(pairs: Pair[], now: Point, before: Point): void {
  const step = now.theta.map((x, i) => x - before.theta[i]!);
  const change = now.gradient.map((x, i) => x - before.gradient[i]!);
  const product = dot(step, change);
  if (!(product > Number.EPSILON * dot(change, change) * 1e-4 && product > 0)) return;
  pairs.push({ step, change, inverse: 1 / product });
  if (pairs.length > MEMORY) pairs.shift();
}

function scaleByCurvature(probe: Probe, theta: Float64Array, direction: Float64Array): void {
  const product = new Float64Array(direction.length);
  probe.productAt(theta)(direction, product);
  const length = dot(direction, direction) / dot(direction, product);
  if (!(length > 0 && length < Infinity)) return;
  for (let i = 0; i < direction.length; i++) direction[i]! *= length;
}
