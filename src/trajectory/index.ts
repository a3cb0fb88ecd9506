export {
  type CompareTrajectoriesOptions,
  compareTrajectories,
  type Difference,
  type TrajectoryDifference,
} from "./compare.js";
export { createDenseSampler, type DenseSampler } from "./dense.js";
export { type FloorFit, type FloorFitOptions, floorFit } from "./floor-fit.js";
export { type Gap, gapAlong } from "./gap.js";
export { type NegativeMoment, negativeMoment } from "./negative-moment.js";
export { type ObservedOrder, observedOrder } from "./observed-order.js";
export { type Sample, sample } from "./sample.js";
export { selectRows } from "./select-rows.js";
export type {
  DenseMemory,
  DenseOutput,
  SolverReport,
  StepStatistics,
  Trajectory,
  TrajectoryEvent,
  TrajectoryStatus,
} from "./trajectory.js";
export { velocityAlong } from "./velocity.js";
