export type {
  Certificate,
  CheckedPromise,
  Constant,
  ConstantSource,
  Hypothesis,
  Margin,
  Promised,
  Verdict,
} from "./certificate.js";
export { certify } from "./certify.js";
export { type Estimates, estimateConstants, extremeCurvatures } from "./estimate/index.js";
export { checkDerivative, type DerivativeGap, type Functional } from "./functional.js";
export { createMethod, type MemoryEquation, type Method, type MethodSettings } from "./method.js";
export {
  type ConstantName,
  type GivenConstants,
  missingConstants,
  type ProblemConstants,
  type ResolveConstantsOptions,
  resolveConstants,
} from "./problem-constants.js";
export { createProfile, type Profile } from "./profile.js";
export {
  gainGrowth,
  type ScalarCondition,
  type ScalarConditionOptions,
  scalarCondition,
} from "./scalar-condition.js";
export {
  scalarBoundary,
  scalarBoundaryOfRates,
  scalarRegion,
  scalarRegionOfRates,
} from "./scalar-region.js";
export { type RegionGrids, scalarRegionGrids } from "./scalar-region-grids.js";
export type { Evidence, FlowGap, FlowRun, Statement, Subject } from "./statement.js";
export { findStatement, statements } from "./statements.js";
