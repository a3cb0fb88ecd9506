import type { Collocation } from "./collocation.js";

/**
 * Size of the first neglected term of a Legendre series, from the decay of its last four coefficients.
 *
 * `|a_last|·r` with r the ratio per degree, at most 1: the series of an analytic function decays geometrically, and one
 * that does not decay is no better known than its last term.
 */
function tail(coefficients: Float64Array): number {
  const n = coefficients.length;
  const last = Math.max(Math.abs(coefficients[n - 1]!), Math.abs(coefficients[n - 2]!) * 0.1);
  if (n < 4) return last;
  const late = Math.abs(coefficients[n - 1]!) + Math.abs(coefficients[n - 2]!);
  const early = Math.abs(coefficients[n - 3]!) + Math.abs(coefficients[n - 4]!);
  const ratio = early > 0 ? Math.min(1, Math.sqrt(late / early)) : 1;
  return Number.isNaN(late) ? Number.NaN : last * ratio;
}

/** Estimates of what a polynomial on one element leaves out. */
export interface TailEstimator {
  /** For the solution at 0 and the collocation nodes: component `a`, read with `value(k)`. */
  solution(value: (k: number) => number): number;
  /** For a signal at the collocation nodes. */
  signal(value: (k: number) => number): number;
}

/** Creates the estimators of a collocation method. */
export function createTailEstimator(method: Collocation): TailEstimator {
  const estimate = (rows: Float64Array, count: number) => {
    const coefficients = new Float64Array(count);
    return (value: (k: number) => number) => {
      coefficients.fill(0);
      for (let j = 0; j < count; j++) {
        const v = value(j);
        for (let k = 0; k < count; k++) coefficients[k]! += rows[k * count + j]! * v;
      }
      return tail(coefficients);
    };
  };
  return {
    solution: estimate(method.solutionCoefficients, method.stages + 1),
    signal: estimate(method.signalCoefficients, method.stages),
  };
}
