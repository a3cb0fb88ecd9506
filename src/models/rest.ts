import type { Objective } from "../objectives/objective.js";

/**
 * Whether a strict local minimiser lies within `distance·(1 + |θ|)` of θ, judged by one Newton step.
 *
 * The Hessian, by differences of the gradient where the objective has none, must be positive definite (Cholesky), and
 * every component of its Newton step `H⁻¹g` small.
 */
export function isNearMinimiser(objective: Objective, theta: Float64Array, distance: number): boolean {
  const d = objective.dimension;
  const step = new Float64Array(d);
  objective.gradient(theta, step);
  const hessian = new Float64Array(d * d);
  if (objective.hessian) objective.hessian(theta, hessian);
  else differentiate(objective, theta, hessian);
  if (!solvePositiveDefinite(hessian, step)) return false;
  return step.every((value, i) => Math.abs(value) <= distance * (1 + Math.abs(theta[i]!)));
}

function differentiate(objective: Objective, theta: Float64Array, hessian: Float64Array): void {
  const d = objective.dimension;
  const moved = theta.slice();
  const [above, below] = [new Float64Array(d), new Float64Array(d)];
  for (let j = 0; j < d; j++) {
    const width = 1e-5 * (1 + Math.abs(theta[j]!));
    moved[j] = theta[j]! + width;
    objective.gradient(moved, above);
    moved[j] = theta[j]! - width;
    objective.gradient(moved, below);
    moved[j] = theta[j]!;
    for (let i = 0; i < d; i++) hessian[i * d + j] = (above[i]! - below[i]!) / (2 * width);
  }
}

/** Solves by Cholesky in place; false if the matrix is not positive definite beyond rounding. */
function solvePositiveDefinite(A: Float64Array, rhs: Float64Array): boolean {
  const d = rhs.length;
  for (let i = 0; i < d; i++) {
    const diagonal = A[i * d + i]!;
    for (let j = 0; j <= i; j++) {
      let sum = A[i * d + j]!;
      for (let k = 0; k < j; k++) sum -= A[i * d + k]! * A[j * d + k]!;
      if (i !== j) A[i * d + j] = sum / A[j * d + j]!;
      else if (!(sum > 1e-12 * diagonal && diagonal > 0)) return false;
      else A[i * d + i] = Math.sqrt(sum);
    }
  }
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) rhs[i]! -= A[i * d + k]! * rhs[k]!;
    rhs[i]! /= A[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) rhs[i]! -= A[k * d + i]! * rhs[k]!;
    rhs[i]! /= A[i * d + i]!;
  }
  return true;
}
