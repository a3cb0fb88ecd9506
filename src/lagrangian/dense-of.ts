import type { DenseOutput, Trajectory } from "../trajectory/index.js";

/**
 * The dense output of a trajectory.
 *
 * @throws {TypeError} if it has none; the sentence says what cannot be done.
 */
export function denseOf({ dense }: Trajectory, action: string): DenseOutput {
  if (!dense || dense.breaks.length < 2) {
    throw new TypeError(`Cannot ${action} as trajectory must have dense output: current value is none`);
  }
  return dense;
}
