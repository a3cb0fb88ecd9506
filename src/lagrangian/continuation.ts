import { factorLU, solveLU } from "../numeric/index.js";
import type { ActionPath } from "./action-path.js";
import type { StationarySystem } from "./stationary-system.js";

/** How a stationary path is searched. */
export interface SearchOptions {
  /** The root of the friction weight at each unknown. */
  readonly scale: Float64Array;
  /** The unknowns of the straight line. */
  readonly line: Float64Array;
  /** Bound of the relative residual. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** T/α. */
  readonly whole: number;
}

/** Where a search ended. */
export interface Found {
  readonly pull: Float64Array;
  readonly path: ActionPath;
  readonly residual: number;
  readonly iterations: number;
  readonly isConverged: boolean;
}

/** Newton steps spent on one stage before it counts as too far from the last. */
const PATIENCE = 12;
/** Damping is given up below this part of a Newton step. */
const SHORTEST = 1 / 64;
/** The widest, and the narrowest, factor from one share of the force to the next. */
const WIDEST = Math.exp(4);
const NARROWEST = 1.02;

/**
 * Solves `p = F_sym`: at once from the straight line, else along `p = share · F_sym` with a growing share of the force.
 *
 * What comes back from the future is of size e^(2T/α): shares start there and grow by factors.
 */
export function continueToForce(system: StationarySystem, options: SearchOptions): Found {
  const direct = solveNewton(system, { ...options, share: 1, guess: options.line });
  if (direct.isConverged) return direct;
  let { iterations } = direct;
  let guess: Float64Array = options.line.map(() => 0);
  let share = Math.exp(-2 * options.whole);
  let factor = WIDEST;
  while (iterations < options.maxIterations && factor > NARROWEST) {
    const next = Math.min(1, share * factor);
    const stage = solveNewton(system, {
      ...options,
      maxIterations: options.maxIterations - iterations,
      share: next,
      guess,
    });
    iterations += stage.iterations;
    if (!stage.isConverged) factor = Math.sqrt(factor);
    else if (next === 1) return { ...stage, iterations };
    else {
      [guess, share] = [stage.pull, next];
      factor = Math.min(WIDEST, factor ** 1.5);
    }
  }
  return { ...direct, iterations };
}

/** One share of the force, and the unknowns to start from. */
interface Stage extends SearchOptions {
  readonly share: number;
  readonly guess: Float64Array;
}

/** Newton's method on `p − share · F_sym`, in unknowns scaled by the root of the friction weight, damped until steps shorten. */
function solveNewton(system: StationarySystem, { share, guess, scale, tolerance, maxIterations }: Stage): Found {
  const patience = Math.min(PATIENCE, maxIterations);
  let pull = guess;
  let path = system.unfold(pull);
  let misfit = system.misfit(path, pull, share);
  let iterations = 0;
  while (iterations < patience && !(relativeSize(misfit, scale) <= tolerance)) {
    const jacobian = scaledJacobian(system, { path }, { scale, share });
    const pivots = new Int32Array(pull.length);
    if (!factorLU(jacobian, pivots)) break;
    const correct = (value: Float64Array) => {
      const step = value.map((r, k) => r * scale[k]!);
      solveLU(jacobian, pivots, step);
      return step;
    };
    const step = correct(misfit.value);
    const length = Math.hypot(...step);
    const before = pull;
    let part = 1;
    for (; part >= SHORTEST; part /= 2) {
      pull = before.map((p, k) => p - (part * step[k]!) / scale[k]!);
      path = system.unfold(pull);
      misfit = system.misfit(path, pull, share);
      if (relativeSize(misfit, scale) <= tolerance || Math.hypot(...correct(misfit.value)) <= (1 - part / 4) * length) {
        break;
      }
    }
    iterations++;
    if (part < SHORTEST) break;
  }
  const residual = relativeSize(misfit, scale);
  return { pull, path, residual, iterations, isConverged: residual <= tolerance };
}

/** `diag(scale) (1 − share · ∂F_sym) diag(1/scale)`. */
export function scaledJacobian(
  system: StationarySystem,
  { path }: Pick<Found, "path">,
  { scale, share }: { readonly scale: Float64Array; readonly share: number },
): Float64Array {
  const n = scale.length;
  const jacobian = system.jacobian(path, share);
  return jacobian.map((value, at) => (value * scale[Math.floor(at / n)]!) / scale[at % n]!);
}

/** The largest misfit relative to the largest term, both scaled; infinite where one is not a number. */
function relativeSize({ value, size }: ReturnType<StationarySystem["misfit"]>, scale: Float64Array): number {
  let [misfit, term] = [0, 0];
  for (let k = 0; k < value.length; k++) {
    if (!Number.isFinite(value[k]! + size[k]!)) return Infinity;
    misfit = Math.max(misfit, Math.abs(value[k]!) * scale[k]!);
    term = Math.max(term, size[k]! * scale[k]!);
  }
  return misfit === 0 ? 0 : misfit / term;
}
