export { estimateConstants } from "./estimate-constants.js";
export type { CoercivityEstimate, EstimateOptions, Estimates, KlEstimate } from "./estimates.js";
export { type Curvatures, extremeCurvatures } from "./extreme-curvatures.js";
export { type LanczosOptions, lanczos, type SpectrumEnds } from "./lanczos.js";
export { type LargestCurvatureOptions, largestCurvature } from "./largest-curvature.js";
export { createProbe, type Probe, type Product } from "./probe.js";
export { randomDirection } from "./vectors.js";
