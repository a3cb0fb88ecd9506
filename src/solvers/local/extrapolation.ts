import { factorLU, solveLU } from "../../numeric/index.js";

/** Continues the polynomial of a step beyond its end. */
export interface Extrapolation {
  /**
   * Takes a polynomial, row-major nodes × n. Legendre coefficients of component a below `noise[a]` are left out: far
   * ahead they would be all that is seen.
   */
  take(values: Float64Array, noise: Float64Array): void;
  /**
   * Writes the first Legendre coefficient that polynomials like this one, not to be taken yet, neglect: the last one
   * times the rate at which those before it fall.
   */
  neglected(values: Float64Array, out: Float64Array): void;
  /** Writes the polynomial at x, in units of the step from its start, into `out`. */
  evaluate(x: number, degree: number, out: Float64Array): void;
}

/** Creates the continuation of polynomials of n components that are held by their values at `nodes`. */
export function createExtrapolation(nodes: Float64Array, n: number): Extrapolation {
  const count = nodes.length;
  const factors = new Float64Array(count * count);
  const pivots = new Int32Array(count);
  const legendre = new Float64Array(count);
  nodes.forEach((x, k) => {
    writeLegendre(2 * x - 1, legendre);
    factors.set(legendre, k * count);
  });
  factorLU(factors, pivots);
  const coefficients = new Float64Array(count * n);
  const column = new Float64Array(count);
  const expand = (values: Float64Array, a: number): void => {
    // about the first value, so that what is constant has no others
    for (let k = 0; k < count; k++) column[k] = values[k * n + a]! - values[a]!;
    solveLU(factors, pivots, column);
  };
  return {
    neglected(values, out) {
      for (let a = 0; a < n; a++) {
        expand(values, a);
        const [last, earlier] = [
          Math.abs(column[count - 1]!),
          Math.max(...column.subarray(count - 4, count - 2).map(Math.abs)),
        ];
        out[a] = last === 0 ? 0 : last * Math.min(1, Math.sqrt(last / earlier));
      }
    },
    take(values, noise) {
      for (let a = 0; a < n; a++) {
        expand(values, a);
        column[0]! += values[a]!;
        for (let k = 0; k < count; k++) {
          coefficients[k * n + a] = k > 0 && Math.abs(column[k]!) < noise[a]! ? 0 : column[k]!;
        }
      }
    },
    evaluate(x, degree, out) {
      writeLegendre(2 * x - 1, legendre);
      for (let a = 0; a < n; a++) {
        let sum = 0;
        for (let k = Math.min(degree, count - 1); k >= 0; k--) sum += legendre[k]! * coefficients[k * n + a]!;
        out[a] = sum;
      }
    },
  };
}

/** The Legendre polynomials at x, by their recurrence. */
function writeLegendre(x: number, out: Float64Array): void {
  out[0] = 1;
  out[1] = x;
  for (let k = 2; k < out.length; k++) out[k] = ((2 * k - 1) * x * out[k - 1]! - (k - 1) * out[k - 2]!) / k;
}
