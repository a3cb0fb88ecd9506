export { type AdagradOptions, adagradOptimizer } from "./adagrad.js";
export { adamOptimizer } from "./adam.js";
export type { AdamOptions } from "./adam-update.js";
export { adamwOptimizer } from "./adamw.js";
export { factorOfRate, optionsOfRates, type RatedOptions } from "./factor-of-rate.js";
export { type GdOptions, gdOptimizer } from "./gd.js";
export {
  canRunMonomial,
  type MonomialOptimizer,
  type MonomialRequest,
  maximumMonomialExponent,
  monomialOptimizers,
  type RunMonomialOptions,
} from "./monomial-options.js";
export type { Optimizer, OptimizerState } from "./optimizer.js";
export { createPreconditioner, type Preconditioner, preconditionedOptimizers } from "./preconditioner.js";
export {
  createOptimizer,
  type OptimizerEntry,
  type OptimizerOptionName,
  type OptimizerOptions,
  optimizers,
} from "./registry.js";
export { type RmspropOptions, rmspropOptimizer } from "./rmsprop.js";
export { run, runAsync } from "./run.js";
export { runMonomial } from "./run-monomial.js";
export type { RunOptions } from "./session.js";
export { type SgdOptions, sgdOptimizer } from "./sgd.js";
export { signgdOptimizer } from "./signgd.js";
