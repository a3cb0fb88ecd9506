import type { Trajectory } from "./trajectory.js";

/**
 * The rows `indices` of a trajectory, in that order, duplicates allowed; everything else is kept.
 *
 * @throws {RangeError} if an index is not a row of the trajectory.
 * @example
 * const trajectory = run(quadraticObjective(), gdOptimizer({ lr: 0.5 }), { theta0: [0], steps: 2 });
 * selectRows(trajectory, [2, 0]).times; // [1, 0]
 */
export function selectRows(trajectory: Trajectory, indices: ArrayLike<number>): Trajectory {
  const rows = trajectory.times.length;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (!(Number.isInteger(index) && index >= 0 && index < rows)) {
      throw new RangeError(
        `Cannot select rows as an index must be an integer in [0, ${rows}): current value is ${index}`,
      );
    }
  }
  const select = (data: Float64Array): Float64Array => {
    const size = rows === 0 ? 0 : data.length / rows;
    const out = new Float64Array(indices.length * size);
    for (let i = 0; i < indices.length; i++) {
      const from = indices[i]! * size;
      for (let c = 0; c < size; c++) out[i * size + c] = data[from + c]!;
    }
    return out;
  };
  return {
    ...trajectory,
    times: select(trajectory.times),
    theta: select(trajectory.theta),
    loss: select(trajectory.loss),
    ...(trajectory.logLoss && { logLoss: select(trajectory.logLoss) }),
    ...(trajectory.velocity && { velocity: select(trajectory.velocity) }),
    ...(trajectory.acceleration && { acceleration: select(trajectory.acceleration) }),
    ...(trajectory.m && { m: select(trajectory.m) }),
    ...(trajectory.v && { v: select(trajectory.v) }),
  };
}
