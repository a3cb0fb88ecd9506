import { matchTimes, type RowPair, timeTolerance as toleranceOf } from "./match-times.js";
import type { Trajectory } from "./trajectory.js";

/** How far two runs are apart: the largest difference over all matching times, and the one at the last of them. */
export interface Difference {
  readonly sup: number;
  readonly final: number;
}

/** Differences of two trajectories; a moment that one of them does not have is null. */
export interface TrajectoryDifference {
  /** Number of matching times. */
  readonly matches: number;
  /** The last matching time. */
  readonly until: number;
  readonly theta: Difference;
  readonly m: Difference | null;
  readonly v: Difference | null;
  readonly loss: Difference;
}

/** Options of {@link compareTrajectories}. */
export interface CompareTrajectoriesOptions {
  /** Two times match if they are no further apart; unit time, ≥ 0. Default: 1e-9 of the mean spacing of the first. */
  readonly timeTolerance?: number;
}

/**
 * Differences of θ, m, v and the loss between two trajectories, at the times they have in common.
 *
 * `sup = max_k max_i |a_i(t_k) − b_i(t_k)|`, `final = max_i |a_i(t_K) − b_i(t_K)|`. Nothing is interpolated: to compare
 * at other times, let the continuous road report there. A difference that is not a number makes both figures NaN.
 *
 * @throws {RangeError} if the dimensions differ, no time matches, or `timeTolerance` is not a finite number ≥ 0.
 * @example
 * const one = { times: Float64Array.of(0, 1), dimension: 1, theta: Float64Array.of(1, 2), loss: Float64Array.of(0, 0),
 *   status: "completed", solver: { name: "x", order: null, nodes: 1, sweeps: null, residual: null, errorEstimate: null } };
 * compareTrajectories(one, { ...one, theta: Float64Array.of(1, 2.5) }).theta; // { sup: 0.5, final: 0.5 }
 */
export function compareTrajectories(
  first: Trajectory,
  second: Trajectory,
  options: CompareTrajectoriesOptions = {},
): TrajectoryDifference {
  if (first.dimension !== second.dimension) {
    throw new RangeError(
      `Cannot compare trajectories as the second dimension must be ${first.dimension}: current value is ${second.dimension}`,
    );
  }
  const timeTolerance = options.timeTolerance ?? toleranceOf(first.times);
  if (!(timeTolerance >= 0 && timeTolerance < Infinity)) {
    throw new RangeError(
      `Cannot compare trajectories as timeTolerance must be a finite number >= 0: current value is ${timeTolerance}`,
    );
  }
  const pairs = matchTimes(first.times, second.times, timeTolerance);
  if (pairs.length === 0) {
    throw new RangeError(
      `Cannot compare trajectories as their times must have a value in common: current value is ${describeTimes(first.times)} and ${describeTimes(second.times)}`,
    );
  }
  const moment = (a: Float64Array | undefined, b: Float64Array | undefined): Difference | null =>
    a === undefined || b === undefined
      ? null
      : difference(a, b, { pairs, size: rowSize(a, b, [first.times.length, second.times.length]) });
  return {
    matches: pairs.length,
    until: first.times[pairs.at(-1)![0]]!,
    theta: difference(first.theta, second.theta, { pairs, size: first.dimension }),
    m: moment(first.m, second.m),
    v: moment(first.v, second.v),
    loss: difference(first.loss, second.loss, { pairs, size: 1 }),
  };
}

function difference(
  a: Float64Array,
  b: Float64Array,
  { pairs, size }: { pairs: readonly RowPair[]; size: number },
): Difference {
  let sup = 0;
  let final = 0;
  for (const [i, j] of pairs) {
    final = 0;
    for (let c = 0; c < size; c++) final = Math.max(final, Math.abs(a[i * size + c]! - b[j * size + c]!));
    sup = Math.max(sup, final);
  }
  return { sup, final };
}

/** Entries in a row of a moment; both must agree on it (a norm variant keeps one). */
function rowSize(a: Float64Array, b: Float64Array, rows: readonly [number, number]): number {
  const size = a.length / rows[0];
  if (size !== b.length / rows[1]) {
    throw new RangeError(
      `Cannot compare trajectories as rows of the second moment must have ${size} entries: current value is ${b.length / rows[1]}`,
    );
  }
  return size;
}

function describeTimes(times: Float64Array): string {
  return times.length === 0 ? "no times" : `[${times[0]}, ${times[times.length - 1]}]`;
}
