import type { Collocation } from "./collocation.js";
import type { Equations } from "./equations.js";
import type { MemoryLayout } from "./layout.js";

/** What rounding leaves of the highest coefficients of a polynomial of size 1. */
const ROUNDING = 3e-15;

/**
 * Size of the first neglected term of a Legendre series, from the decay of its last four coefficients: the last one
 * times the ratio per degree, at most 1. The series of an analytic function decays geometrically.
 */
function tail(coefficients: Float64Array): number {
  const n = coefficients.length;
  const last = Math.max(Math.abs(coefficients[n - 1]!), 0.1 * Math.abs(coefficients[n - 2]!));
  if (n < 4) return last;
  const late = Math.abs(coefficients[n - 1]!) + Math.abs(coefficients[n - 2]!);
  const early = Math.abs(coefficients[n - 3]!) + Math.abs(coefficients[n - 4]!);
  const ratio = early > 0 ? Math.min(1, Math.sqrt(late / early)) : 1;
  return Number.isNaN(late) ? Number.NaN : last * ratio;
}

/** Estimates the local error of a solved element relative to 1 + |y|; NaN where the equations are not finite. */
export type LocalError = (e: number) => number;

/**
 * Creates the estimator. The error of an element is the largest of
 * - the first neglected term of the solution's polynomials,
 * - what the first neglected terms of the signals, entering through the memories, move the solution by,
 * - a tenth of these terms relative to the largest memory so far.
 */
export function createLocalError(equations: Equations, layout: MemoryLayout, method: Collocation): LocalError {
  const { window } = equations;
  const s = method.stages;
  const n = equations.size / s;
  const Q = layout.signalSize;
  const largestMemory = new Float64Array(Q);
  const memoryError = new Float64Array(Q);
  const coefficients = new Float64Array(s + 1);

  const expand = (rows: Float64Array, count: number, value: (k: number) => number): number => {
    const out = coefficients.subarray(0, count).fill(0);
    for (let j = 0; j < count; j++) {
      const v = value(j);
      for (let k = 0; k < count; k++) out[k]! += rows[k * count + j]! * v;
    }
    return tail(out);
  };

  return (e) => {
    let worst = 0;
    const include = (error: number) => {
      if (!(error <= worst)) worst = error;
    };
    for (let a = 0; a < n; a++) {
      const value = (k: number) => (k > 0 || e > 0 ? window.y[(e * s + k - 1) * n + a]! : window.start[a]!);
      const scale = 1 + Math.abs(value(s));
      include(expand(method.solutionCoefficients, s + 1, value) / scale - ROUNDING);
    }
    for (const [index, { signal, size }] of layout.terms.entries()) {
      const { gain } = window.tables[e]![index]!;
      for (let c = signal; c < signal + size; c++) {
        memoryError[c] = (gain * expand(method.signalCoefficients, s, (k) => window.signal[(e * s + k) * Q + c]!)) / s;
      }
    }
    include(equations.sensitivity(e, memoryError));
    for (let c = 0; c < Q; c++) {
      for (let i = 0; i < s; i++) largestMemory[c] = Math.max(largestMemory[c]!, Math.abs(window.seen[i * Q + c]!));
      if (largestMemory[c]! > 0) include((0.1 * memoryError[c]!) / largestMemory[c]!);
    }
    return worst;
  };
}
