/** The memory of a discrete optimizer; buffers are updated in place. */
export interface OptimizerState {
  /** Number of updates made so far. */
  step: number;
  readonly m?: Float64Array;
  readonly v?: Float64Array;
}

/**
 * A discrete algorithm. `update` receives a gradient and never evaluates the objective, so that `run` and `runAsync`
 * share every optimizer.
 */
export interface Optimizer {
  /** The state before the first update, for `dimension` parameters. */
  init(dimension: number): OptimizerState;
  /** One update of `theta` and `state` in place; `gradient` is left as it is. */
  update(gradient: Float64Array, state: OptimizerState, theta: Float64Array): void;
  /** The learning rate, which is also the time step: update k ends at t = k·lr. */
  readonly lr: number;
}
