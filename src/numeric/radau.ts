import { gaussJacobi } from "./gauss-jacobi.js";
import { integrateBasis } from "./integrate-basis.js";
import { lagrangeBasis } from "./lagrange.js";
import { rowOf, zeros } from "./vector.js";

/** The Radau IIA collocation method: nodes on (0, 1] and `A[i·s + j] = ∫₀^{nodes[i]} ℓ_j`. */
export interface RadauMethod {
  readonly nodes: Float64Array;
  readonly A: Float64Array;
}

/**
 * The right Radau nodes on (0, 1], ascending; the last one is 1.
 *
 * The others are the Gauss–Jacobi nodes of the weight `1 − c`, which are counted from the right end.
 *
 * @param stages Number of nodes, an integer ≥ 2.
 * @example
 * radauNodes(2); // [0.3333333333, 1]
 */
export function radauNodes(stages: number): Float64Array {
  const nodes = zeros(stages).fill(1);
  gaussJacobi(stages - 1, -1).nodes.forEach((age, i) => {
    nodes[stages - 2 - i] = 1 - age;
  });
  return nodes;
}

/**
 * The Radau IIA method with `stages` stages: collocation at the right Radau nodes, L-stable.
 *
 * Order 2s − 1 at the ends of steps, s + 1 inside them.
 *
 * @param stages An integer from 2 to 12.
 * @throws {RangeError} if `stages` is not such an integer.
 * @see E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, section IV.5.
 * @example
 * radau(2).nodes; // [1/3, 1]
 */
export function radau(stages: number): RadauMethod {
  if (!(Number.isInteger(stages) && stages >= 2 && stages <= 12)) {
    throw new RangeError(
      `Cannot make a Radau method as stages must be an integer from 2 to 12: current value is ${stages}`,
    );
  }
  const nodes = radauNodes(stages);
  return { nodes, A: collocationMatrix(nodes) };
}

function collocationMatrix(nodes: Float64Array): Float64Array {
  const s = nodes.length;
  const A = zeros(s * s);
  const basis = lagrangeBasis(nodes);
  nodes.forEach((node, i) => {
    integrateBasis(basis, node, rowOf(A, i, s));
  });
  return A;
}
