import type { ActionPath } from "./action-path.js";
import type { Force } from "./force.js";

/** Longest path, in α, on which the symmetrised force means something in double precision. */
export const longestPath = 15;

/** Options of the ideal action and of what is derived from it. */
export interface IdealActionOptions {
  /** The force that the action is made from. */
  readonly force: Force;
  /** θ̄, a stationary point of the force's objective, from which the homotopy starts. */
  readonly restPoint: ArrayLike<number>;
  /** Gauss–Legendre nodes in σ, an integer ≥ 1. Default 10. */
  readonly sigmaNodes?: number;
}

/** @throws {RangeError} if [0, T] is too long for the symmetrised force. */
export function checkLength({ until, lr }: { readonly until: number; readonly lr: number }): void {
  // up to rounding of a product: 15 × 0.1 is 1.5 and a bit
  if (!(until <= longestPath * lr * (1 + 1e-12))) {
    throw new RangeError(
      `Cannot symmetrise a force as until must be at most ${longestPath} lr = ${longestPath * lr}, where the symmetrised kernel has grown like e^(2 until/lr) and the problem becomes ill-conditioned: current value is ${until}`,
    );
  }
}

/** @throws {RangeError} if a path and a force do not belong together. */
export function checkFit({ grid, dimension }: ActionPath, { objective, lr }: Force, sigmaNodes: number): void {
  if (objective.dimension !== dimension) {
    throw new RangeError(
      `Cannot apply a force as the path must be of dimension ${objective.dimension}: current value is ${dimension}`,
    );
  }
  if (grid.lr !== lr) {
    throw new RangeError(`Cannot apply a force as lr of the path must be ${lr}: current value is ${grid.lr}`);
  }
  checkSigmaNodes(sigmaNodes);
}

/** @throws {RangeError} if it is not a number of quadrature nodes. */
export function checkSigmaNodes(sigmaNodes: number): void {
  if (!(Number.isInteger(sigmaNodes) && sigmaNodes >= 1)) {
    throw new RangeError(`Cannot make an action as sigmaNodes must be an integer >= 1: current value is ${sigmaNodes}`);
  }
}
