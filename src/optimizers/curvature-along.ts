import { norm, supNorm } from "../numeric/index.js";

/** The unit vector along a gradient; null where there is none: at 0, and where it is not finite. */
export function directionOf(gradient: Float64Array): Float64Array | null {
  const scale = supNorm(gradient);
  if (!(scale > 0 && scale < Infinity)) return null;
  const direction = gradient.map((each) => each / scale);
  const length = norm(direction);
  return direction.map((each) => each / length);
}

/** What a product with the Hessian is multiplied by. */
export interface CurvatureWeights {
  /** Diagonal D. */
  readonly inverse: Float64Array;
  readonly l2: number;
}

/**
 * Preconditioned curvature along a direction, `uᵀ D (H + l2) u`; what is 0 stays so where D is infinite.
 *
 * @param direction u, of length 1.
 * @param curved H·u.
 */
export function curvatureAlong(
  direction: Float64Array,
  curved: Float64Array,
  { inverse, l2 }: CurvatureWeights,
): number {
  let sum = 0;
  for (let i = 0; i < direction.length; i++) {
    const part = direction[i]! * (curved[i]! + l2 * direction[i]!);
    if (part !== 0) sum += part * inverse[i]!;
  }
  return sum;
}
