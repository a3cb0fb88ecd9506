import { gaussLegendre, zeros } from "../numeric/index.js";
import type { ForceOnGrid, ForceValues, PathValues } from "./force.js";

/** How the homotopy from the stationary point to the path is taken. */
export interface Homotopy {
  /** θ̄, length d, with ∇f(θ̄) = 0. */
  readonly restPoint: Float64Array;
  /** Gauss–Legendre nodes in σ. */
  readonly sigmaNodes: number;
}

/** What the homotopy gives at the nodes, row-major nodes × d. */
export interface SymmetricForce {
  /** `∫₀¹ (F[θ_σ] + σ F′[θ_σ]* y) dσ`. */
  readonly value: Float64Array;
  /** `∫₀¹ F[θ_σ] dσ`, whose pairing with y is the potential. */
  readonly mean: Float64Array;
  /** `∫₀¹ (|F[θ_σ]| + σ |F′[θ_σ]* y|) dσ`: what rounding is relative to. */
  readonly size: Float64Array;
}

/** The ideal force on paths of one grid. */
export interface SymmetricForceOnGrid {
  evaluate(path: PathValues): SymmetricForce;
  /** `∂F_sym/∂θ` at the nodes, row-major (nodes × d)². */
  derivative(path: PathValues): Float64Array;
}

/** Takes a force along the homotopy from the stationary point to a path. */
export function createSymmetricForce(force: ForceOnGrid, { restPoint, sigmaNodes }: Homotopy): SymmetricForceOnGrid {
  const d = restPoint.length;
  const { nodes: sigmas, weights } = gaussLegendre(sigmaNodes);
  const walk = ({ theta, end }: PathValues, visit: (values: ForceValues, sigma: number, weight: number) => void) => {
    const away = theta.map((value, k) => value - restPoint[k % d]!);
    const place = { theta: zeros(theta.length), end: zeros(d) };
    const values: ForceValues = { value: zeros(theta.length), adjoint: zeros(theta.length) };
    sigmas.forEach((sigma, q) => {
      for (let k = 0; k < theta.length; k++) place.theta[k] = restPoint[k % d]! + sigma * away[k]!;
      for (let i = 0; i < d; i++) place.end[i] = restPoint[i]! + sigma * (end[i]! - restPoint[i]!);
      force.evaluate(place, away, values);
      visit(values, sigma, weights[q]!);
    });
  };
  return {
    evaluate(path) {
      const size = path.theta.length;
      const out = { value: zeros(size), mean: zeros(size), size: zeros(size) };
      walk(path, ({ value, adjoint }, sigma, weight) => {
        for (let k = 0; k < size; k++) {
          out.value[k]! += weight * (value[k]! + sigma * adjoint[k]!);
          out.mean[k]! += weight * value[k]!;
          out.size[k]! += weight * (Math.abs(value[k]!) + sigma * Math.abs(adjoint[k]!));
        }
      });
      return out;
    },
    derivative(path) {
      const out = zeros(path.theta.length ** 2);
      walk(path, (_values, sigma, weight) => force.addDerivative({ sigma, weight }, out));
      return out;
    },
  };
}
