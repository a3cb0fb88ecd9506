/** A quadrature rule on [0, 1]; `nodes` ascend and `weights` sum to 1. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}
