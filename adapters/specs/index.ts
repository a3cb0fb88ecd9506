export { isSpec } from "./is-spec.js";
export { readSpec } from "./read-spec.js";
export { readTask, type SpecTask } from "./read-task.js";
export { specOf, type TrainSpec, type TrainSpecOptions, trainSpecOf } from "./train-spec.js";
