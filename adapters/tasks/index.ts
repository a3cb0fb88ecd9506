export { type OpenedTask, type OpenTaskOptions, openTask } from "./open-task.js";
export { programOfTask } from "./program-of-task.js";
export { readTask, type TaskObjective, taskObjective } from "./task-objective.js";
