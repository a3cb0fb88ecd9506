export type { IdealActionOptions } from "./action-options.js";
export {
  type ActionPath,
  type ActionPathOptions,
  createActionPath,
  trajectoryPath,
} from "./action-path.js";
export { adamForce } from "./adam-force.js";
export type { AdamForceOptions, MemoryKernel } from "./adam-memories.js";
export type { LagrangianCurve } from "./curve.js";
export { type EulerLagrangeResidual, eulerLagrangeResidual } from "./euler-lagrange.js";
export type { Force, ForceOnGrid, ForceValues, HomotopyPoint, PathValues } from "./force.js";
export { type ForceDerivativeOptions, forceDerivative } from "./force-derivative.js";
export { type GradientForceOptions, gradientForce } from "./gradient-force.js";
export { type IdealAction, idealAction } from "./ideal-action.js";
export { type MemoryForceOptions, memoryForce } from "./memory-force.js";
export { type NonReciprocalShare, type NonReciprocalShareOptions, nonReciprocalShare } from "./non-reciprocal-share.js";
export type { PathGrid, PathGridOptions } from "./path-grid.js";
export { type ReciprocityDefect, type ReciprocityDefectOptions, reciprocityDefect } from "./reciprocity-defect.js";
export { stationaryPoint } from "./rest-point.js";
export { shareCurves } from "./share-curves.js";
export { type ShiftedOrbits, type ShiftedOrbitsOptions, shiftedOrbits } from "./shifted-orbits.js";
export { type StationaryPath, type StationaryPathOptions, solveStationaryPath } from "./stationary-path.js";
export { type SteadyShare, type SteadyShareOptions, steadyNonReciprocalShare } from "./steady-share.js";
