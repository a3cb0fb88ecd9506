export { type CheckOptions, checkObjective } from "./check-objective.js";
export { type LoadedObjective, type LoadOptions, loadObjective } from "./load-objective.js";
