import type { Quadrature } from "./quadrature.js";
import { zeros } from "./vector.js";

/** A Gauss rule that can also tell how well it resolves a function. */
export interface GaussRule extends Quadrature {
  /**
   * Row-major `3 × n`: `tails · f` are the last three coefficients, of degree n − 1, n − 2 and n − 3, of the orthonormal
   * expansion of a function sampled at the nodes, each times the largest value of its polynomial for γ = 0. With fewer
   * nodes the last rows are 0.
   */
  readonly tails: Float64Array;
}

/** Off-diagonal and diagonal of the Jacobi matrix of `t^(−γ)` on [0, 1]. */
function recurrence(n: number, gamma: number): { diagonal: Float64Array; side: Float64Array } {
  const diagonal = zeros(n);
  const side = zeros(n);
  for (let k = 0; k < n; k++) {
    const c = 2 * k - gamma;
    diagonal[k] = k === 0 ? (1 - gamma) / (2 - gamma) : 0.5 + (0.5 * gamma * gamma) / (c * (c + 2));
    if (k > 0) side[k] = (k * (k - gamma)) / (c * Math.sqrt((c + 1) * (c - 1)));
  }
  return { diagonal, side };
}

/** By γ, then by n. */
const cache = new Map<number, GaussRule[]>();

/**
 * Gauss–Jacobi quadrature on [0, 1]: `∫₀¹ t^(−γ) f(t) dt ≈ Σ weights[i]·f(nodes[i])`, exact for degree 2n − 1.
 *
 * The nodes are eigenvalues of the Jacobi matrix, found by bisection on the signs of its Sturm sequence. Remembered per
 * n and γ; γ = 0 is Gauss–Legendre quadrature.
 *
 * @param n Number of nodes, an integer ≥ 1.
 * @param gamma Exponent γ < 1.
 * @see G. H. Golub, J. H. Welsch, Calculation of Gauss quadrature rules, Math. Comp. 23 (1969).
 * @example
 * gaussJacobi(3, 0.5).weights.reduce((sum, weight) => sum + weight, 0); // 2
 */
export function gaussJacobi(n: number, gamma: number): GaussRule {
  const rules = cache.get(gamma) ?? [];
  if (rules[n]) return rules[n];
  const { diagonal, side } = recurrence(n, gamma);
  const nodes = zeros(n);
  const weights = zeros(n);
  const tails = zeros(3 * n);
  const values = zeros(n);
  for (let i = 0; i < n; i++) {
    nodes[i] = eigenvalue(i, diagonal, side);
    // orthonormal polynomials; the first is 1/√(∫ t^(−γ))
    values[0] = Math.sqrt(1 - gamma);
    let sum = values[0]! ** 2;
    for (let k = 1; k < n; k++) {
      const before = k === 1 ? 0 : side[k - 1]! * values[k - 2]!;
      values[k] = ((nodes[i]! - diagonal[k - 1]!) * values[k - 1]! - before) / side[k]!;
      sum += values[k]! ** 2;
    }
    weights[i] = 1 / sum;
    for (let r = 0; r < Math.min(3, n); r++) {
      tails[r * n + i] = weights[i]! * values[n - 1 - r]! * Math.sqrt(2 * (n - 1 - r) + 1);
    }
  }
  const rule = { nodes, weights, tails };
  rules[n] = rule;
  cache.set(gamma, rules);
  return rule;
}

/** The eigenvalue with `index` others below it. */
function eigenvalue(index: number, diagonal: Float64Array, side: Float64Array): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = 0.5 * (low + high);
    if (middle === low || middle === high) return middle;
    let below = 0;
    let pivot = 1;
    for (let k = 0; k < diagonal.length; k++) {
      pivot = diagonal[k]! - middle - (k === 0 ? 0 : side[k]! ** 2 / pivot);
      if (pivot < 0) below++;
    }
    if (below > index) high = middle;
    else low = middle;
  }
}
