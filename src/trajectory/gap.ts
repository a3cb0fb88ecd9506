import { matchTimes, timeTolerance } from "./match-times.js";
import type { Trajectory } from "./trajectory.js";

/** How far two runs are apart, time by time. */
export interface Gap {
  /** The times that both have, as the first has them. */
  readonly times: Float64Array;
  /** Their rows in the first trajectory. */
  readonly rows: Uint32Array;
  /** `max_i |θ_i − other θ_i|` at these times. */
  readonly gap: Float64Array;
}

/**
 * The distance of two trajectories along the times that they have in common, as `compareTrajectories` measures it.
 *
 * Nothing is interpolated; two times match if they are no further apart than 1e-9 of the mean spacing of the first.
 *
 * @throws {RangeError} if the dimensions differ.
 * @example
 * const lr = 0.1;
 * const algorithm = run(quadraticObjective(), adamOptimizer({ lr }), { theta0: [1], steps: 3 });
 * const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr });
 * gapAlong(algorithm, solve(model, { initial: [1], until: 3 * lr, times: algorithm.times })).gap[0]; // 0
 */
export function gapAlong(first: Trajectory, second: Trajectory): Gap {
  const { dimension } = first;
  if (dimension !== second.dimension) {
    throw new RangeError(
      `Cannot compare trajectories as the second dimension must be ${dimension}: current value is ${second.dimension}`,
    );
  }
  const pairs = matchTimes(first.times, second.times, timeTolerance(first.times));
  const gap = new Float64Array(pairs.length);
  for (const [k, [i, j]] of pairs.entries()) {
    for (let c = 0; c < dimension; c++) {
      const apart = Math.abs(first.theta[i * dimension + c]! - second.theta[j * dimension + c]!);
      // a difference that is not a number stays
      if (!(apart <= gap[k]!)) gap[k] = apart;
    }
  }
  return {
    times: Float64Array.from(pairs, ([i]) => first.times[i]!),
    rows: Uint32Array.from(pairs, ([i]) => i),
    gap,
  };
}
