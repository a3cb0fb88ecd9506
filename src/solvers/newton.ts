import { solveLU } from "../numeric/index.js";
import type { Equations } from "./equations.js";
import { type Accuracy, COST_OF_NODE, type Solution } from "./relax.js";

const MAXIMUM_STEPS = 30;
const SHORTEST_STEP = 1e-3;
const KEEP_FACTORS = 0.2;

/**
 * Solves the equations of a window by Newton's method on all unknowns at once.
 *
 * Damped by the natural monotonicity test: a step is shortened until the next simplified correction is smaller than the
 * one it follows, a measure that does not depend on how the equations are scaled. Where the simplified corrections
 * contract fast the factors are kept.
 *
 * @see P. Deuflhard, Newton Methods for Nonlinear Problems (2004), section 3.3.
 */
export function solveWindow(equations: Equations, { tolerance, acceptable }: Accuracy): Solution {
  const { window } = equations;
  const N = window.tables.length * equations.size;
  const matrix = new Float64Array(N * N);
  const pivots = new Int32Array(N);
  const correction = new Float64Array(N);
  const next = new Float64Array(N);
  const kept = new Float64Array(N);
  let steps = 0;
  let work = 0;
  let size = Infinity;
  let damping = 1;
  let factored = false;

  const evaluate = () => {
    equations.refresh();
    window.readMemories();
  };
  const correct = (out: Float64Array): number => {
    equations.writeResidual(out);
    solveLU(matrix, pivots, out);
    let largest = 0;
    for (let i = 0; i < N; i++) {
      const relative = Math.abs(out[i]!) / (1 + Math.abs(window.y[i]!));
      if (!(relative <= largest)) largest = relative;
    }
    return largest;
  };
  const finish = (status: Solution["status"]): Solution => {
    equations.refresh();
    return { status, sweeps: steps, residual: size, work };
  };

  evaluate();
  while (steps < MAXIMUM_STEPS) {
    if (!factored) {
      work += N ** 3;
      if (!equations.linearize(matrix, pivots)) return finish("non-finite");
      size = correct(correction);
      if (!(size < Infinity)) return finish("non-finite");
      factored = true;
    }
    kept.set(window.y.subarray(0, N));
    let simplified: number;
    for (damping = Math.min(1, 4 * damping); ; damping /= 2) {
      steps++;
      for (let i = 0; i < N; i++) window.y[i] = kept[i]! + damping * correction[i]!;
      if (damping === 1 && size <= tolerance) return finish("converged");
      work += COST_OF_NODE * N ** 2;
      evaluate();
      simplified = correct(next);
      if (simplified <= (1 - damping / 4) * size) break;
      // rounding has the last word where corrections are small and no longer shrink
      if (damping === 1 && size <= acceptable) return finish("converged");
      if (damping < SHORTEST_STEP) return finish(simplified < Infinity ? "not-converged" : "non-finite");
    }
    const ratio = simplified / size;
    size = simplified;
    correction.set(next);
    const left = (size * ratio) / (1 - Math.min(ratio, 0.9));
    if (damping === 1 && left <= tolerance) {
      for (let i = 0; i < N; i++) window.y[i]! += correction[i]!;
      size = left;
      return finish("converged");
    }
    factored = damping === 1 && ratio < KEEP_FACTORS;
  }
  return finish("not-converged");
}
