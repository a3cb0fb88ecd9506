import { gaussLegendre } from "./gauss-legendre.js";
import { lagrangeBasis } from "./lagrange.js";

/** The Radau IIA collocation method: nodes on (0, 1] and `A[i·s + j] = ∫₀^{nodes[i]} ℓ_j`. */
export interface RadauMethod {
  readonly nodes: Float64Array;
  readonly A: Float64Array;
}

/** `P_s(z) − P_{s−1}(z)` with z = 2x − 1, whose zeros are the nodes; the last one is x = 1. */
function radauPolynomial(s: number, x: number): number {
  const z = 2 * x - 1;
  let previous = 1;
  let value = z;
  for (let k = 2; k <= s; k++) {
    const next = ((2 * k - 1) * z * value - (k - 1) * previous) / k;
    previous = value;
    value = next;
  }
  return value - previous;
}

function bisect(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  const sign = Math.sign(f(a));
  for (let round = 0; round < 200 && b - a > 0; round++) {
    const middle = 0.5 * (a + b);
    if (middle === a || middle === b) break;
    if (Math.sign(f(middle)) === sign) a = middle;
    else b = middle;
  }
  return 0.5 * (a + b);
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
  const nodes = new Float64Array(stages);
  // the nodes interlace with a Chebyshev-like grid: scan for sign changes, then bisect to the last bit
  const f = (x: number) => radauPolynomial(stages, x);
  const samples = 200 * stages;
  let found = 0;
  for (let i = 0; i < samples - 1 && found < stages - 1; i++) {
    const low = 0.5 - 0.5 * Math.cos((Math.PI * i) / samples);
    const high = 0.5 - 0.5 * Math.cos((Math.PI * (i + 1)) / samples);
    if (f(low) * f(high) < 0) nodes[found++] = bisect(f, low, high);
  }
  nodes[stages - 1] = 1;
  return { nodes, A: collocationMatrix(nodes) };
}

function collocationMatrix(nodes: Float64Array): Float64Array {
  const s = nodes.length;
  const A = new Float64Array(s * s);
  const basis = lagrangeBasis(nodes);
  const values = new Float64Array(s);
  const rule = gaussLegendre(s);
  for (let i = 0; i < s; i++) {
    for (let g = 0; g < s; g++) {
      basis.evaluate(nodes[i]! * rule.nodes[g]!, values);
      for (let j = 0; j < s; j++) A[i * s + j]! += nodes[i]! * rule.weights[g]! * values[j]!;
    }
  }
  return A;
}
