import { type GaussRule, gaussJacobi, integrateBasis, radauNodes, rowOf, zeros } from "../numeric/index.js";

/** How a function is held in one element, scaled to [0, 1]: by its values at `p` nodes. */
export interface Rule {
  readonly p: number;
  /** Ascending, in (0, 1]. */
  readonly nodes: Float64Array;
  /** Row-major `p × p`: `∫₀^{nodes[i]} ℓ_j`. */
  readonly A: Float64Array;
  /** `∫₀¹ ℓ_j`. */
  readonly b: Float64Array;
  /** Row-major `p × p`: times values at the nodes, the coefficients of the Legendre polynomials on [0, 1]. */
  readonly legendre: Float64Array;
  /** Gauss–Legendre quadrature of a kernel times a polynomial of the rule. */
  readonly gauss: GaussRule;
  /** Row-major `gauss.nodes.length × p`: `ℓ_j` at its nodes, counted from the right end. */
  readonly atGauss: Float64Array;
  /** Writes `ℓ_j(c)` and returns them. */
  evaluate(c: number, out: Float64Array): Float64Array;
  /** Writes the Lagrange polynomials of 0 and the nodes, p + 1 of them: a solution's values there make it of degree p. */
  evaluateWithStart(c: number, out: Float64Array): Float64Array;
}

const cache = new Map<string, Rule>();

/**
 * The right Radau nodes, for marching: stiffly accurate, order 2p − 1 at the end of an element and p + 1 inside.
 *
 * @param p Number of nodes, from 2 to 12.
 */
export function radauRule(p: number): Rule {
  return remember(`radau ${p}`, () => radauNodes(p));
}

/** Chebyshev nodes of the first kind, for spectral collocation: no node is at an end. */
export function chebyshevRule(p: number): Rule {
  return remember(`chebyshev ${p}`, () =>
    Float64Array.from({ length: p }, (_, i) => Math.sin((Math.PI * (2 * i + 1)) / (4 * p)) ** 2),
  );
}

function remember(key: string, nodes: () => Float64Array): Rule {
  const known = cache.get(key);
  if (known) return known;
  const rule = createRule(nodes());
  cache.set(key, rule);
  return rule;
}

function createRule(nodes: Float64Array): Rule {
  const p = nodes.length;
  const evaluate = barycentric(nodes);
  const basis = { nodes, evaluate };
  const gauss = gaussJacobi((p >> 1) + 8, 0);
  return {
    p,
    nodes,
    A: evaluateAll(nodes, p, (node, out) => integrateBasis(basis, node, out)),
    b: integrateBasis(basis, 1, zeros(p)),
    legendre: expand(p, evaluate),
    gauss,
    atGauss: evaluateAll(gauss.nodes, p, (t, out) => evaluate(1 - t, out)),
    evaluate,
    evaluateWithStart: barycentric(Float64Array.of(0, ...nodes)),
  };
}

/** The Lagrange polynomials of some nodes, by the second barycentric formula. */
function barycentric(nodes: Float64Array): Rule["evaluate"] {
  const count = nodes.length;
  // four times each distance: the products neither overflow nor vanish
  const weights = nodes.map(
    (node) => 1 / nodes.reduce((all, other) => (other === node ? all : all * 4 * (node - other)), 1),
  );
  return (c, out) => {
    let sum = 0;
    for (let j = 0; j < count; j++) {
      const distance = c - nodes[j]!;
      if (distance === 0) {
        out.fill(0, 0, count);
        out[j] = 1;
        return out;
      }
      const term = weights[j]! / distance;
      out[j] = term;
      sum += term;
    }
    const scale = 1 / sum;
    for (let j = 0; j < count; j++) out[j]! *= scale;
    return out;
  };
}

function evaluateAll(points: Float64Array, p: number, evaluate: Rule["evaluate"]): Float64Array {
  const rows = zeros(points.length * p);
  points.forEach((point, g) => {
    evaluate(point, rowOf(rows, g, p));
  });
  return rows;
}

/** `∫₀¹ ℓ_j P_k` for the Legendre polynomials P_k, over ∫₀¹ P_k². */
function expand(p: number, evaluate: Rule["evaluate"]): Float64Array {
  const legendre = zeros(p * p);
  const rule = gaussJacobi(p, 0);
  const values = zeros(p);
  rule.nodes.forEach((t, g) => {
    evaluate(t, values);
    let [before, now] = [0, rule.weights[g]!];
    for (let k = 0; k < p; k++) {
      for (let j = 0; j < p; j++) legendre[k * p + j]! += (2 * k + 1) * now * values[j]!;
      const ratio = k / (k + 1);
      [before, now] = [now, (1 + ratio) * (2 * t - 1) * now - ratio * before];
    }
  });
  return legendre;
}

/**
 * The sizes of the last three Legendre coefficients of `data` (`p × columns`), the largest over the columns, the last
 * coefficient first; 0 for those that there are not.
 */
export function largestTail({ p, legendre }: Rule, data: Float64Array, columns: number): [number, number, number] {
  const largest: [number, number, number] = [0, 0, 0];
  for (let r = 0; r < Math.min(3, p); r++) {
    for (let a = 0; a < columns; a++) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += legendre[(p - 1 - r) * p + j]! * data[j * columns + a]!;
      largest[r] = Math.max(largest[r]!, Math.abs(sum));
    }
  }
  return largest;
}
