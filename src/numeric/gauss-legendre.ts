import type { Quadrature } from "./quadrature.js";

/** `P_n(x)` and its derivative by the three-term recurrence, for |x| < 1. */
function legendre(n: number, x: number): { value: number; derivative: number } {
  let previous = 1;
  let value = x;
  for (let k = 2; k <= n; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
    previous = value;
    value = next;
  }
  return { value, derivative: (n * (previous - x * value)) / (1 - x * x) };
}

const cache = new Map<number, Quadrature>();

/**
 * Gauss–Legendre quadrature on [0, 1]: `∫₀¹ f ≈ Σ weights[i]·f(nodes[i])`, exact for polynomials of degree 2n − 1.
 *
 * Nodes ascend. Newton's method on the Legendre polynomial from Tricomi's asymptotic start; O(n²), remembered per n.
 *
 * @param n Number of nodes, an integer ≥ 1.
 * @throws {RangeError} if `n` is not a positive integer.
 * @example
 * gaussLegendre(1); // nodes [0.5], weights [1]
 */
export function gaussLegendre(n: number): Quadrature {
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new RangeError(`Cannot make a quadrature as n must be a positive integer: current value is ${n}`);
  }
  const known = cache.get(n);
  if (known) return known;
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = n === 1 ? 0 : (1 - 1 / (8 * n * n) + 1 / (8 * n * n * n)) * Math.cos((Math.PI * (4 * i + 3)) / (4 * n + 2));
    for (let round = 0; n > 1 && round < 8; round++) {
      const { value, derivative } = legendre(n, x);
      x -= value / derivative;
    }
    const slope = n === 1 ? 1 : legendre(n, x).derivative;
    nodes[n - 1 - i] = 0.5 * (1 + x);
    weights[n - 1 - i] = 1 / ((1 - x * x) * slope * slope);
  }
  const rule = { nodes, weights };
  cache.set(n, rule);
  return rule;
}
