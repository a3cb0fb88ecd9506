import type { Kernel } from "../kernels/index.js";
import { allFinite, supNorm, zeros } from "../numeric/index.js";
import type { Codec } from "./value.js";

/** A problem in real arrays: `y' = rate(x, y, z)`, `z = ∫_lower^upper …`; n, m and q are lengths of y, signal and z. */
export interface System {
  readonly start: number;
  readonly end: number;
  readonly initial: Float64Array;
  readonly codec: Codec;
  readonly n: number;
  /** Length of the signal F(y); n for a nonlinear kernel, which sees y itself. */
  readonly m: number;
  readonly q: number;
  /** Entries of a kernel value: 1 for a multiple of the identity, q·m for a row-major matrix, else q for a diagonal. */
  readonly size: number;
  /** Exponent γ of the singularity, 0 for none. */
  readonly gamma: number;
  /** What a convolution is made of: one kernel, or one for each real component; else null. */
  readonly convolution: readonly Kernel[] | null;
  readonly counter: { evaluations: number };
  /** What was last found not to be finite at an iterate; such an iterate is only wrong if no other is found. */
  readonly fault: { text: string };
  /** Writes the two limits at x. */
  limits(x: number, out: Float64Array): void;
  /** Writes `y'`. */
  rate(x: number, y: Float64Array, z: Float64Array, out: Float64Array): void;
  /** Writes ∂rate/∂y, `n × n`, and ∂rate/∂z, `n × q`. */
  jacobians(point: RatePoint, byY: Float64Array, byZ: Float64Array): void;
  /** Writes k(x, s); age is x − s, without its rounding. */
  kernel(x: number, s: number, age: number, out: Float64Array): void;
  /** Writes F(y). */
  integrand(y: Float64Array, out: Float64Array): void;
  /** Writes K(x, s, y), if that replaces kernel and integrand. */
  readonly nonlinearKernel: ((x: number, s: number, y: Float64Array, out: Float64Array) => void) | null;
}

/** Where derivatives of a rate are taken; `value` is the rate there. */
export interface RatePoint {
  readonly x: number;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly value: Float64Array;
}

/** Relative step of a one-sided difference: the root of the rounding of a number. */
const STEP = 1.5e-8;

/**
 * Writes the derivative of `map` at y by one-sided differences, row-major `value.length × y.length`.
 *
 * A step that leaves the domain of the map is taken to the other side.
 */
export function differences(
  map: (y: Float64Array, out: Float64Array) => void,
  at: { readonly y: Float64Array; readonly value: Float64Array },
  out: Float64Array,
): void {
  const { y, value } = at;
  const columns = y.length;
  const moved = zeros(value.length);
  const size = supNorm(y);
  for (let j = 0; j < columns; j++) {
    const kept = y[j]!;
    let step = STEP * Math.max(Math.abs(kept), 1e-3 * size, 1e-6);
    for (let side = 0; side < 2; side++) {
      y[j] = kept + step;
      // the step as it was rounded
      step = y[j]! - kept;
      map(y, moved);
      if (side === 1 || allFinite(moved)) break;
      step = -step;
    }
    y[j] = kept;
    for (let i = 0; i < value.length; i++) out[i * columns + j] = (moved[i]! - value[i]!) / step;
  }
}
