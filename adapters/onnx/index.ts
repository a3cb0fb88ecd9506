export { type NativeObjectiveOptions, nativeObjective } from "./objective.js";
export { canRunNatively } from "./session.js";
