import type { Objective } from "./objective.js";

const TARGETS = [1.5, 2.25, 2.625] as const;

/**
 * Beale's function, flat valleys with steep walls: `f(x, y) = Σ_{k=1..3} (cₖ − x + xyᵏ)²`, c = 1.5, 2.25, 2.625.
 *
 * Minimiser (3, ½), minimum 0; no global L.
 *
 * @see J. J. Moré, B. S. Garbow, K. E. Hillstrom, "Testing unconstrained optimization software", 1981, problem 5.
 * @example
 * bealeObjective().value(Float64Array.of(3, 0.5)); // 0
 */
export function bealeObjective(): Objective {
  function valueAndGradient(theta: Float64Array, out: Float64Array): number {
    const x = theta[0]!;
    const y = theta[1]!;
    let value = 0;
    let dx = 0;
    let dy = 0;
    let lower = 1;
    for (let k = 1; k <= 3; k++) {
      const power = lower * y;
      const residual = TARGETS[k - 1]! - x + x * power;
      value += residual * residual;
      dx += 2 * residual * (power - 1);
      dy += 2 * residual * x * k * lower;
      lower = power;
    }
    out[0] = dx;
    out[1] = dy;
    return value;
  }

  /** `2 Σ (∇r ∇rᵀ + r ∇²r)` over the three residuals r. */
  function hessian(theta: Float64Array, out: Float64Array): void {
    const x = theta[0]!;
    const y = theta[1]!;
    out.fill(0);
    for (let k = 1; k <= 3; k++) {
      const power = y ** k;
      const slope = k * y ** (k - 1);
      const bend = k === 1 ? 0 : k * (k - 1) * y ** (k - 2);
      const residual = TARGETS[k - 1]! - x + x * power;
      out[0]! += 2 * (power - 1) * (power - 1);
      out[1]! += 2 * ((power - 1) * x * slope + residual * slope);
      out[3]! += 2 * (x * slope * x * slope + residual * x * bend);
    }
    out[2] = out[1]!;
  }

  const scratch = new Float64Array(2);
  return {
    dimension: 2,
    value: (theta) => valueAndGradient(theta, scratch),
    gradient: valueAndGradient,
    valueAndGradient,
    hessian,
    constants: { minimisers: [[3, 0.5]], minimum: 0 },
  };
}
