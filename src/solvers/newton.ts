import { solveLU } from "../numeric/index.js";
import type { Accuracy, Relaxation } from "./relax.js";
import type { Sweeper } from "./window.js";

const MAXIMUM_STEPS = 30;
const SHORTEST_STEP = 1e-3;

/**
 * Solves the collocation equations of a window by Newton's method on all unknowns at once.
 *
 * Damped by the natural monotonicity test: a step is shortened until the next simplified correction is smaller than the
 * one it follows, which does not depend on how the equations are scaled. Where the simplified corrections contract fast
 * the factors are kept.
 *
 * @see P. Deuflhard, Newton Methods for Nonlinear Problems, section 3.3.
 */
export function solveWindow(sweeper: Sweeper, elements: number, { tolerance, acceptable }: Accuracy): Relaxation {
  const { window } = sweeper;
  const N = elements * window.elementNodes * window.start.length;
  const matrix = new Float64Array(N * N);
  const pivots = new Int32Array(N);
  const correction = new Float64Array(N);
  const next = new Float64Array(N);
  const kept = new Float64Array(N);
  const size = (vector: Float64Array) => {
    let largest = 0;
    for (let i = 0; i < N; i++) {
      const relative = Math.abs(vector[i]!) / (1 + Math.abs(window.y[i]!));
      if (!(relative <= largest)) largest = relative;
    }
    return largest;
  };
  const correct = (out: Float64Array) => {
    sweeper.refresh(elements);
    sweeper.readMemories(elements);
    sweeper.writeWindowResidual(elements, out);
    solveLU(matrix, pivots, out);
  };
  let steps = 0;
  let length = Infinity;
  let fresh = false;
  let damping = 1;
  while (steps < MAXIMUM_STEPS) {
    if (!fresh) {
      sweeper.refresh(elements);
      sweeper.readMemories(elements);
      if (!sweeper.linearizeWindow(elements, matrix, pivots)) return { status: "non-finite", sweeps: steps, residual: length };
      correct(correction);
      length = size(correction);
      if (!(length < Infinity)) return { status: "non-finite", sweeps: steps, residual: length };
      fresh = true;
    }
    kept.set(window.y.subarray(0, N));
    damping = Math.min(1, 4 * damping);
    let simplified = Infinity;
    for (;;) {
      steps++;
      for (let i = 0; i < N; i++) window.y[i] = kept[i]! + damping * correction[i]!;
      if (damping === 1 && length <= tolerance) {
        sweeper.refresh(elements);
        return { status: "converged", sweeps: steps, residual: length };
      }
      correct(next);
      simplified = size(next);
      if (simplified <= (1 - damping / 4) * length) break;
      if (length <= acceptable) {
        // rounding has the last word: the correction no longer shrinks, and is small enough
        for (let i = 0; i < N; i++) window.y[i] = kept[i]!;
        sweeper.refresh(elements);
        return { status: "converged", sweeps: steps, residual: length };
      }
      damping /= 2;
      if (damping < SHORTEST_STEP) return { status: simplified < Infinity ? "not-converged" : "non-finite", sweeps: steps, residual: length };
    }
    const ratio = simplified / length;
    if (damping === 1 && (simplified * ratio) / (1 - Math.min(ratio, 0.9)) <= tolerance) {
      for (let i = 0; i < N; i++) window.y[i]! += next[i]!;
      sweeper.refresh(elements);
      return { status: "converged", sweeps: steps, residual: simplified };
    }
    correction.set(next);
    length = simplified;
    fresh = damping === 1 && ratio < 0.2;
  }
  return { status: "not-converged", sweeps: steps, residual: length };
}
