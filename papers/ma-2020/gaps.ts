import type { Trajectory } from "../../src/trajectory/trajectory.js";

type Rows = Pick<Trajectory, "theta" | "dimension">;

/** Options of {@link stepGap}. */
export interface StepGapOptions {
  /** How many rows of the flow there are for one of the algorithm, a whole number ≥ 1. */
  readonly stride: number;
  /** Whether rows of the algorithm are successive iterates, which are then held against both ends of their step. */
  readonly isEveryStep: boolean;
}

/** sup ‖X − x‖: of the algorithm and by how much at its iterates alone. */
export interface StepGap {
  /** X constant between updates, as the paper has it. */
  readonly steps: number;
  /** At t = k·lr only. */
  readonly nodes: number;
}

/** Distance of an algorithm from a flow with rows at the same times, `stride` of them for one of the algorithm. */
export function stepGap(algorithm: Rows, flow: Rows, { stride, isEveryStep }: StepGapOptions): StepGap {
  const d = algorithm.dimension;
  const count = algorithm.theta.length / d;
  const distance = (row: number, flowRow: number): number => {
    let square = 0;
    for (let i = 0; i < d; i++) square += (algorithm.theta[row * d + i]! - flow.theta[flowRow * d + i]!) ** 2;
    return Math.sqrt(square);
  };
  let [nodes, ends] = [0, 0];
  for (let row = 0; row < count; row++) {
    nodes = Math.max(nodes, distance(row, row * stride));
    if (isEveryStep && row + 1 < count) ends = Math.max(ends, distance(row, (row + 1) * stride));
  }
  return { steps: Math.max(nodes, ends), nodes };
}
