/** The Lagrange polynomials of a set of nodes, ready to be evaluated anywhere. */
export interface LagrangeBasis {
  readonly nodes: Float64Array;
  /** Writes `ℓ_k(x)`, k = 0 … nodes.length − 1, into `out` and returns it; x may lie outside the nodes. */
  evaluate(x: number, out: Float64Array): Float64Array;
}

/**
 * Lagrange basis `ℓ_k(x) = Π_{j≠k} (x − x_j)/(x_k − x_j)` in its product form: stable inside and outside the nodes.
 *
 * @param nodes Distinct points, at most about 20.
 * @see J.-P. Berrut, L. N. Trefethen, Barycentric Lagrange interpolation, SIAM Rev. 46 (2004), eq. 3.1–3.3.
 * @example
 * lagrangeBasis(Float64Array.of(0, 1)).evaluate(0.25, new Float64Array(2)); // [0.75, 0.25]
 */
export function lagrangeBasis(nodes: Float64Array): LagrangeBasis {
  const n = nodes.length;
  const scale = new Float64Array(n).fill(1);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) if (j !== k) scale[k]! /= nodes[k]! - nodes[j]!;
  }
  const suffix = new Float64Array(n + 1);
  return {
    nodes,
    evaluate(x, out) {
      // products of the factors to the right, then to the left: no division, so x may be a node
      suffix[n] = 1;
      for (let k = n - 1; k >= 0; k--) suffix[k] = suffix[k + 1]! * (x - nodes[k]!);
      let prefix = 1;
      for (let k = 0; k < n; k++) {
        out[k] = prefix * suffix[k + 1]! * scale[k]!;
        prefix *= x - nodes[k]!;
      }
      return out;
    },
  };
}

/**
 * Derivatives of the Lagrange polynomials of `nodes` at the nodes, `D[i·n + k] = ℓ_k′(x_i)`, row-major.
 *
 * A row sums to 0, so a constant has the derivative 0 exactly.
 *
 * @see J.-P. Berrut, L. N. Trefethen, Barycentric Lagrange interpolation, SIAM Rev. 46 (2004), eq. 9.4–9.5.
 * @example
 * differentiationMatrix(Float64Array.of(0, 0.5)); // [-2, 2, -2, 2]
 */
export function differentiationMatrix(nodes: Float64Array): Float64Array {
  const n = nodes.length;
  const weights = Float64Array.from(nodes, (x) => nodes.reduce((w, other) => (other === x ? w : w / (x - other)), 1));
  const D = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      D[i * n + k] = weights[k]! / weights[i]! / (nodes[i]! - nodes[k]!);
      D[i * n + i]! -= D[i * n + k]!;
    }
  }
  return D;
}
