export { type CheckOptions, checkObjective } from "./check-objective.js";
export { type LoadIdeOptions, loadIdeProblem } from "./load-ide-problem.js";
export { type LoadedObjective, type LoadOptions, loadObjective } from "./load-objective.js";
export { type ReadLogOptions, readLog, type TrainingLog } from "./read-log.js";
