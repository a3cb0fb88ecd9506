import { supNorm } from "./vector.js";

/** Sums of squares from here on have lost nothing to underflow. */
const SAFE_SUM = 1e-280;
const isSafe = (sum: number): boolean => sum > SAFE_SUM && sum < Infinity;

/** `‖a‖`, also where squares of its entries are out of range; Infinity or NaN if an entry is. */
export function norm(a: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * a[i]!;
  if (isSafe(sum)) return Math.sqrt(sum);
  const scale = supNorm(a);
  if (!(scale > 0 && scale < Infinity)) return scale;
  sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! / scale) ** 2;
  return scale * Math.sqrt(sum);
}

/** `‖a − b‖`, as accurate as {@link norm}. */
export function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return isSafe(sum) ? Math.sqrt(sum) : norm(a.map((each, i) => each - b[i]!));
}
