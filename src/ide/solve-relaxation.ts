import { rowOf, supNorm, zeros } from "../numeric/index.js";
import { createCollocationSolver } from "./collocation.js";
import { estimateError } from "./estimate.js";
import { solveGlobally } from "./global.js";
import { equationsOf, type Level, roughElements, type Solved } from "./level.js";
import { addElement, createPieces, type Pieces } from "./pieces.js";
import { refuse } from "./refuse.js";
import { largestTail } from "./rule.js";
import type { RunContext, RunResult } from "./run.js";

/** Changes above this, relative to max(1, sup |y|) before them, are an explosion. */
const EXPLODED = 1e12;
/** Sweeps in a row that grow before more of the old iterate is kept. */
const PATIENCE = 3;
/** Sweeps on a grid that does not resolve the solution. */
const ENOUGH = 60;

/**
 * Successive relaxation: solve `y' = f(x, y, z)` with the integral z of the iterate before, mix, repeat.
 *
 * The first iterate has z = 0. Sweeps end where the change, with what later ones will add by their ratio, is below the
 * tolerance, and the linearised equation confirms it. Every grid starts from the solution on the one before.
 *
 * @see C. A. Gelmi, H. Jorquera, IDSOLVER: a general purpose solver for nth-order integro-differential equations, Comput.
 *   Phys. Commun. 185 (2014).
 */
export function solveRelaxation(context: RunContext): RunResult {
  const state: Relaxation = { sweeps: 0, smoothing: context.options.smoothing ?? 0 };
  return solveGlobally(context, (level) => relaxLevel(level, state));
}

/** What is carried from grid to grid. */
interface Relaxation {
  sweeps: number;
  smoothing: number;
}

function relaxLevel(level: Level, state: Relaxation): Solved {
  const { context, grid } = level;
  const { system, options } = context;
  const { tolerance, errorNorm } = options;
  const most = options.maximumIterations ?? 1000;
  const sweep = createSweep(level);
  const iterate = startValues(level, sweep);
  let previous = Number.POSITIVE_INFINITY;
  let growths = 0;
  let iterations = 0;
  let wanted = errorNorm ? tolerance : 0.05 * tolerance;
  let error: number | null = null;
  const finish = (isGood: boolean, ended?: Solved["ended"]): Solved => ({
    ...(ended && { ended }),
    iterations,
    gain: sweep.gain(),
    pieces: isGood ? sweep.pieces : null,
    estimate: () => error,
  });
  while (state.sweeps < most) {
    if (options.isCancelled()) return finish(false, "interrupted");
    if (!sweep.run(iterate)) return finish(false);
    iterations++;
    state.sweeps++;
    const sup = Math.max(1, supNorm(sweep.Y));
    const size = measureChange(context, iterate, sweep.Y);
    const change = size / (errorNorm ? 1 : sup);
    options.onIteration({ iteration: state.sweeps, change, x: system.end });
    if (!(change < EXPLODED)) return finish(false);
    const ratio = size === 0 ? 0 : size / previous;
    const remaining = !errorNorm && ratio < 1 ? change * Math.max(1, ratio / (1 - ratio)) : change;
    const tail = Math.max(...sweep.pieces.rates.flatMap((data) => largestTail(grid.rule, data, system.n))) / sup;
    const isRough = roughElements(level, sweep.pieces, sweep.gain()).includes(true);
    const isNoise = change <= 8 * Number.EPSILON;
    // what the grid cannot resolve need not be relaxed away
    if (isNoise || remaining <= Math.max(wanted, isRough ? Math.min(1e-3, 0.01 * tail) : 0)) {
      if (isRough) return finish(true);
      error = estimateSweep(level, sweep);
      if (isNoise || errorNorm || error === null || error <= tolerance) return finish(true);
      // changes that grow before they shrink hide an error: go on
      wanted *= 0.1;
    }
    growths = size > previous ? growths + 1 : 0;
    // causal iterates may grow for long and converge all the same
    if (growths >= PATIENCE && options.smoothing === undefined && !context.isCausal) {
      state.smoothing = 0.5 + 0.5 * state.smoothing;
      growths = 0;
    }
    previous = size;
    // on a grid that does not resolve the solution sweeps need not contract
    if (iterations >= ENOUGH && isRough) return finish(growths === 0 && change < 1);
    const kept = state.smoothing;
    for (let k = 0; k < iterate.length; k++) iterate[k] = kept * iterate[k]! + (1 - kept) * sweep.Y[k]!;
  }
  return finish(iterations > 0, "not-converged");

  /** The error by the linearised equation, which knows nothing of sweeps. */
  function estimateSweep(level: Level, { pieces, Y }: Sweep): number | null {
    const solver = createCollocationSolver(system, grid.xs.length);
    pieces.rates.forEach((data, e) => {
      solver.U.set(data, e * data.length);
    });
    solver.linearise(equationsOf(level));
    return estimateError(level, solver, { pieces, Y });
  }
}

