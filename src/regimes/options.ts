/** Options of {@link diagnose}. */
export interface DiagnoseOptions {
  /** Whether `loss` holds natural logarithms of losses; −Infinity is then exactly at the minimum. Default false. */
  readonly logarithmic?: boolean;
  /** f*, where it is known: the log scale is then that of loss − f*. */
  readonly minimum?: number;
  /** Step of each value, increasing; default 0, 1, 2, … Periods and intervals are in its unit. */
  readonly steps?: ArrayLike<number>;
  /** Parameters at each value, row-major `loss.length × dimension`: shows cycles at a constant loss. */
  readonly theta?: Float64Array;
  /** Number of parameters; default 1. */
  readonly dimension?: number;
}
