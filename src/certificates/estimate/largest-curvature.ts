import { type CurvatureOptions, curvaturesAt } from "./extreme-curvatures.js";
import type { Probe } from "./probe.js";

/** Options of {@link largestCurvature}. */
export interface LargestCurvatureOptions extends CurvatureOptions {
  /** The diagonal of P⁻¹, length d, ≥ 0; may be infinite. */
  readonly inverse: Float64Array;
  /** Added to all curvatures of f; default 0. */
  readonly l2?: number;
}

/**
 * The largest eigenvalue of `P⁻¹(H + l2)`, H the Hessian at θ and P diagonal: that of the symmetric `S(H + l2)S`, S² = P⁻¹, which is
 * similar to it.
 *
 * Infinity where P⁻¹ is infinite in a direction in which f is curved; NaN where H is not finite.
 */
export function largestCurvature(
  probe: Probe,
  theta: Float64Array,
  { inverse, l2 = 0, ...options }: LargestCurvatureOptions,
): number {
  const d = probe.dimension;
  const roots = inverse.map(Math.sqrt);
  let isSingular = false;
  // a direction that is not curved stays so, however small the preconditioner
  const scaled = (value: number, scale: number): number => {
    const product = value === 0 ? 0 : value * scale;
    if (Number.isFinite(value) && !Number.isFinite(product)) isSingular = true;
    return product;
  };
  const preconditioned: Probe = {
    ...probe,
    hessian(at, out) {
      if (!probe.hessian(at, out)) return false;
      for (let i = 0; i < d; i++) {
        out[i * d + i]! += l2;
        for (let j = 0; j < d; j++) out[i * d + j] = scaled(scaled(out[i * d + j]!, roots[i]!), roots[j]!);
      }
      return !isSingular;
    },
    productAt(at) {
      const product = probe.productAt(at);
      const direction = new Float64Array(d);
      return (vector, out) => {
        for (let i = 0; i < d; i++) direction[i] = scaled(vector[i]!, roots[i]!);
        product(direction, out);
        for (let i = 0; i < d; i++) out[i] = scaled(out[i]! + l2 * direction[i]!, roots[i]!);
      };
    },
  };
  const found = curvaturesAt(preconditioned, theta, options);
  return isSingular ? Infinity : (found?.largest ?? Number.NaN);
}
