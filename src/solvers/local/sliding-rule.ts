import { factorLU, type LagrangeBasis, lagrangeBasis, solveLU } from "../../numeric/index.js";

/** How functions are held on an element, scaled to [0, 1]: by their values at the extrema of a Chebyshev polynomial. */
export interface SlidingRule {
  /** Ascending, 0 and 1 among them. */
  readonly nodes: Float64Array;
  readonly basis: LagrangeBasis;
  /** |last| + |last but one| Chebyshev coefficient of the values `data[offset + stride·k]`. */
  tail(data: Float64Array, offset: number, stride: number): number;
  /** The first point where the polynomial through `values` lies below `floor`, or a little later; null if there is none. */
  firstBelow(values: Float64Array, floor: number): number | null;
}

/** Bisections until a point counts as found: polynomials are not resolved any better. */
const DEPTH = 40;

let cached: SlidingRule | undefined;

/** The rule with 9 nodes. */
export function slidingRule(): SlidingRule {
  cached ??= createRule(8);
  return cached;
}

function createRule(degree: number): SlidingRule {
  const nodes = Float64Array.from({ length: degree + 1 }, (_, k) => Math.sin((Math.PI * k) / (2 * degree)) ** 2);
  nodes[degree] = 1;
  const size = degree + 1;
  const [matrix, pivots] = [new Float64Array(size * size), new Int32Array(size)];
  nodes.forEach((x, k) => {
    let binomial = 1;
    for (let j = 0; j <= degree; j++) {
      matrix[k * size + j] = binomial * x ** j * (1 - x) ** (degree - j);
      binomial *= (degree - j) / (j + 1);
    }
  });
  factorLU(matrix, pivots);
  const coefficient = (order: number, read: (k: number) => number): number => {
    let sum = 0;
    for (let k = 0; k <= degree; k++) {
      const term = read(k) * Math.cos((Math.PI * order * k) / degree);
      sum += k === 0 || k === degree ? 0.5 * term : term;
    }
    return ((order === degree ? 1 : 2) * sum) / degree;
  };
  return {
    nodes,
    basis: lagrangeBasis(nodes),
    tail(data, offset, stride) {
      const read = (k: number) => data[offset + stride * k]! - data[offset]!;
      return Math.abs(coefficient(degree, read)) + Math.abs(coefficient(degree - 1, read));
    },
    firstBelow(values, floor) {
      const bernstein = values.slice();
      solveLU(matrix, pivots, bernstein);
      return searchBelow(bernstein, floor, { left: 0, right: 1, depth: DEPTH });
    },
  };
}

interface Part {
  readonly left: number;
  readonly right: number;
  readonly depth: number;
}

/** A polynomial lies above the least of its Bernstein coefficients, so that parts where all are high enough are done. */
function searchBelow(coefficients: Float64Array, floor: number, { left, right, depth }: Part): number | null {
  if (coefficients.every((value) => value >= floor)) return null;
  if (!(coefficients[0]! >= floor)) return left;
  const last = coefficients.length - 1;
  if (depth === 0) return coefficients[last]! < floor ? right : null;
  const [near, far] = [new Float64Array(last + 1), coefficients.slice()];
  for (let k = 0; k <= last; k++) {
    near[k] = far[0]!;
    for (let j = 0; j < last - k; j++) far[j] = 0.5 * (far[j]! + far[j + 1]!);
  }
  const middle = 0.5 * (left + right);
  return (
    searchBelow(near, floor, { left, right: middle, depth: depth - 1 }) ??
    searchBelow(far, floor, { left: middle, right, depth: depth - 1 })
  );
}
