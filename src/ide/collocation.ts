import { allFinite, factorLU, rowOf, solveLU, supNorm, zeros } from "../numeric/index.js";
import type { Rule } from "./rule.js";
import type { System } from "./system.js";

/** How integrals depend on the solution: `z_i = past_i + coupling(Y)_i`. */
export interface Coupling {
  /** Adds the integrals to z (`N × q`), from the values Y (`N × n`). */
  add(Y: Float64Array, z: Float64Array): void;
  /** Adds their derivative to G, row-major `(N q) × (N n)`. */
  addJacobian(Y: Float64Array, G: Float64Array): void;
  /** What the integrals may miss of the last signal in element e of this rule: its last coefficient, where not resolved. */
  roughness(rule: Rule, e: number): number;
}

/** The equations `U_i = rate(x_i, Y_i, z_i)`, `Y = y0 + A·U`, for the derivatives U at N points. */
export interface Collocation {
  readonly system: System;
  readonly xs: Float64Array;
  readonly y0: Float64Array;
  /** Row-major `N × N`, in units of x. */
  readonly A: Float64Array;
  /** `N × q`: the part of the integrals that is known. */
  readonly past: Float64Array;
  /** Null where integrals do not depend on U. */
  readonly coupling: Coupling | null;
}

export interface NewtonOptions {
  /** Accepted size of the last change of Y, relative to its own size or `sup`. */
  readonly target: number;
  /** max(1, sup |y|) as far as it is known. */
  readonly sup: number;
  readonly maximumIterations: number;
  /** Whether steps may be shortened; without it a step that does not contract is a failure. */
  readonly damped: boolean;
  readonly onStep?: () => void;
}

export interface NewtonResult {
  readonly converged: boolean;
  readonly iterations: number;
}

/** Solves collocation equations; keeps the factors of its last derivative for the next call. */
export interface CollocationSolver {
  /** U, `N × n`: the guess before, the solution after `solve`. */
  readonly U: Float64Array;
  /** The Y that belongs to U after `solve`. */
  readonly Y: Float64Array;
  solve(collocation: Collocation, options: NewtonOptions): NewtonResult;
  /** Makes the factors at U; false if it cannot. */
  linearise(collocation: Collocation): boolean;
  /** The largest change of Y that a change of the right sides (`N × n`) makes; NaN if there are no factors. */
  respond(defect: Float64Array, A: Float64Array): number;
  /** sup |∂rate/∂z| over the points, when factors were last made. */
  gain(): number;
  /** Forgets the factors, as those of another problem. */
  reset(): void;
}

/**
 * Newton's method for collocation equations, with one factorisation for as long as steps contract by ten.
 *
 * Steps are accepted by the natural monotonicity test: the next step, with the same factors, must be shorter.
 *
 * @see P. Deuflhard, Newton Methods for Nonlinear Problems, section 3.3.
 */
