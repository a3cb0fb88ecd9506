import { checkFit, type IdealActionOptions } from "./action-options.js";
import type { ActionPath } from "./action-path.js";
import { checkRestPoint } from "./rest-point.js";
import { createSymmetricForce } from "./symmetric-force.js";

/** The ideal action of a path, in units of the friction weight at its end. */
export interface IdealAction {
  /** `S/w(T)`: kinetic less potential. */
  readonly value: number;
  /** `∫ e^(2(t − T)/α) (α/4)|θ′|² dt`. */
  readonly kinetic: number;
  /** `U/w(T) = −∫₀¹ ∫ e^(2(t − T)/α) ⟨θ − θ̄, F[θ_σ]⟩ dt dσ`. */
  readonly potential: number;
}

/**
 * The ideal (homotopy) action of a path, relative to the friction weight at its end.
 *
 * `S[θ]/w(T) = ∫₀ᵀ e^(2(t − T)/α) ((α/4)|θ′|² + ∫₀¹ ⟨θ − θ̄, F[θ̄ + σ(θ − θ̄)]⟩ dσ) dt`.
 *
 * It exists for every force, but its Euler–Lagrange equation is that of the symmetrised force, not of F.
 *
 * @throws {RangeError} if restPoint is not stationary, sigmaNodes is out of range, or lr is not the force's.
 * @see arXiv 2602.09101; docs/theory/nonlocal-lagrangian.md.
 * @example
 * const path = createActionPath((t, out) => { out[0] = 4; }, { dimension: 1, lr: 0.1, until: 1 });
 * const force = gradientForce(quadraticObjective(), { lr: 0.1 });
 * idealAction(path, { force, restPoint: [4] }).value; // 0, at rest
 */
export function idealAction(path: ActionPath, options: IdealActionOptions): IdealAction {
  const { force, sigmaNodes = 10 } = options;
  const restPoint = checkRestPoint(force.objective, options.restPoint);
  checkFit(path, force, sigmaNodes);
  const { grid, dimension: d, theta, velocity } = path;
  const { mean } = createSymmetricForce(force.on(grid), { restPoint, sigmaNodes }).evaluate(path);
  let [kinetic, potential] = [0, 0];
  for (let n = 0; n < grid.times.length; n++) {
    const weight = grid.weights[n]! * Math.exp((2 * (grid.times[n]! - grid.until)) / grid.lr);
    for (let i = 0, k = n * d; i < d; i++, k++) {
      kinetic += weight * 0.25 * grid.lr * velocity[k]! ** 2;
      potential -= weight * (theta[k]! - restPoint[i]!) * mean[k]!;
    }
  }
  return { value: kinetic - potential, kinetic, potential };
}
