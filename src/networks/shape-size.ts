/**
 * How many numbers an array of that shape holds.
 *
 * @example
 * shapeSize([3, 32, 32]); // 3072
 */
export function shapeSize(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
