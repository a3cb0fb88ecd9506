import { zeros } from "../numeric/index.js";
import { checkFit, checkLength, type IdealActionOptions } from "./action-options.js";
import type { ActionPath } from "./action-path.js";
import { checkRestPoint } from "./rest-point.js";
import { createSymmetricForce } from "./symmetric-force.js";

/** The Euler–Lagrange equation along a path. */
export interface EulerLagrangeResidual {
  /** Nodes, ascending, unit time. */
  readonly times: Float64Array;
  /** `(α/2)θ″ + θ′ − F_sym`, row-major nodes × d, unit of θ over time. */
  readonly residual: Float64Array;
  /** `F_sym`, row-major nodes × d. */
  readonly symmetricForce: Float64Array;
  /** The path's own causal force `F`, row-major nodes × d. */
  readonly causalForce: Float64Array;
  /** Norm of the residual at each node relative to the norms of its terms: between 0 and 1. */
  readonly relative: Float64Array;
}

/**
 * How far a path is from being stationary for the ideal action: the residual of its Euler–Lagrange equation.
 *
 * `(α/2)θ″ + θ′ − F_sym`, with the symmetrised force
 * `F_sym(t) = ∫₀¹ {F[θ_σ](t) + σ ∫ e^(2(t′ − t)/α) (δF[θ_σ](t′)/δθ(t))ᵀ (θ − θ̄)(t′) dt′} dσ`, θ_σ = θ̄ + σ(θ − θ̄).
 *
 * The kernel in the second term grows like e^((2/α − λ)s) toward the future; hence T ≤ 15α.
 *
 * @throws {RangeError} if T > 15α, restPoint is not stationary, sigmaNodes is out of range, or lr is not the force's.
 * @see arXiv 2602.09101; docs/theory/nonlocal-lagrangian.md.
 * @example
 * const path = createActionPath((t, out) => { out[0] = 4; }, { dimension: 1, lr: 0.1, until: 1 });
 * const force = adamForce(quadraticObjective(), { lr: 0.1 });
 * eulerLagrangeResidual(path, { force, restPoint: [4] }).residual[0]; // 0, at rest
 */
export function eulerLagrangeResidual(path: ActionPath, options: IdealActionOptions): EulerLagrangeResidual {
  const { force, sigmaNodes = 10 } = options;
  const restPoint = checkRestPoint(force.objective, options.restPoint);
  checkFit(path, force, sigmaNodes);
  checkLength(path.grid);
  const { grid, dimension: d, velocity, acceleration } = path;
  const bound = force.on(grid);
  const symmetric = createSymmetricForce(bound, { restPoint, sigmaNodes }).evaluate(path);
  const causalForce = zeros(velocity.length);
  bound.evaluate(path, zeros(velocity.length), { value: causalForce, adjoint: zeros(velocity.length) });
  const inertia = acceleration.map((value) => 0.5 * grid.lr * value);
  const residual = inertia.map((value, k) => value + velocity[k]! - symmetric.value[k]!);
  return {
    times: grid.times,
    residual,
    symmetricForce: symmetric.value,
    causalForce,
    relative: grid.times.map((_, n) => {
      const norm = (data: Float64Array) => Math.hypot(...data.subarray(n * d, (n + 1) * d));
      const size = norm(inertia) + norm(velocity) + norm(symmetric.value);
      return size > 0 ? norm(residual) / size : 0;
    }),
  };
}
