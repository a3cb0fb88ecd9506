export { type AdamFlowOptions, adamFlowModel } from "./adam-flow.js";
export { type InertialModelOptions, inertialModel } from "./inertial.js";
export { lateStart } from "./late-start.js";
export type { MemoryTerm, Model } from "./model.js";
export { type NonlocalModelOptions, type NonlocalOptimizer, nonlocalModel } from "./nonlocal.js";
export { type ModelEntry, models } from "./registry.js";
export { type RmspropFlowOptions, rmspropFlowModel } from "./rmsprop-flow.js";
export { signFlowModel } from "./sign-flow.js";
export { type SmoothSignOptions, smoothSignModel } from "./smooth-sign.js";
