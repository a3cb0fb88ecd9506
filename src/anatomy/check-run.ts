import { rowOf } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/index.js";
import type { AnatomyMethod } from "./anatomy-method.js";

/** Relative error of v that another program may have. */
const TOLERANCE = 1e-6;

/** Refuses a trajectory that is no run of the algorithm on the objective with a row for every step. */
export function checkRun(objective: Objective, trajectory: Trajectory, method: AnatomyMethod): void {
  const { times, dimension } = trajectory;
  if (!(dimension === objective.dimension)) {
    throw refusal(`trajectory must have the objective's dimension ${objective.dimension}`, dimension);
  }
  if (!(times.length > 0)) throw refusal("trajectory must have a row", "none");
  if (!trajectory.v) throw refusal("trajectory must have a second moment v", "none");
  const first = Math.round(times[0]! / method.lr);
  for (let k = 0; k < times.length; k++) {
    const step = times[k]! / method.lr;
    if (!(Math.abs(step - (first + k)) < 1e-3)) {
      throw refusal(`row ${k} of trajectory must be step ${first + k}, at time ${(first + k) * method.lr}`, times[k]!);
    }
  }
  checkMoment(objective, trajectory, method);
}

/** Whether `v ← β2·v + (1 − β2)·g²` leads from the first row to the second. */
function checkMoment(objective: Objective, { times, dimension, theta, v }: Trajectory, method: AnatomyMethod): void {
  if (times.length < 2) return;
  const width = Math.round(v!.length / times.length);
  const point = rowOf(theta, 0, dimension).slice();
  const squares = new Float64Array(dimension);
  objective.gradient(point, squares);
  for (let i = 0; i < dimension; i++) squares[i] = (squares[i]! + method.l2 * point[i]!) ** 2;
  const square = width < dimension ? squares.reduce((sum, each) => sum + each, 0) : null;
  for (let i = 0; i < width; i++) {
    const expected = method.beta2 * v![i]! + (1 - method.beta2) * (square ?? squares[i]!);
    const found = v![width + i]!;
    if (Math.abs(found - expected) <= TOLERANCE * Math.max(found, expected)) continue;
    const settings = `${method.optimizer} on this objective with beta2 ${method.beta2}`;
    throw refusal(`trajectory must be a run of ${settings}, in which v is ${expected} in its second row`, found);
  }
}

function refusal(condition: string, value: unknown): RangeError {
  return new RangeError(`Cannot dissect as ${condition}: current value is ${value}`);
}
