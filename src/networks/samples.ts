/** Samples as a network sees them, row-major. */
export interface Samples {
  readonly count: number;
  /** `count` × the product of `inputShape`. */
  readonly inputs: Float32Array;
  /** Shape of one input: [5], or [3, 32, 32] for images (channels, height, width). */
  readonly inputShape: readonly number[];
  /** `count` × `outputs`; one-hot where they are classes. */
  readonly targets: Float32Array;
  readonly outputs: number;
}

/** Samples to fit, and those to test with where there are any. */
export interface SampleSets {
  readonly train: Samples;
  readonly test: Samples | null;
}
