export { type BuildReportOptions, buildReport } from "./build-report.js";
export {
  type CertifyExperimentsOptions,
  certifyExperiments,
} from "./certify-experiments.js";
export { type CertifyOptions, type CertifyResult, certifyProblem } from "./certify-problem.js";
export {
  type ComparedQuantity,
  type CompareOptions,
  type Comparison,
  type ComparisonRow,
  comparedQuantities,
  compareRoads,
} from "./compare.js";
export { type ExecuteReferenceOptions, executeReference } from "./execute-reference.js";
export type {
  Case,
  Claim,
  Experiment,
  Horizon,
  Measurement,
  Quantity,
  ReferenceRun,
  RoadName,
  RunSetting,
} from "./experiment.js";
export { type DrawnFigure, drawExperiment, drawGaps } from "./figures.js";
export { type Finding, judge, percent, percentBy, short, stepText } from "./judge.js";
export type { LeftOut } from "./plan-certification.js";
export type { Results, RunPair, RunQuery, RunResult } from "./results.js";
export type { RoadEntry, RoadOptionName, RoadRun, RoadSettings } from "./road.js";
export { findRoad, roads } from "./roads.js";
export {
  type ExperimentResult,
  type ReferenceRunner,
  type RunExperimentsOptions,
  runExperiments,
} from "./run-experiments.js";
export { type Scale, settingKey } from "./settings.js";
