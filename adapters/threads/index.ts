export { createMapPool, type MapPool, type MapPoolOptions, type MapPoolRun } from "./map-pool.js";
export { cellOfRecord } from "./map-record.js";
export type { MapObjective } from "./map-thread-input.js";
export type { DescribedObjective } from "./map-worker.js";
export { createRunPool, type RunPool, type RunPoolOptions } from "./run-pool.js";
