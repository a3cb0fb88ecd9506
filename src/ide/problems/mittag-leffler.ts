import { gamma } from "../../numeric/index.js";

/**
 * Mittag-Leffler's function `E_order(z) = Σ zᵏ / Γ(order·k + 1)` by its power series, for order > 1 and |z| ≤ 6.
 *
 * Terms cancel for z < 0: at order ≥ 1.5 the largest is below 10, so that 1e-13 is left; closer to order 1 keep |z| ≤ 3.
 */
export function mittagLeffler(z: number, order: number): number {
  let sum = 1;
  let power = z;
  for (let k = 1; k < 100; k++) {
    const term = power / gamma(order * k + 1);
    sum += term;
    if (Math.abs(term) < 1e-18) break;
    power *= z;
  }
  return sum;
}
