export { diagnose } from "./diagnose.js";
export { type DiagnoseTrajectoryOptions, diagnoseTrajectory } from "./diagnose-trajectory.js";
export type {
  Convergence,
  Diagnosis,
  Divergence,
  FastStart,
  Oscillation,
  Spike,
  Spikes,
} from "./diagnosis.js";
export { expectedRegime, type Momenta } from "./expected-regime.js";
export type { DiagnoseOptions } from "./options.js";
export { type Regime, regimes } from "./regime.js";
export type { ScaleKind } from "./scale.js";
