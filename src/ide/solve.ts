import { checkOptions, checkOwners } from "./check-options.js";
import { type CheckedProblem, createSystem } from "./create-system.js";
import type { IntegroDifferentialMethod, IntegroDifferentialOptions } from "./options.js";
import { createReader } from "./pieces.js";
import type { IntegroDifferentialProblem, Value, ValueOf } from "./problem.js";
import { refuse } from "./refuse.js";
import type { RunContext, RunResult } from "./run.js";
import type { IntegroDifferentialSolution } from "./solution.js";
import { solveMarching } from "./solve-marching.js";
import { solveRelaxation } from "./solve-relaxation.js";
import { solveSpectral } from "./solve-spectral.js";
import type { System } from "./system.js";

const runs: Readonly<Record<IntegroDifferentialMethod, (context: RunContext) => RunResult>> = {
  marching: solveMarching,
  spectral: solveSpectral,
  relaxation: solveRelaxation,
};

/**
 * Solves an integro-differential equation `y' = c(x, y) + d(x)·∫_α(x)^β(x) k(x, s) F(y(s)) ds`, y(start) = initial.
 *
 * - **marching**, for limits that are not ahead of x: Radau collocation, element by element on a mesh that follows the
 *   solution, until two meshes agree. O(N) where the kernel has a realization, O(N log² N) for other convolutions on a
 *   uniform mesh (`step`), else O(N²). The only method for a weak `singularity`.
 * - **spectral**, for any limits and smooth solutions: Chebyshev collocation on the whole interval with Newton's method,
 *   of rising degree, then on parts of it.
 * - **relaxation**, for any limits: the equation is solved again and again with the integral of the iterate before.
 *
 * A method that cannot do a problem refuses it. What happens to a run is a status, unless one of the problem's functions
 * is what ends it, with a value that is not finite: this is thrown, with its x.
 *
 * In the formula c is `local`, d `scale`, α and β `lower` and `upper`, k `kernel` and F `integrand`.
 *
 * @throws {TypeError} if a function of the problem is missing or returns a value of the wrong shape.
 * @throws {RangeError} if a number is not finite or out of its range, a limit lies outside [start, end], or the method
 *   cannot do the problem; messages have the x where it happened.
 * @see C. A. Gelmi, H. Jorquera, IDSOLVER, Comput. Phys. Commun. 185 (2014); H. Brunner, Collocation Methods for Volterra
 *   Integral and Related Functional Differential Equations (2004).
 * @example
 * // y' = 1 − 2y − 5∫₀ˣ y ds, y(0) = 0: y = ½ e^(−x) sin 2x
 * const solution = solveIntegroDifferential({
 *   local: (x, y) => 1 - 2 * y,
 *   scale: () => -5,
 *   kernel: () => 1,
 *   lower: () => 0,
 *   upper: (x) => x,
 *   start: 0,
 *   end: 3,
 *   initial: 0,
 * });
 * solution.at(1); // 0.16725591
 */
export function solveIntegroDifferential<V extends Value>(
  problem: IntegroDifferentialProblem<V>,
  options: IntegroDifferentialOptions<V> = {},
): IntegroDifferentialSolution<ValueOf<V>> {
  // inside, a value is whatever the codec of its problem says
  const checked = checkOptions(options as IntegroDifferentialOptions);
  const found = createSystem(problem as unknown as IntegroDifferentialProblem<Value>);
  const method = chooseMethod(checked.method, found);
  checkOwners(options as IntegroDifferentialOptions, method);
  const { system } = found;
  let iteration = 0;
  const onElement = (x: number) => checked.onIteration({ iteration: ++iteration, change: null, x });
  const result = runs[method]({ ...found, options: checked, onElement });
  return createSolution(result, { method, system });
}

/** The method that is asked for, if it can do the problem, or the one that fits. */
function chooseMethod(method: IntegroDifferentialMethod | "auto", { system, isCausal }: CheckedProblem) {
  if (system.gamma > 0 && !isCausal) refuse("upper(x)", "<= x where there is a singularity", "ahead of x");
  if (method === "auto") return isCausal ? "marching" : "spectral";
  if (method === "marching" && !isCausal) {
    refuse("method", "spectral or relaxation where a limit is ahead of x", method);
  }
  if (method !== "marching" && system.gamma > 0) refuse("method", "marching where there is a singularity", method);
  return method;
}

function createSolution<Y>(
  { pieces, ...result }: RunResult,
  { method, system }: { readonly method: IntegroDifferentialMethod; readonly system: System },
): IntegroDifferentialSolution<Y> {
  const { codec, initial, counter } = system;
  const { breaks } = pieces;
  const reached = breaks.at(-1)!;
  const start = breaks[0]!;
  const reader = createReader(pieces);
  const at = (x: number): Y => {
    if (!(x >= start && x <= reached)) {
      throw new RangeError(`Cannot read the solution as x must be from ${start} to ${reached}: current value is ${x}`);
    }
    const out = initial.slice();
    if (x > start) reader.value(x, out);
    return codec.write(out) as Y;
  };
  const x = Float64Array.from(breaks);
  return { ...result, method, x, y: Array.from(x, at), reached, evaluations: counter.evaluations, at };
}
