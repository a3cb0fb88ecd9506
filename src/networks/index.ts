export { type BoundaryProblemEntry, boundaryProblem, boundaryProblems } from "./boundary-problems.js";
export { checkNetwork } from "./check-network.js";
export { checkSource, type SourceShape } from "./check-source.js";
export { checkTask } from "./check-task.js";
export { type ImageSet, imageSets } from "./image-sets.js";
export { initialParameters } from "./initial-parameters.js";
export {
  type Activation,
  activations,
  type DenseNetwork,
  type Initialization,
  initializations,
  type Network,
  type ResidualNetwork,
} from "./network.js";
export { type BlockKind, type NetworkLayout, networkLayout, type ParameterBlock } from "./network-layout.js";
export { sampleBoundary } from "./sample-boundary.js";
export {
  type BoundaryProblemSampling,
  type PointFunction,
  type PointValues,
  type ResidualSamples,
  sampleBoundaryProblem,
} from "./sample-boundary-problem.js";
export { type PointOptions, sampleInterior } from "./sample-interior.js";
export { sampleSineSum } from "./sample-sine-sum.js";
export type { SampleSets, Samples } from "./samples.js";
export { shapeSize } from "./shape-size.js";
export { streams } from "./streams.js";
export type {
  BoundaryProblem,
  DataSource,
  Domain,
  FitTask,
  ImageSource,
  ResidualTask,
  SineSumSource,
  TableSource,
  Task,
} from "./task.js";
