import { zeros } from "../numeric/index.js";
import type { ActionPath } from "./action-path.js";
import type { Force } from "./force.js";
import { createLift, type Lift } from "./lift.js";
import type { PathGrid } from "./path-grid.js";
import { createSymmetricForce, type Homotopy } from "./symmetric-force.js";

/** What fixes the Euler–Lagrange equations of a path. */
export interface StationarySystemOptions extends Homotopy {
  readonly force: Force;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/**
 * The collocated Euler–Lagrange equations of a path with fixed ends.
 *
 * Unknowns are `p = (α/2)θ″ + θ′` at the nodes, row-major nodes × d, and the equations `p = F_sym[θ(p)]`: a Fredholm equation
 * of the second kind, whose condition does not grow with the grid.
 */
export interface StationarySystem {
  /** The path of these unknowns; its buffers are its own. */
  unfold(pull: Float64Array): ActionPath;
  /** `p − share · F_sym` at the nodes, and the size of its terms; the whole force has share 1. */
  misfit(
    path: ActionPath,
    pull: Float64Array,
    share: number,
  ): { readonly value: Float64Array; readonly size: Float64Array };
  /** The misfit's derivative by the unknowns, row-major. */
  jacobian(path: ActionPath, share: number): Float64Array;
}

/** Sets up the equations on a grid. */
export function createStationarySystem(grid: PathGrid, options: StationarySystemOptions): StationarySystem {
  const { force, start, end } = options;
  const d = start.length;
  const count = grid.times.length;
  const lift = createLift(grid);
  const symmetric = createSymmetricForce(force.on(grid), options);
  return {
    unfold(pull) {
      const [theta, velocity] = [zeros(count * d), zeros(count * d)];
      for (let n = 0; n < count; n++) {
        for (let i = 0; i < d; i++) {
          const way = end[i]! - start[i]!;
          let [place, speed] = [start[i]! + way * lift.share[n]!, way * lift.shareSpeed[n]!];
          for (let k = 0; k < count; k++) {
            place += lift.place[n * count + k]! * pull[k * d + i]!;
            speed += lift.speed[n * count + k]! * pull[k * d + i]!;
          }
          theta[n * d + i] = place;
          velocity[n * d + i] = speed;
        }
      }
      const acceleration = velocity.map((speed, k) => (2 * (pull[k]! - speed)) / grid.lr);
      return { grid, dimension: d, theta, velocity, acceleration, start, end };
    },
    misfit(path, pull, share) {
      const { value, size } = symmetric.evaluate(path);
      return {
        value: pull.map((p, k) => p - share * value[k]!),
        size: pull.map((p, k) => Math.abs(p) + share * size[k]!),
      };
    },
    jacobian: (path, share) => assemble(symmetric.derivative(path), lift, { count, d, share }),
  };
}

/** `1 − share (∂F_sym/∂θ) place`, the lift acting on each component alike. */
function assemble(
  stiffness: Float64Array,
  { place }: Lift,
  { count, d, share }: { count: number; d: number; share: number },
): Float64Array {
  const size = count * d;
  const out = zeros(size * size);
  for (let row = 0; row < size; row++) {
    out[row * size + row] = 1;
    for (let from = 0; from < size; from++) {
      const push = share * stiffness[row * size + from]!;
      if (push === 0) continue;
      const [node, j] = [Math.floor(from / d), from % d];
      for (let k = 0; k < count; k++) out[row * size + k * d + j]! -= push * place[node * count + k]!;
    }
  }
  return out;
}
