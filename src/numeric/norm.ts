import { supNorm } from "./vector.js";

/** Sums of squares from here on have lost nothing to underflow. */
const SAFE_SUM = 1e-280;

/** `‖a‖`, also where squares of its entries are out of range; Infinity or NaN if an entry is. */
export function norm(a: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * a[i]!;
  if (sum > SAFE_SUM && sum < Infinity) return Math.sqrt(sum);
  const scale = supNorm(a);
  if (!(scale > 0 && scale < Infinity)) return scale;
  sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! / scale) ** 2;
  return scale * Math.sqrt(sum);
}
