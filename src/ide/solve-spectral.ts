import { createCollocationSolver } from "./collocation.js";
import { estimateError } from "./estimate.js";
import { solveGlobally } from "./global.js";
import { toPieces } from "./grid.js";
import { equationsOf, type Level, type Solved, sampleGuess } from "./level.js";
import { supOf } from "./pieces.js";
import type { RunContext, RunResult } from "./run.js";

/**
 * Chebyshev collocation on the whole interval: Newton's method for all values at once, of any limits.
 *
 * @see L. N. Trefethen, Spectral Methods in MATLAB; T. A. Driscoll, Automatic spectral collocation for integral,
 *   integro-differential, and integrally reformulated differential equations, J. Comput. Phys. 229 (2010).
 */
export function solveSpectral(context: RunContext): RunResult {
  return solveGlobally(context, solveLevel);
}

function solveLevel(level: Level): Solved {
  const { context, grid, before } = level;
  const { system, options } = context;
  const solver = createCollocationSolver(system, grid.xs.length);
  if (before !== null) solver.U.set(sampleGuess(level, before).U);
  const { converged, iterations } = solver.solve(equationsOf(level), {
    target: 1e-3 * options.tolerance,
    sup: before === null ? 1 : Math.max(1, supOf(before)),
    maximumIterations: options.maximumIterations ?? 50,
    damped: true,
    onStep: () => context.onElement(system.end),
  });
  const pieces = converged ? toPieces(grid, { U: solver.U, Y: solver.Y, initial: system.initial }) : null;
  return {
    iterations,
    pieces,
    gain: solver.gain(),
    estimate: () => estimateError(level, solver, { pieces: pieces!, Y: solver.Y }),
  };
}
