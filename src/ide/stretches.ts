import { findElement } from "./pieces.js";

/** Part of an integral: over [from, to] in element e. */
export interface Stretch {
  readonly e: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Divides [from, to] at the ends of elements, and at x: kernels have kinks where s = x. What lies beyond the last element
 * is left out.
 */
export function divideStretch(breaks: ArrayLike<number>, x: number, [from, to]: readonly [number, number]): Stretch[] {
  const stretches: Stretch[] = [];
  const end = Math.min(to, breaks[breaks.length - 1]!);
  let a = Math.max(from, breaks[0]!);
  if (!(end > a)) return stretches;
  for (let e = findElement(breaks, a); a < end && e + 1 < breaks.length; e++) {
    const b = Math.min(end, breaks[e + 1]!);
    // an end of an element belongs to the element before it, from which nothing is left
    if (!(b > a)) continue;
    if (a < x && x < b) stretches.push({ e, from: a, to: x }, { e, from: x, to: b });
    else stretches.push({ e, from: a, to: b });
    a = b;
  }
  return stretches;
}

/** Limits in order, and the sign that this gives an integral. */
export function orient(limits: Float64Array): { readonly range: readonly [number, number]; readonly sign: 1 | -1 } {
  const [lower, upper] = [limits[0]!, limits[1]!];
  return lower <= upper ? { range: [lower, upper], sign: 1 } : { range: [upper, lower], sign: -1 };
}
