import { dot, type Random } from "../../numeric/index.js";

export { dot };

/** `‖a‖`. */
export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** `‖a − b‖`. */
export function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

/** `target += factor·a`. */
export function addScaled(target: Float64Array, factor: number, a: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * a[i]!;
}

/** `origin + t·direction`, a new vector. */
export function along(origin: Float64Array, direction: Float64Array, t: number): Float64Array {
  const point = origin.slice();
  addScaled(point, t, direction);
  return point;
}

/** `a/‖a‖`, a new vector; null where that is no direction. */
export function unit(a: Float64Array): Float64Array | null {
  const length = norm(a);
  return length > 0 && length < Infinity ? a.map((x) => x / length) : null;
}

/** A direction, uniform on the sphere. */
export function randomDirection(dimension: number, random: Random): Float64Array {
  for (;;) {
    const direction = unit(Float64Array.from({ length: dimension }, () => random.normal()));
    if (direction) return direction;
  }
}

/** The `i`-th coordinate direction. */
export function coordinate(dimension: number, i: number): Float64Array {
  const direction = new Float64Array(dimension);
  direction[i] = 1;
  return direction;
}
