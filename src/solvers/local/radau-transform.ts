import {
  type ComplexArray,
  differentiationMatrix,
  factorComplexLU,
  factorLU,
  radau,
  solveComplexLU,
  solveLU,
} from "../../numeric/index.js";

/** Two eigenvalues `re ± i·im` of A⁻¹, im > 0. */
export interface EigenvaluePair {
  readonly re: number;
  readonly im: number;
}

/**
 * The Radau IIA method with an odd number of stages, as an implicit integrator needs it: `A⁻¹ T = T Λ` with one real
 * eigenvalue first and then 2 × 2 blocks [[re, im], [−im, re]].
 */
export interface RadauTransform {
  readonly stages: number;
  /** 0 and the nodes: what a step's polynomial is held by, stages + 1 of them. */
  readonly nodes: Float64Array;
  /** Row-major stages × stages: A⁻¹, T and T⁻¹. */
  readonly inverse: Float64Array;
  readonly T: Float64Array;
  readonly TInverse: Float64Array;
  readonly real: number;
  readonly pairs: readonly EigenvaluePair[];
  /** Derivative at 0 of the polynomial through `nodes`: weights of its values there. */
  readonly slopeAtStart: Float64Array;
  /** The same at 1. */
  readonly slopeAtEnd: Float64Array;
  /** Largest error of the polynomial in a step, in units of h times the defect at its left end, as h → 0. */
  readonly errorPerDefect: number;
}

/**
 * Prepares the Radau IIA method with an odd number of stages.
 *
 * The eigenvalues of A⁻¹ are the poles of its stability function, the Padé approximant (s − 1, s) of the exponential.
 *
 * @see E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, sections IV.3 and IV.8.
 */
export function radauTransform(stages: number): RadauTransform {
  const { nodes: c, A } = radau(stages);
  const nodes = Float64Array.of(0, ...c);
  const inverse = invert(A, stages);
  const poles = padePoles(stages).sort((p, q) => Math.abs(p[1]) - Math.abs(q[1]));
  const real = poles[0]![0];
  const upper = poles.slice(1).filter(([, im]) => im > 0);
  const T = new Float64Array(stages * stages);
  eigenvector(inverse, stages, [real, 0]).re.forEach((value, i) => {
    T[i * stages] = value;
  });
  upper.forEach((pole, k) => {
    const { re, im } = eigenvector(inverse, stages, pole);
    for (let i = 0; i < stages; i++) {
      T[i * stages + 2 * k + 1] = re[i]!;
      T[i * stages + 2 * k + 2] = im[i]!;
    }
  });
  const slopes = differentiationMatrix(nodes);
  return {
    stages,
    nodes,
    inverse,
    T,
    TInverse: invert(T, stages),
    real,
    pairs: upper.map(([re, im]) => ({ re, im })),
    slopeAtStart: slopes.slice(0, stages + 1),
    slopeAtEnd: slopes.slice(stages * (stages + 1)),
    errorPerDefect: largestError(c),
  };
}

function invert(matrix: Float64Array, n: number): Float64Array {
  const factors = matrix.slice();
  const pivots = new Int32Array(n);
  factorLU(factors, pivots);
  const out = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveLU(factors, pivots, column);
    for (let i = 0; i < n; i++) out[i * n + j] = column[i]!;
  }
  return out;
}

type Complex = readonly [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const over = ([a, b]: Complex, [c, d]: Complex): Complex => {
  const square = c * c + d * d;
  return [(a * c + b * d) / square, (b * c - a * d) / square];
};

/** The roots of the denominator of the Padé approximant (s − 1, s) of e^z, all at once by Durand and Kerner. */
function padePoles(s: number): Complex[] {
  // monic: the coefficient of z^j over that of z^(j+1) is −(j + 1)(2s − 1 − j)/(s − j)
  const coefficients = new Float64Array(s + 1).fill(1);
  for (let j = s - 1; j >= 0; j--) coefficients[j] = (-coefficients[j + 1]! * (j + 1) * (2 * s - 1 - j)) / (s - j);
  const roots: Complex[] = Array.from({ length: s }, (_, k) => {
    const angle = (2 * Math.PI * k) / s + 0.3;
    return [s * Math.cos(angle), s * Math.sin(angle)];
  });
  for (let sweep = 0; sweep < 200; sweep++) {
    for (let k = 0; k < s; k++) {
      let value: Complex = [0, 0];
      for (let j = s; j >= 0; j--) {
        const [re, im] = times(value, roots[k]!);
        value = [re + coefficients[j]!, im];
      }
      let others: Complex = [1, 0];
      for (let j = 0; j < s; j++) if (j !== k) others = times(others, minus(roots[k]!, roots[j]!));
      roots[k] = minus(roots[k]!, over(value, others));
    }
  }
  return roots;
}

/** The eigenvector of a well separated eigenvalue by inverse iteration, its last component 1. */
function eigenvector(matrix: Float64Array, n: number, [re, im]: Complex): ComplexArray {
  const shifted = { re: matrix.slice(), im: new Float64Array(n * n) };
  // a shift off by little more than rounding keeps the matrix regular and gains nine digits an iteration
  for (let i = 0; i < n; i++) {
    shifted.re[i * n + i]! -= re * (1 + 1e-9);
    shifted.im[i * n + i]! -= im;
  }
  const pivots = new Int32Array(n);
  factorComplexLU(shifted, pivots);
  const vector = { re: new Float64Array(n).fill(1), im: new Float64Array(n) };
  for (let k = 0; k < 4; k++) {
    solveComplexLU(shifted, pivots, vector);
    const last: Complex = [vector.re[n - 1]!, vector.im[n - 1]!];
    for (let i = 0; i < n; i++) [vector.re[i], vector.im[i]] = over([vector.re[i]!, vector.im[i]!], last);
  }
  return vector;
}

/** max |∫₀^x M|/|M(0)| on [0, 1] with M = Π (x − cᵢ): p′ interpolates y′ at the nodes, so that y′ − p′ goes like M. */
function largestError(c: Float64Array): number {
  const product = (x: number): number => c.reduce((value, node) => value * (x - node), 1);
  const parts = 2000;
  let [sum, largest] = [0, 0];
  for (let k = 0; k < parts; k++) {
    sum += product((k + 0.5) / parts) / parts;
    largest = Math.max(largest, Math.abs(sum));
  }
  return largest / Math.abs(product(0));
}