/** sup |change|, or the user's norm of two lists of values. */
function measureChange({ system, options }: RunContext, previous: Float64Array, current: Float64Array): number {
  if (!options.errorNorm) {
    let sup = 0;
    for (let k = 0; k < current.length; k++) sup = Math.max(sup, Math.abs(current[k]! - previous[k]!));
    return sup;
  }
  const { codec, n } = system;
  const list = (data: Float64Array) => Array.from({ length: data.length / n }, (_, i) => codec.write(data, i * n));
  const norm = options.errorNorm(list(previous), list(current));
  if (!(norm >= 0)) refuse("the value of errorNorm", ">= 0", norm);
  return norm;
}

/** The iterate on a new grid: the solution of the grid before, or the equation without its integral, or the initial value. */
function startValues({ context, grid, before, guess }: Level, sweep: Sweep): Float64Array {
  if (before === null && sweep.run(null)) return sweep.Y.slice();
  const { n } = context.system;
  const iterate = zeros(grid.xs.length * n);
  grid.xs.forEach((x, i) => {
    guess(x, rowOf(iterate, i, n));
  });
  return iterate;
}

interface Sweep {
  /** What the last sweep made. */
  pieces: Pieces;
  /** Its values at all nodes. */
  readonly Y: Float64Array;
  gain(): number;
  /** Solves the equation with the integrals of an iterate, or without any; false if it cannot. */
  run(iterate: Float64Array | null): boolean;
}

/** The local equation, element by element; its factors are kept from sweep to sweep. */
function createSweep({ context, grid, coupling }: Level): Sweep {
  const { system, options } = context;
  const { n, q } = system;
  const { rule, breaks, xs } = grid;
  const { p } = rule;
  const Y = zeros(xs.length * n);
  const z = zeros(xs.length * q);
  const solvers = breaks.slice(1).map(() => createCollocationSolver(system, p));
  const sweep: Sweep = {
    pieces: createPieces(rule, n, system.start),
    Y,
    gain: () => Math.max(...solvers.map((solver) => solver.gain())),
    run(iterate) {
      z.fill(0);
      if (iterate !== null) coupling.add(iterate, z);
      sweep.pieces = createPieces(rule, n, system.start);
      let y = system.initial;
      for (const [e, solver] of solvers.entries()) {
        const h = breaks[e + 1]! - breaks[e]!;
        const [from, to] = [e * p, (e + 1) * p];
        const A = rule.A.map((entry) => entry * h);
        const past = z.subarray(from * q, to * q);
        const { converged } = solver.solve(
          { system, xs: xs.subarray(from, to), y0: y, A, past, coupling: null },
          { target: 1e-3 * options.tolerance, sup: 1, maximumIterations: 50, damped: true },
        );
        if (!converged) return false;
        Y.set(solver.Y, from * n);
        y = addElement(sweep.pieces, breaks[e + 1]!, { y, Y: solver.Y, U: solver.U });
      }
      return true;
    },
  };
  return sweep;
}
