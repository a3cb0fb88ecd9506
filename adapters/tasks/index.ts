export { readTask, type SpecTask } from "../specs/index.js";
export { dataChecksum } from "./data-checksum.js";
export { type OpenedTask, type OpenTaskOptions, openTask } from "./open-task.js";
export { programOfTask } from "./program-of-task.js";
export { type TaskObjective, type TaskObjectiveOptions, taskObjective } from "./task-objective.js";
