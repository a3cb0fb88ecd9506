/** Where a spike of the loss begins, is highest and is over, in steps. */
export interface SpikeSpan {
  readonly onset: number;
  readonly peak: number;
  /** Null if it is not over by the end. */
  readonly recovery: number | null;
  /** How many powers of ten the loss rises. */
  readonly decades: number;
}
