import { zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import { hessianOf } from "./hessian.js";

/** Gradient and Hessian at all nodes of a path. */
export interface NodeFields {
  /** Row-major nodes × d. */
  readonly g: Float64Array;
  /** Row-major nodes × d × d. */
  readonly H: Float64Array;
  /** Gradient at the path's end. */
  readonly end: Float64Array;
  /** Evaluates all of them along a path. */
  read(theta: Float64Array, end: Float64Array): void;
  /** Writes `Σ_i c_i ∂H_ij/∂θ_k` at one node of the last path, row-major d × d, by central differences. */
  third(node: number, c: Float64Array, out: Float64Array): void;
}

/** Step of central differences of the Hessian, relative to 1 + |θ|. */
const STEP = 1e-4;

/** Gradients and Hessians along paths of `count` nodes, in the same buffers each time. */
export function createNodeFields(objective: Objective, count: number): NodeFields {
  const d = objective.dimension;
  const hessian = hessianOf(objective);
  const [g, H, last] = [zeros(count * d), zeros(count * d * d), zeros(d)];
  const [above, below, place] = [zeros(d * d), zeros(d * d), zeros(d)];
  let path = zeros(0);
  return {
    g,
    H,
    end: last,
    read(theta, end) {
      path = theta;
      for (let n = 0; n < count; n++) {
        const point = theta.subarray(n * d, (n + 1) * d);
        objective.gradient(point, g.subarray(n * d, (n + 1) * d));
        hessian(point, H.subarray(n * d * d, (n + 1) * d * d));
      }
      objective.gradient(end, last);
    },
    third(node, c, out) {
      out.fill(0);
      for (let k = 0; k < d; k++) {
        const width = STEP * (1 + Math.abs(path[node * d + k]!));
        const moveTo = (distance: number, to: Float64Array) => {
          for (let i = 0; i < d; i++) place[i] = path[node * d + i]! + (i === k ? distance : 0);
          hessian(place, to);
        };
        moveTo(width, above);
        moveTo(-width, below);
        for (let i = 0; i < d; i++) {
          for (let j = 0; j < d; j++) {
            out[j * d + k]! += (c[i]! * (above[i * d + j]! - below[i * d + j]!)) / (2 * width);
          }
        }
      }
    },
  };
}

/** Writes `Hᵀ c` at all nodes. */
export function applyHessians(H: Float64Array, c: Float64Array, out: Float64Array): void {
  const d = H.length / c.length;
  const count = c.length / d;
  out.fill(0);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) out[n * d + j]! += H[(n * d + i) * d + j]! * c[n * d + i]!;
    }
  }
}
