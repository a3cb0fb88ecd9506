export { createRunPool, type RunPool, type RunPoolOptions } from "./run-pool.js";
