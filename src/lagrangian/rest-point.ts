import { factorLU, solveLU, supNorm, zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import { hessianOf } from "./hessian.js";

/** Newton steps at most; from a point printed to three digits two or three are enough. */
const STEPS = 50;
/** A gradient counts as 0 below this part of what it changes by over a distance 1 + |θ|. */
const VANISHING = 1e-8;

/**
 * A stationary point of f near a given one, by Newton's method on the gradient: a minimiser, saddle or maximiser.
 *
 * @throws {RangeError} if none is found.
 * @example
 * stationaryPoint(doubleWellObjective(), [0.9]); // [1]
 */
export function stationaryPoint(objective: Objective, near: ArrayLike<number>): Float64Array {
  const d = objective.dimension;
  const theta = checkPoint("near", near, d);
  const readHessian = hessianOf(objective);
  const [step, H, pivots] = [zeros(d), zeros(d * d), new Int32Array(d)];
  for (let round = 0; round < STEPS; round++) {
    objective.gradient(theta, step);
    if (supNorm(step) === 0) return theta;
    readHessian(theta, H);
    if (!factorLU(H, pivots)) break;
    solveLU(H, pivots, step);
    for (let i = 0; i < d; i++) theta[i]! -= step[i]!;
    // the step after convergence is rounding
    if (supNorm(step) <= 1e-15 * (1 + supNorm(theta))) break;
  }
  if (!isStationary(objective, theta)) {
    throw new RangeError(`Cannot find a stationary point as near must be close to one: current value is ${near}`);
  }
  return theta;
}

/** Whether the gradient is 0 beside what it changes by over a distance 1 + |θ|. */
export function isStationary(objective: Objective, theta: Float64Array): boolean {
  const d = objective.dimension;
  const [g, H] = [zeros(d), zeros(d * d)];
  objective.gradient(theta, g);
  hessianOf(objective)(theta, H);
  return supNorm(g) <= VANISHING * supNorm(H) * (1 + supNorm(theta));
}

/**
 * Copies a point given by its components.
 *
 * @throws {TypeError} if it has another length than the objective has parameters.
 * @throws {RangeError} if a component is not finite.
 */
export function checkPoint(name: string, point: ArrayLike<number>, dimension: number): Float64Array {
  if (point.length !== dimension) {
    throw new TypeError(
      `Cannot make a path as ${name} must be of length ${dimension}: current value is of length ${point.length}`,
    );
  }
  const copy = Float64Array.from(point);
  const wrong = copy.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new RangeError(`Cannot make a path as ${name}[${wrong}] must be finite: current value is ${copy[wrong]}`);
  }
  return copy;
}

/**
 * Copies θ̄, the point from which an action is measured.
 *
 * @throws {RangeError} if the gradient does not vanish there.
 */
export function checkRestPoint(objective: Objective, restPoint: ArrayLike<number>): Float64Array {
  const point = checkPoint("restPoint", restPoint, objective.dimension);
  if (!isStationary(objective, point)) {
    const g = zeros(point.length);
    objective.gradient(point, g);
    throw new RangeError(
      `Cannot make an action as restPoint must be a stationary point of f: current value is ${point}, where the gradient is ${g}`,
    );
  }
  return point;
}
