import { symmetricEigenvalues } from "../numeric/eigenvalues.js";
import { createRandom } from "../numeric/random.js";
import { checkDimension } from "./check-parameter.js";
import type { Objective, ObjectiveConstants } from "./objective.js";

/** `U Uᵀ`, row-major `n × n`, with the entries of U drawn row by row. */
function randomGram(n: number, seed: number): Float64Array {
  const { normal } = createRandom(seed);
  const u = Float64Array.from({ length: n * n }, normal);
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += u[i * n + k]! * u[j * n + k]!;
      gram[i * n + j] = gram[j * n + i] = sum;
    }
  }
  return gram;
}

function constantsOf(gram: Float64Array, n: number): ObjectiveConstants {
  const eigenvalues = symmetricEigenvalues(gram, n);
  const smallest = eigenvalues[0]!;
  const largest = eigenvalues[n - 1]!;
  // an eigenvalue at the level of rounding says nothing about the true one
  const known = smallest > 1e-12 * n * largest;
  return {
    smoothness: largest,
    ...(known && { strongConvexity: smallest, pl: smallest }),
    minimisers: [new Array<number>(n).fill(0)],
    minimum: 0,
  };
}

/**
 * A random convex quadratic: `f(x) = ½ xᵀ U Uᵀ x` with U `n × n` of independent N(0, 1) entries.
 *
 * L and μ are the largest and the smallest eigenvalue of U Uᵀ, computed when `constants` is first read. Minimiser 0,
 * minimum 0.
 *
 * @param n number of parameters, 1 to 2000; default 10.
 * @param seed seed of the entries, which are drawn row by row from stream 0; default 1.
 * @throws {RangeError} if `n` or `seed` is not a whole number in its range.
 * @see arXiv 2009.06125, section 3 and figure 5.
 * @example
 * randomQuadraticObjective(10, 1).constants?.minimum; // 0
 */
export function randomQuadraticObjective(n = 10, seed = 1): Objective {
  checkDimension("randomQuadratic", n, 1, 2000);
  const gram = randomGram(n, seed);
  let constants: ObjectiveConstants | undefined;

  function multiply(x: Float64Array, out: Float64Array): void {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += gram[i * n + j]! * x[j]!;
      out[i] = sum;
    }
  }
  function valueAndGradient(theta: Float64Array, out: Float64Array): number {
    multiply(theta, out);
    let value = 0;
    for (let i = 0; i < n; i++) value += theta[i]! * out[i]!;
    return value / 2;
  }
  const scratch = new Float64Array(n);
  return {
    dimension: n,
    value: (theta) => valueAndGradient(theta, scratch),
    gradient: multiply,
    valueAndGradient,
    hessian: (_theta, out) => out.set(gram),
    hessianVector: (_theta, direction, out) => multiply(direction, out),
    get constants() {
      constants ??= constantsOf(gram, n);
      return constants;
    },
  };
}
