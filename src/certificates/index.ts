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
  type MomentPositivity,
  type MomentPositivityOptions,
  momentPositivity,
  type PositivityCondition,
  type PositivityViolation,
} from "./moment-positivity.js";
export type {
  Coercivity,
  ConstantName,
  GivenConstants,
  GradientInequality,
  Minimiser,
  ProblemConstants,
} from "./problem-constants.js";
export { createProfile, hasProfile, type Profile } from "./profile.js";
export { missingConstants, type ResolveConstantsOptions, resolveConstants } from "./resolve-constants.js";
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
