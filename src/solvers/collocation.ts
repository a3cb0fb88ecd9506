import { gaussLegendre, type LagrangeBasis, lagrangeBasis, radau } from "../numeric/index.js";

/** A Radau IIA collocation method with what its dense output and error estimate need. */
export interface Collocation {
  readonly stages: number;
  /** Order at every point, also inside an element: stages + 1. */
  readonly order: number;
  /** The s collocation nodes on (0, 1]. */
  readonly nodes: Float64Array;
  readonly A: Float64Array;
  /** Polynomials of degree s − 1 through the collocation nodes: signals. */
  readonly signalBasis: LagrangeBasis;
  /** Polynomials of degree s through 0 and the collocation nodes: the solution. */
  readonly solutionBasis: LagrangeBasis;
  /** Rows that turn values at the nodes into Legendre coefficients, lowest first. */
  readonly signalCoefficients: Float64Array;
  readonly solutionCoefficients: Float64Array;
}

/** Legendre coefficients from values: row k is (2k + 1) Σ_g w_g P_k(x_g) ℓ_j(x_g), by a quadrature that is exact. */
function coefficientRows(basis: LagrangeBasis, gauss: { nodes: Float64Array; weights: Float64Array }): Float64Array {
  const n = basis.nodes.length;
  const rows = new Float64Array(n * n);
  const values = new Float64Array(n);
  for (let g = 0; g < gauss.nodes.length; g++) {
    const z = 2 * gauss.nodes[g]! - 1;
    basis.evaluate(gauss.nodes[g]!, values);
    let previous = 0;
    let legendre = 1;
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) rows[k * n + j]! += (2 * k + 1) * gauss.weights[g]! * legendre * values[j]!;
      const next = ((2 * k + 1) * z * legendre - k * previous) / (k + 1);
      previous = legendre;
      legendre = next;
    }
  }
  return rows;
}

/** Creates the collocation method with `stages` Radau nodes. */
export function createCollocation(stages: number): Collocation {
  const { nodes, A } = radau(stages);
  const signalBasis = lagrangeBasis(nodes);
  const solutionBasis = lagrangeBasis(Float64Array.of(0, ...nodes));
  const gauss = gaussLegendre(stages + 2);
  return {
    stages,
    order: stages + 1,
    nodes,
    A,
    signalBasis,
    solutionBasis,
    signalCoefficients: coefficientRows(signalBasis, gauss),
    solutionCoefficients: coefficientRows(solutionBasis, gauss),
  };
}
