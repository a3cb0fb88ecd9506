/**
 * One linear system that carries part of a memory: `state' = A·state + b·signal`, output `cᵀ state`.
 *
 * `order` is the number of states, 1 or 2; `A` is row-major `order × order` in 1/time, `b` and `c` have length `order`.
 */
export interface RealizationBlock {
  readonly order: 1 | 2;
  readonly A: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
}

/**
 * How the past is weighted: `memory(t) = ∫₀ᵗ weight(t − s)·signal(s) ds`.
 *
 * With a `realization`, `weight(age) = Σ_blocks cᵀ exp(A·age) b`, and a memory of N moments costs O(N) instead of O(N²).
 */
export interface Kernel {
  /** Weight of a moment `age ≥ 0` in the past; unit 1/time. */
  weight(age: number): number;
  readonly realization?: readonly RealizationBlock[];
}
