import { gaussJacobi } from "./gauss-jacobi.js";
import type { LagrangeBasis } from "./lagrange.js";
import { zeros } from "./vector.js";

/**
 * Adds `∫₀^to ℓ_j`, exact for polynomials, to `out`, one entry for each node of the basis.
 *
 * @example
 * integrateBasis(lagrangeBasis(Float64Array.of(0, 1)), 1, new Float64Array(2)); // [0.5, 0.5]
 */
export function integrateBasis(basis: LagrangeBasis, to: number, out: Float64Array): Float64Array {
  const p = basis.nodes.length;
  const rule = gaussJacobi((p + 1) >> 1, 0);
  const values = zeros(p);
  rule.nodes.forEach((t, g) => {
    basis.evaluate(to * t, values);
    for (let j = 0; j < p; j++) out[j]! += to * rule.weights[g]! * values[j]!;
  });
  return out;
}
