export { type BuildReportOptions, buildReport } from "./build-report.js";
export { type CertifyOptions, type CertifyResult, certifyProblem } from "./certify-problem.js";
export { type CertifyStudiesOptions, certifyStudies } from "./certify-studies.js";
export { combineStudies } from "./combine-studies.js";
export {
  type ComparedQuantity,
  type CompareOptions,
  type Comparison,
  type ComparisonRow,
  comparedQuantities,
  compareRoads,
} from "./compare.js";
export { curvesStudy } from "./curves-study.js";
export { defineStudy, type StudyDefinition } from "./define-study.js";
export { executeRun } from "./execute.js";
export { type ExecuteReferenceOptions, executeReference } from "./execute-reference.js";
export type {
  Case,
  Claim,
  Experiment,
  Horizon,
  Measurement,
  Quantity,
  ReferenceNumerics,
  ReferenceRun,
  RoadName,
  RunCase,
  RunSetting,
} from "./experiment.js";
export { type Finding, judge, percent, percentBy, short, stepText } from "./judge.js";
export { judgeClaims } from "./judge-claims.js";
export type { LeftOut } from "./plan-certification.js";
export { secondPaperPoints } from "./reference-numerics.js";
export { reportNotes } from "./report-notes.js";
export type { Results, RunPair, RunQuery, RunResult } from "./results.js";
export type { RoadEntry, RoadOptionName, RoadRun, RoadSettings } from "./road.js";
export { findCertifiableRoad, findRoad, roads } from "./roads.js";
export { type Runner, type RunStudiesOptions, runStudies, type Trainer } from "./run-studies.js";
export { type Scale, scales, settingKey } from "./settings.js";
export type { DrawnFigure, Laboratory, Picture, StatedClaim, Study, StudyResult } from "./study.js";
export { withoutNetworks } from "./without-networks.js";
