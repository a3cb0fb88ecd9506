import { createDenseSampler } from "./dense.js";
import type { Trajectory } from "./trajectory.js";

/**
 * The velocity θ′ along a trajectory, row-major `times.length × dimension`.
 *
 * What the trajectory holds itself (models with inertia), else the derivative of its dense output, else, of an algorithm,
 * the slope to the next row, `(θ_{k+1} − θ_k)/(t_{k+1} − t_k)`; the last row of that is NaN, as no step has left it.
 *
 * @see Trajectory for the rows.
 * @example
 * const trajectory = run(quadraticObjective(), gdOptimizer({ lr: 0.5 }), { theta0: [0], steps: 2 });
 * velocityAlong(trajectory)[0]; // 8
 */
export function velocityAlong({ times, dimension, theta, velocity, dense }: Trajectory): Float64Array {
  if (velocity !== undefined) return velocity;
  const out = new Float64Array(times.length * dimension);
  if (dense === undefined || dense.breaks.length < 2) {
    for (let k = 0; k < times.length; k++) {
      const elapsed = k + 1 < times.length ? times[k + 1]! - times[k]! : Number.NaN;
      for (let i = 0; i < dimension; i++) {
        out[k * dimension + i] = (theta[(k + 1) * dimension + i]! - theta[k * dimension + i]!) / elapsed;
      }
    }
    return out;
  }
  const sampler = createDenseSampler(dense);
  const slope = new Float64Array(dense.stateSize);
  for (let k = 0; k < times.length; k++) {
    sampler.derivative(times[k]!, slope);
    // θ comes first in every state
    for (let i = 0; i < dimension; i++) out[k * dimension + i] = slope[i]!;
  }
  return out;
}
