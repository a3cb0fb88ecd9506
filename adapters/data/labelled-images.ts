/** Images with their classes, as they stand in a file. */
export interface LabelledImages {
  readonly count: number;
  /** Channels, height and width. */
  readonly shape: readonly [number, number, number];
  /** `count` × the product of `shape`, row-major, from 0 to 255. */
  readonly pixels: Uint8Array;
  /** `count` classes. */
  readonly labels: Uint8Array;
}