export function createCollocationSolver(system: System, N: number): CollocationSolver {
  const { n, q } = system;
  const size = N * n;
  const U = zeros(size);
  const Y = zeros(size);
  const z = zeros(N * q);
  const residual = zeros(size);
  const step = zeros(size);
  const nextStep = zeros(size);
  const kept = zeros(size);
  const moved = zeros(size);
  const factors = zeros(size * size);
  const pivots = new Int32Array(size);
  let hasFactors = false;
  let gain = 0;
  const rows = Array.from({ length: N }, (_, i) => ({
    y: rowOf(Y, i, n),
    z: rowOf(z, i, q),
    residual: rowOf(residual, i, n),
  }));
  const byY = zeros(n * n);
  const byZ = zeros(n * q);
  const value = zeros(n);

  /** out = A·data, for n components. */
  const integrate = (A: Float64Array, data: Float64Array, out: Float64Array) => {
    for (let i = 0; i < N; i++) {
      for (let a = 0; a < n; a++) {
        let sum = 0;
        for (let j = 0; j < N; j++) sum += A[i * N + j]! * data[j * n + a]!;
        out[i * n + a] = sum;
      }
    }
  };

  /** Residual `rate − U` at U; false if it is not finite. */
  const evaluate = ({ xs, y0, A, past, coupling }: Collocation): boolean => {
    integrate(A, U, Y);
    for (let i = 0; i < size; i++) Y[i]! += y0[i % n]!;
    if (!allFinite(Y)) return false;
    z.set(past);
    coupling?.add(Y, z);
    for (let i = 0; i < N; i++) system.rate(xs[i]!, rows[i]!.y, rows[i]!.z, rows[i]!.residual);
    for (let i = 0; i < size; i++) residual[i]! -= U[i]!;
    return allFinite(residual);
  };

  /** Factorises `I − H·A`, H the derivative of the rates by Y through the integrals too. */
  const linearise = ({ xs, A, coupling }: Collocation): boolean => {
    const G = zeros(coupling ? N * q * size : 0);
    coupling?.addJacobian(Y, G);
    const row = zeros(size);
    for (let i = 0; i < N; i++) {
      for (let a = 0; a < n; a++) value[a] = residual[i * n + a]! + U[i * n + a]!;
      system.jacobians({ x: xs[i]!, y: rows[i]!.y, z: rows[i]!.z, value }, byY, byZ);
      gain = Math.max(i && gain, supNorm(byZ));
      for (let a = 0; a < n; a++) {
        row.fill(0);
        for (let c = 0; c < q && coupling; c++) {
          const weight = byZ[a * q + c]!;
          if (weight === 0) continue;
          const from = (i * q + c) * size;
          for (let k = 0; k < size; k++) row[k]! += weight * G[from + k]!;
        }
        for (let b = 0; b < n; b++) row[i * n + b]! += byY[a * n + b]!;
        const to = (i * n + a) * size;
        factors.fill(0, to, to + size);
        for (let j = 0; j < N; j++) {
          for (let b = 0; b < n; b++) {
            const weight = row[j * n + b]!;
            if (weight === 0) continue;
            for (let l = 0; l < N; l++) factors[to + l * n + b]! -= weight * A[j * N + l]!;
          }
        }
        factors[to + i * n + a]! += 1;
      }
    }
    hasFactors = factorLU(factors, pivots);
    return hasFactors;
  };

  /** The step from the residual there is, and its size in Y. */
  const measure = (A: Float64Array, out: Float64Array): number => {
    out.set(residual);
    solveLU(factors, pivots, out);
    integrate(A, out, moved);
    return supNorm(moved);
  };

  /** Goes along `step`, shorter and shorter, until the next step is shorter; returns that one's size, or NaN. */
  const search = (collocation: Collocation, length: number, damped: boolean): number => {
    kept.set(U);
    for (let share = 1; share > 1e-4; share *= 0.5) {
      for (let k = 0; k < size; k++) U[k] = kept[k]! + share * step[k]!;
      if (evaluate(collocation)) {
        const next = measure(collocation.A, nextStep);
        if (next <= (1 - share / 4) * length) return next;
      }
      if (!damped) break;
    }
    U.set(kept);
    return Number.NaN;
  };

  const make = (collocation: Collocation, change: Float64Array): boolean => {
    for (let k = 0; k < size; k++) U[k]! += change[k]!;
    return evaluate(collocation);
  };

  return {
    U,
    Y,
    linearise: (collocation) => evaluate(collocation) && linearise(collocation),
    gain: () => gain,
    reset() {
      hasFactors = false;
    },
    respond(defect, A) {
      residual.set(defect);
      return hasFactors ? measure(A, step) : Number.NaN;
    },
    solve(collocation, { target, sup, maximumIterations, damped, onStep }) {
      let iterations = 0;
      const end = (converged: boolean): NewtonResult => ({ converged, iterations });
      let isFresh = false;
      let length = Number.NaN;
      /** Makes factors at U where there are none, or none that are good. */
      const start = (): boolean => {
        if (!evaluate(collocation)) return false;
        isFresh = !hasFactors;
        if (isFresh && !linearise(collocation)) return false;
        length = measure(collocation.A, step);
        return true;
      };
      if (!start()) return end(false);
      while (iterations < maximumIterations) {
        iterations++;
        onStep?.();
        // what rounding makes of the numbers there are
        const size = Math.max(supNorm(Y), supNorm(collocation.y0));
        const floor = 16 * Number.EPSILON * size;
        const goal = Math.max(floor, target * Math.max(size, sup));
        if (length <= floor) return end(make(collocation, step));
        const next = search(collocation, length, damped);
        // the step that was measured is as good as made
        if (next <= goal) return end(make(collocation, nextStep));
        if (next <= 0.1 * length) {
          isFresh = false;
          length = next;
          step.set(nextStep);
        } else {
          // rounding, as ill-conditioned equations enlarge it
          if (Number.isNaN(next) && isFresh) {
            return end(length <= 100 * goal && evaluate(collocation));
          }
          hasFactors = false;
          if (!start()) return end(false);
        }
      }
      return end(false);
    },
  };
}
